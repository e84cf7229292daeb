"""What a file is, told by its bytes. A name never decides, it may lie."""

from __future__ import annotations

import re

from lxml.html import defs

from claims.ingest.limits import INPUT_BYTES
from claims.ingest.types import Unreadable

TEXT = "text"
HTML = "html"
FIELDS = "fields"
LINES = "lines"
XML = "xml"
CSV = "csv"

_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe", "UTF-16 text; send UTF-8"),
    (b"\xfe\xff", "UTF-16 text; send UTF-8"),
)
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(!doctype\s+)?([a-z][\w:.-]{0,40})",
    re.IGNORECASE,
)
_NEXT_OBJECT = re.compile(rb'\}[ \t\r]*\n\s*\{|\n\{\s*"')
_CSV_HEADER = re.compile(rb'[^\n]{0,500}\bexternal_id"?[,;\t]|[^\n]{0,500}[,;\t]"?external_id\b')
_HTML_TAGS = defs.tags | {"math", "svg", "main", "article", "section", "nav", "header", "figure"}


def sniff(head: bytes) -> str:
    """TEXT, HTML, FIELDS (a JSON object), LINES (one a line), XML or CSV, from the first bytes of a file.

    Raises Unreadable for pictures, archives and the like, with what they are.
    """
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Unreadable(f"It is {what}, not a story.")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return LINES if start.startswith(b"{") and _is_lines(start) else FIELDS
    return CSV if _CSV_HEADER.match(start) else _markup(start)


def _is_lines(start: bytes) -> bool:
    """Whether a second object begins on a line of its own, or the first line is too long to see its end."""
    return _NEXT_OBJECT.search(start) is not None or (len(start) > INPUT_BYTES // 2 and b"\n" not in start)


def _markup(start: bytes) -> str:
    root = _ROOT.match(start)
    if root is None:
        return XML if start.startswith(b"<?xml") else TEXT
    name = root[2].decode("ascii", "replace").lower()
    if name in _HTML_TAGS:
        return HTML
    return XML if root[1] or start.startswith(b"<?xml") or b"</" in start else TEXT
