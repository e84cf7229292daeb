"""A web page: all its visible text is the body, and what is not the story is cut, with the reason.

Nothing visible is lost: trafilatura only decides which paragraphs are the story, the others become
chrome. Bytes and depth are measured before any parser sees the page; nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.ingest import charsets
from claims.ingest.addresses import web_address
from claims.ingest.clean import SPACES, clean_story, clean_text
from claims.ingest.dates import day, first_time
from claims.ingest.limits import (
    BYLINE_CHARS,
    IDENTIFIER_CHARS,
    INPUT_BYTES,
    SOURCE_CHARS,
    TITLE_CHARS,
)
from claims.ingest.parsers import heading
from claims.ingest.parsers.blocks import Block, blocks
from claims.ingest.parsers.judge import Judgement, judge, story_blocks
from claims.ingest.parsers.markup import check_markup
from claims.ingest.signals import Signal
from claims.ingest.types import BadStory, Chrome, EmptyStory, WireStory

FORMAT = "html"
GAP = "\n\n"
OUTSIDE = "outside the story"
TIMES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='date']/@content",
    "//script[@type='application/ld+json']/text()",
    "//time/@datetime",
)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{1,40})"')


def parse(raw: bytes) -> list[WireStory]:
    """The one story of a page. Its guid is the page's canonical address; blank where it names none."""
    return [read_page(raw)]


def read_page(raw: bytes | str) -> WireStory:
    """The page as a story.

    Raises BadStory: neither UTF-8 nor in the charset it declares, too large, too deep, nothing to see on it.
    """
    declared = charsets.page(raw) if isinstance(raw, bytes) and len(raw) <= INPUT_BYTES else None
    markup, repairs = clean_text(declared.markup if declared else raw, limit=INPUT_BYTES)
    check_markup(markup)
    tree = _tree(markup)
    seen = [replace(block, text=clean_text(block.text).text.strip()) for block in blocks(tree)]
    body = clean_story(GAP.join(block.text for block in seen)).text
    found = judge(tree)
    address = _address(found.url)
    story = WireStory(
        guid=address if len(address) <= IDENTIFIER_CHARS else "",
        text=body,
        raw=raw if isinstance(raw, bytes) else raw.encode("utf-8", "replace"),
        format=FORMAT,
        source=_line(found.site, SOURCE_CHARS),
        headline=_line(found.title, TITLE_CHARS),
        byline=_line(found.author, BYLINE_CHARS),
        url=address,
        language=found.language[:16],
        sent_at=first_time(list(_times(tree))) or day(found.day),
        chrome=_chrome(seen, found),
        repairs=(*(declared.repairs if declared else ()), *repairs),
    )
    return _under_embargo(story)


def _under_embargo(story: WireStory) -> WireStory:
    """As the first lines of the story tell, like those of a plain text; menus and sidebars tell of others."""
    elsewhere = [cut for cut in story.chrome if cut.reason != OUTSIDE]
    told = heading.embargoes(story.text, elsewhere, near=story.sent_at)
    if not told.cuts:
        return story
    new = [cut for cut in told.cuts if not any(old.start <= cut.start < old.end for old in story.chrome)]
    return replace(
        story,
        signal=Signal.EMBARGO.value,
        pub_status="withheld" if told.is_open_ended else story.pub_status,
        embargoed_until=told.embargoed_until,
        chrome=tuple(sorted((*story.chrome, *new), key=lambda cut: cut.start)),
        repairs=(*story.repairs, *told.repairs, *([heading.NO_END] if told.is_open_ended else ())),
    )


def _times(tree: HtmlElement) -> Iterator[str]:
    """When the page says that it was published, the best place first; of JSON that alone."""
    for path in TIMES:
        for told in map(str, tree.xpath(path)):
            yield from _PUBLISHED.findall(told) if path.endswith("text()") else (told,)


def _tree(markup: str) -> HtmlElement:
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments, say
        raise EmptyStory("There is no text on the page.") from None


def _chrome(seen: Sequence[Block], judgement: Judgement) -> tuple[Chrome, ...]:
    """A cut for every block that is not the story, where anything was recognised as the story at all."""
    story = story_blocks([block.text for block in seen], judgement.paragraphs)
    if not story:
        return ()
    cuts, start = [], 0
    for index, block in enumerate(seen):
        end = start + len(block.text)
        if index not in story and block.text != judgement.title and block.text:
            cuts.append(Chrome(start, end, block.region or OUTSIDE))
        start = end + len(GAP)
    return tuple(cuts)


def _address(url: str) -> str:
    """The canonical address where it is a web address; a page may claim anything."""
    try:
        return web_address(url, field="url")
    except BadStory:
        return ""


def _line(text: str, limit: int) -> str:
    """What trafilatura read off the page, cut to what a row holds: a page's title is nobody's promise."""
    return SPACES.sub(" ", clean_text(text).text).strip()[:limit]
