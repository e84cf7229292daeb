"""The visible text of a page in reading order, one block per paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form head h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody tfoot thead tr ul caption time".split()
)
# Not `head`: in a page without a body tag, libxml2 leaves the elements of HTML 5 in it.
UNSEEN = frozenset(
    "audio canvas datalist embed iframe map meta noembed noframes noscript object script select style "
    "svg template title video link textarea".split()
)
REGIONS = {
    "nav": "navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "beside the story",
    "figure": "picture caption",
    "figcaption": "picture caption",
    "form": "form",
    "button": "button",
    "dialog": "dialog",
}
CELLS = ("td", "th")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r"(?:(?<![ \t])[ \t]++)?\n[ \t]*")
_HIDING = re.compile(r"(display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and the nearest named part of the page around it ("navigation", or "" in the open)."""

    text: str
    region: str


def blocks(root: HtmlElement) -> list[Block]:
    """Every visible block below `root`. The depth is bounded by whoever parsed it (claims.ingest.limits)."""
    reader = _Reader()
    reader.read(root, "")
    reader.flush("")
    return reader.found


@dataclass
class _Reader:
    """Walks the tree and closes a block at every block-level tag."""

    found: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def read(self, element: HtmlElement, outer: str) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and not _is_unseen(element):
            self._enter(element, tag, outer)
        self.parts.append(_SPACE.sub(" ", element.tail or ""))

    def flush(self, region: str) -> None:
        text = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", "".join(self.parts))).strip()
        if text:
            self.found.append(Block(text, region))
        self.parts.clear()

    def _enter(self, element: HtmlElement, tag: str, outer: str) -> None:
        region = REGIONS.get(tag, outer)
        if tag in BLOCKS:
            self.flush(outer)
        self.parts.append("\n" if tag == "br" else _SPACE.sub(" ", element.text or ""))
        for child in element:
            self.read(child, region)
        if tag in BLOCKS:
            self.flush(region)
        elif tag in CELLS:
            self.parts.append("\t")


def _is_unseen(element: HtmlElement) -> bool:
    """Never shown by a browser: by its tag, by `hidden`, or by its own style."""
    if element.tag in UNSEEN or element.get("hidden") is not None:
        return True
    if element.tag == "input" or (element.tag == "dialog" and element.get("open") is None):
        return True
    return _HIDING.search(element.get("style") or "") is not None
