"""What a file is, told by its bytes. A name never decides, it may lie."""

from __future__ import annotations

import re

from lxml.html import defs

from claims.ingest.charsets import xml_head
from claims.ingest.limits import INPUT_BYTES, KIB
from claims.ingest.members import is_holder, is_mark
from claims.ingest.types import Unreadable

TEXT = "text"
HTML = "html"
FIELDS = "fields"
LINES = "lines"
XML = "xml"
CSV = "csv"
FEED = "feed"
NITF = "nitf"
NEWSML = "newsml-g2"
NEWSML_1 = "newsml-1"
NINJS = "ninjs"
JSONFEED = "jsonfeed"
ANPA = "anpa1312"
IPTC7901 = "iptc7901"
ZIP = "zip"
GZIP = "gzip"

# The first element of a document, lower case and without its prefix, and the format that begins so.
ROOTS = {"rss": FEED, "feed": FEED, "rdf": FEED, "nitf": NITF, "newsml": NEWSML_1}
ROOTS |= dict.fromkeys(
    "newsitem newsmessage packageitem conceptitem knowledgeitem catalogitem planningitem "
    "contentset contentmeta groupset itemset".split(),
    NEWSML,
)

_MAGIC = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # an empty one
    (b"\x1f\x8b", GZIP),
)
_REFUSED = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, a film or a picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a document in RTF"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xff\xfe\x00\x00", "UTF-32 text; send UTF-8"),
    (b"\x00\x00\xfe\xff", "UTF-32 text; send UTF-8"),
    (b"\xff\xfe", "UTF-16 text; send UTF-8"),
    (b"\xfe\xff", "UTF-16 text; send UTF-8"),
)
_TAR_AT, _TAR = 257, b"ustar"
_NUL_SHARE = 5  # one NUL in so many bytes: no text in UTF-8
_LOOKED_AT = 4096

_PROLOG = re.compile(rb"\s+|<\?[^>]{0,1000}>|<!--.{0,10000}?-->", re.DOTALL)
_DOCTYPE = re.compile(
    rb"<!doctype\s+([a-z][\w:.-]{0,40})[^>\[]{0,1000}(\[[^\]]{0,10000}\]\s{0,100})?>?", re.IGNORECASE
)
_ROOT = re.compile(rb"<([a-z][\w:.-]{0,40})", re.IGNORECASE)
# A string, with the colon that makes it a name, or a bracket. One that never closes ends the input.
_JSON = re.compile(rb'"((?:[^"\\]|\\.)*+)(?:"(\s*+:)?|\\?\Z)|[\[{\]}]', re.DOTALL)
_NAMES_DOWN_TO = 6
_JSON_LOOKED_AT = 256 * KIB
_JSON_FEED = re.compile(
    rb'"version"\s{0,9}:\s{0,9}"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\\?/version\\?/', re.IGNORECASE
)
_NEXT_OBJECT = re.compile(rb'\}[ \t\r]*\n\s*\{|\n\{\s*"')
# Names of columns alone, the API's among them or not; what Excel writes above them does not count.
_CSV_HEADER = re.compile(
    rb'(?:"?sep=[,;\t]"?\r?\n)?(?:[^\r\n]{0,500}\bexternal_id[" ]{0,9}[,;\t]'
    rb'|[^\r\n]{0,500}[,;\t][" ]{0,9}external_id\b'
    rb'|"?[a-z_]{2,30}"?(?:[,;\t]"?[a-z_]{2,30}"?){2,99}[ \t]{0,9}[\r\n])',
    re.IGNORECASE,
)
_HTML_TAGS = defs.tags | {"math", "svg", "main", "article", "section", "nav", "header", "figure"}

