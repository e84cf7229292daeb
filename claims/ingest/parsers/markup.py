"""How much there is to a page, counted on its markup before any parser builds a tree of it.

Measured: sanitisers and tree walkers take quadratic time on 100,000 nested elements, libxml2 on 100,000
attributes of one tag, trafilatura 40 s on 500,000 paragraphs. This scan is linear.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from claims.ingest.limits import HTML_ATTRIBUTES, HTML_DEPTH, HTML_ELEMENTS
from claims.ingest.types import TooBig

TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*)")
ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?""")
TAG_END = re.compile(r"\s*+(/?)\s*+/*+>?")
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont frame keygen".split()
)
# Their end tags may be left out, and parsers close them: they can't be counted by their tags.
OPTIONAL_END = frozenset("html head body p li dt dd tr td th thead tbody tfoot option optgroup".split())
RAW_TEXT = frozenset("script style textarea title xmp iframe noembed noframes".split())


@dataclass(frozen=True, slots=True)
class Tag:
    """`<name ...>`, lower case; `end` is where it ends in the markup."""

    name: str
    is_end: bool
    is_closed: bool
    end: int


@dataclass
class _Count:
    open: Counter[str] = field(default_factory=Counter)
    depth: int = 0
    elements: int = 0

    def add(self, tag: Tag) -> None:
        """Keep the depth. An end tag without its start does nothing, and so does one that closes itself."""
        if not tag.is_end:
            self.elements += 1
        if tag.name in VOID or tag.name in OPTIONAL_END:
            return
        if tag.is_end and self.open[tag.name]:
            self.open[tag.name] -= 1
            self.depth -= 1
        elif not tag.is_end and not tag.is_closed:
            self.open[tag.name] += 1
            self.depth += 1


def check_markup(markup: str) -> None:
    """Raise TooBig for a page with too many elements, or open at once, or attributes in one tag."""
    lowered, count, at = markup.lower(), _Count(), 0
    while (at := lowered.find("<", at)) >= 0:
        if lowered.startswith("<!--", at):
            at = _find(lowered, "-->", at + 4)
            continue
        tag = _tag(lowered, at)
        if tag is None:
            at += 1
            continue
        count.add(tag)
        if count.depth > HTML_DEPTH:
            raise TooBig(f"The page nests more than {HTML_DEPTH} elements.")
        if count.elements > HTML_ELEMENTS:
            raise TooBig(f"The page has more than {HTML_ELEMENTS:,} elements.")
        is_raw = tag.name in RAW_TEXT and not tag.is_end
        at = _find(lowered, f"</{tag.name}", tag.end) if is_raw else tag.end


def _tag(markup: str, at: int) -> Tag | None:
    name = TAG.match(markup, at)
    if name is None:
        return None
    end = name.end()
    for _ in range(HTML_ATTRIBUTES):
        attribute = ATTRIBUTE.match(markup, end)
        if attribute is None:
            break
        end = attribute.end()
    else:
        raise TooBig(f"A tag on the page has more than {HTML_ATTRIBUTES} attributes.")
    close = TAG_END.match(markup, end)
    is_closed, end = (bool(close[1]), close.end()) if close else (False, end)
    return Tag(name[2], bool(name[1]), is_closed, end)


def _find(markup: str, mark: str, at: int) -> int:
    """Where `mark` stands, or the end of the page."""
    found = markup.find(mark, at)
    return found if found >= 0 else len(markup)
