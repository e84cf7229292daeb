"""Paragraphs out of what wires wrap stories in: XHTML, NITF, markup in a string, plain text.

A paragraph has its white space folded and no tags; a row of a table is one, its cells apart by a tab. What
is no prose (pictures and their captions, scripts, the page's own header) is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from claims.ingest.limits import HTML_DEPTH
from claims.ingest.parsers.markup import check_markup
from claims.ingest.types import TooBig
from claims.ingest.xml import Element, attribute, entity_text, local

BLOCKS = frozenset(
    # XHTML
    "address article aside blockquote body caption center dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 hr "
    "html legend li main ol p pre section summary table tbody tfoot thead tr ul "
    # NITF, and the body of NewsML 1
    "block body.content bq credit fn hl1 hl2 nitf nitf-table note datacontent".split()
)
UNSEEN = frozenset(
    "audio button canvas embed figcaption figure footer form head header iframe img link map meta nav "
    "noscript object param script style svg template title video "
    "abstract body.end body.head byline copyrite dateline datasource distributor docdata hedline media "
    "media-caption media-metadata media-object media-producer media-reference nitf-table-metadata "
    "rights series".split()
)
CELLS = ("td", "th")
SILENT_NOTES = ("cpyrt", "editorsnote", "trademk")  # NITF: note-class of what is for the desk only

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r"[ \n]*\n[ \n]*| {2,}")
_BREAKS = re.compile(r"(?:(?<![ \t])[ \t]++)?\n(?:[ \t]*+\n)++[ \t]*")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_INDENT = re.compile(r"\n(?=\t|[ ]{2,})")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE)
WRAPPED = range(40, 101)  # characters of a line that was broken for its length


def paragraphs(root: Element) -> list[str]:
    """Paragraphs of a tree of XHTML or NITF, in order. Its depth is bounded by whoever parsed it."""
    reader = _Reader()
    reader.read(root)
    reader.flush()
    return reader.found


def from_markup(markup: str) -> list[str]:
    """Paragraphs of XHTML or HTML in a string, however broken. Raises TooBig."""
    check_markup(markup)
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []  # nothing but comments, say
    if _depth(tree) > HTML_DEPTH:
        raise TooBig(f"The text nests more than {HTML_DEPTH} elements.")
    return paragraphs(tree)


def from_plain(text: str) -> list[str]:
    """Paragraphs of plain text: apart by blank lines, else by indented lines, else by the lines themselves.

    Lines that were only broken for their length are put together again.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    chunks = [part for chunk in _BLANK_LINES.split(text) for part in _INDENT.split(chunk)]
    if len(chunks) == 1 and not _is_wrapped(text):
        chunks = text.split("\n")
    return _tidy(chunks)


def from_string(text: str, content_type: str = "") -> list[str]:
    """Paragraphs of a string by what it is said to be, and by what it turns out to be.

    Agencies send paragraphs in tags as text/plain: the tags go, the lines between them count.
    """
    has_tags = _BLOCK_TAG.search(text) is not None
    if "html" in content_type or (has_tags and "plain" not in content_type):
        return from_markup(text)
    if has_tags:
        return from_plain(html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n\n", text))))
    return from_plain(text)


def without_headline(found: list[str], headline: str) -> list[str]:
    """The body without the headline on top of it, unless that is all there is (a flash)."""
    rest = found
    while rest and _same(rest[0], headline):
        rest = rest[1:]
    return rest or found[:1]


def _same(one: str, other: str) -> bool:
    return bool(other) and _SPACE.sub("", one).casefold() == _SPACE.sub("", other).casefold()


def _tidy(chunks: Iterable[str]) -> list[str]:
    folded = (_SPACE.sub(" ", chunk).strip() for chunk in chunks)
    return [text for text in folded if _says_anything(text)]


def _says_anything(text: str) -> bool:
    """Not where it is blank, or a line drawn between parts ("___", "* * *")."""
    return any(character.isalnum() for character in text)


def _is_wrapped(text: str) -> bool:
    """Whether the lines are broken for length: long ones, most of which end in mid sentence."""
    lines = [line.strip() for line in text.strip().split("\n")]
    broken = [line for line in lines[:-1] if len(line) in WRAPPED and not _SENTENCE_END.search(line)]
    return len(lines) > 1 and len(broken) * 2 > len(lines) - 1


def _depth(root: Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


@dataclass
class _Reader:
    """Walks a tree and closes a paragraph at every block."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    is_typed: bool = False  # within a pre, whose blank lines are meant

    def read(self, element: Element) -> None:
        name = local(element)
        if not name:
            self.parts.append(entity_text(element))
        elif not _is_unseen(element, name):
            self._enter(element, name)
        self.parts.append(self._folded(element.tail or ""))

    def flush(self) -> None:
        """Two line breaks in a row are a paragraph's end, one is only a line's."""
        whole = "".join(self.parts)
        self.parts.clear()
        if not whole or whole.isspace():
            return
        for part in _BREAKS.split(whole) if "\n" in whole else (whole,):
            text = _LINES.sub(" ", part).strip()  # a tab is the end of a cell
            if _says_anything(text):
                self.found.append(text)

    def _folded(self, text: str) -> str:
        chunks = _BLANK_LINES.split(text) if self.is_typed else (text,)
        return "\n\n".join(_SPACE.sub(" ", chunk) for chunk in chunks)

    def _enter(self, element: Element, name: str) -> None:
        if name in BLOCKS:
            self.flush()
        outside, self.is_typed = self.is_typed, self.is_typed or name == "pre"
        self.parts.append("\n" if name == "br" else "")
        self.parts.append(self._folded(element.text or ""))
        for child in element:
            self.read(child)
        self.is_typed = outside
        if name in BLOCKS:
            self.flush()
        elif name in CELLS:
            self.parts.append("\t")


def _is_unseen(element: Element, name: str) -> bool:
    if name in UNSEEN or element.get("hidden") is not None:
        return True
    return name == "note" and attribute(element, "noteclass").lower() in SILENT_NOTES