# The heads of the two telegraph formats; their control characters are lost on the way now and then.
_BEFORE = rb"[\x00\x16\s]{0,100}"
_ANPA_HEAD = re.compile(
    _BEFORE
    + rb"\x01\s{0,4}[a-z][0-9]{4}\x1f|"
    + _BEFORE
    + rb"\x01?[a-z][0-9]{4}\x1f?[a-z-]{3,12}[\x00-\x20]*\n"
    rb"[a-z] [a-z][\x11-\x14]{0,2} [^\n]{0,200}[0-9]{1,2}-[0-9]{1,2} [0-9]{3,4}[ \r]*\n",
    re.IGNORECASE,
)
_7901_HEAD = re.compile(
    _BEFORE + rb"(?:\x01\s{0,4}[a-z]{0,8}[0-9]{1,6} [0-9] [a-z]{1,4} "
    rb"|[a-z]{2,4}[0-9]{3,4} [1-9] [a-z]{1,4} [0-9]{1,5} )",
    re.IGNORECASE,
)


def sniff(head: bytes) -> str:
    """The kind of input, one of the names above, from the first bytes of a file.

    Raises Unreadable for pictures, foreign archives and the like, with what they are.
    """
    if kind := archive(head):
        return kind
    head = xml_head(head)
    if what := _no_story(head):
        raise Unreadable(f"It is {what}, not a story.")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return LINES if start.startswith(b"{") and _is_lines(start) else json_kind(start)
    return _telegraph(head) or (CSV if _CSV_HEADER.match(start) else _markup(start))


def archive(head: bytes) -> str:
    """ZIP, GZIP, or "" where it is neither."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")


def _no_story(head: bytes) -> str:
    """What it is instead, where it can be no story in any format; or ""."""
    for magic, what in _REFUSED:
        if head.startswith(magic):
            return what
    if head[_TAR_AT:].startswith(_TAR):
        return "a tar archive"
    looked_at = head[:_LOOKED_AT]
    if looked_at.count(0) * _NUL_SHARE > len(looked_at):
        return "UTF-16, UTF-32 or no text at all; send UTF-8"
    return ""


def json_kind(start: bytes) -> str:
    """NINJS, JSONFEED or FIELDS, by the names of members at the top, or of those within a service's answer.

    By the beginning of it, and without a parser, so that what broke off is still told.
    """
    names: list[list[str]] = [[] for _ in range(_NAMES_DOWN_TO + 1)]
    depth, top = 0, 2 if start.startswith(b"[") else 1
    for token in _JSON.finditer(start, 0, _JSON_LOOKED_AT):
        if token[1] is None:
            depth += 1 if token[0] in b"[{" else -1
        elif token[2] and 0 < depth <= _NAMES_DOWN_TO:
            names[depth].append(token[1].decode("utf-8", "replace"))
    if "external_id" in names[top]:
        return FIELDS
    if "version" in names[top] and _JSON_FEED.search(start, 0, _JSON_LOOKED_AT):
        return JSONFEED
    if "$schema" in names[top]:
        raise Unreadable("It is a schema for JSON, not a story.")
    inner = [each for level in names[top + 1 :] for each in level] if any(map(is_holder, names[top])) else []
    return NINJS if any(map(is_mark, [*names[top], *inner])) else FIELDS


def _is_lines(start: bytes) -> bool:
    """Whether a second object begins on a line of its own, or the first line is too long to see its end."""
    return _NEXT_OBJECT.search(start) is not None or (len(start) > INPUT_BYTES // 2 and b"\n" not in start)


def _telegraph(head: bytes) -> str:
    if _ANPA_HEAD.match(head):
        return ANPA
    return IPTC7901 if _7901_HEAD.match(head) else ""


def _markup(start: bytes) -> str:
    at = _after_prolog(start, 0)
    doctype = _DOCTYPE.match(start, at)
    root = _ROOT.match(start, _after_prolog(start, doctype.end()) if doctype else at)
    found = root or doctype
    if found is None:
        return XML if start.startswith(b"<?xml") else TEXT
    name = found[1].decode("ascii", "replace").lower()
    if name in _HTML_TAGS or (doctype and doctype[1].lower() == b"html"):
        return HTML
    is_xml = doctype is not None or start.startswith(b"<?xml") or b"</" in start
    kind = ROOTS.get(name.rpartition(":")[2], XML)
    return kind if is_xml or kind in (NITF, NEWSML, NEWSML_1) else TEXT


def _after_prolog(start: bytes, at: int) -> int:
    """Behind white space, comments and processing instructions."""
    while found := _PROLOG.match(start, at):
        at = found.end()
    return at
