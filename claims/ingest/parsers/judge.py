"""Which blocks of a page are the story: trafilatura's judgement, carried over to our own blocks.

trafilatura returns text of its own making, so its paragraphs are matched to ours: those that occur once
on both sides and in the same order are fixed points, the rest is matched between them.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import trafilatura
from lxml.html import HtmlElement

from claims.ingest.parsers.blocks import blocks

LONG = 40  # squeezed characters from which part of a paragraph is recognised too
_OURS = {
    "head": "h2",
    "lb": "br",
    "item": "li",
    "row": "tr",
    "cell": "td",
    "quote": "blockquote",
    "list": "ul",
}
_WHITE = re.compile(r"\s+")
_CHEAP_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What trafilatura read off the page: the story's paragraphs and its metadata, blank where unknown."""

    paragraphs: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    day: str = ""
    language: str = ""


def judge(tree: HtmlElement) -> Judgement:
    """Read the page with trafilatura. It gives up on very short pages: then nothing is known."""
    found = trafilatura.bare_extraction(
        copy.deepcopy(tree),
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_CHEAP_DATES,
    )
    if found is None or isinstance(found, dict):
        return Judgement()
    return Judgement(
        paragraphs=tuple(_paragraphs(found.body)) if found.body is not None else (),
        title=found.title or "",
        author=found.author or "",
        site=found.sitename or "",
        url=found.url or "",
        day=found.date or "",
        language=found.language or "",
    )


def story_blocks(texts: Sequence[str], paragraphs: Sequence[str]) -> set[int]:
    """Indices of the `texts` that trafilatura's `paragraphs` tell, in order."""
    ours, theirs = [_squeeze(text) for text in texts], [_squeeze(text) for text in paragraphs]
    fixed = _fixed_points(ours, theirs)
    kept = {i for i, _ in fixed}
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *fixed, (len(ours), len(theirs))]):
        told = theirs[j + 1 : next_j]
        kept |= {i + 1 + at for at in _within(ours[i + 1 : next_i], told)} if told else set()
    return kept


def _paragraphs(body: HtmlElement) -> list[str]:
    for element in body.iter():
        if element.tag in _OURS:  # others may have names that no parser but libxml2's takes
            element.tag = _OURS[element.tag]
    return [block.text for block in blocks(body)]


def _squeeze(text: str) -> str:
    return _WHITE.sub("", text)


def _fixed_points(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Pairs of what occurs once on both sides, the longest run of them that keeps the order."""
    once_ours = {text for text, count in Counter(ours).items() if count == 1}
    place = {text: j for j, text in enumerate(theirs)}
    once_theirs = {text for text, count in Counter(theirs).items() if count == 1}
    pairs = [(i, place[text]) for i, text in enumerate(ours) if text in once_ours and text in once_theirs]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of `pairs` (sorted by the first) whose second rises; patience sorting."""
    tops: list[int] = []
    top_at: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(top_at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        top_at[pile : pile + 1] = [at]
    chain, at = [], top_at[-1] if top_at else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _within(ours: list[str], theirs: list[str]) -> set[int]:
    """Which of `ours` equal one of `theirs`, each used once, or are a long part of them all put together."""
    left, whole = Counter(theirs), "".join(theirs)
    kept = set()
    for at, text in enumerate(ours):
        if left[text]:
            left[text] -= 1
            kept.add(at)
        elif len(text) >= LONG and text in whole:
            kept.add(at)
    return kept
