"""A story laid out for the page: paragraphs under their speaker, claims and cuts at their offsets.

Pure: offsets in, pieces out. Every character of the body but the blank lines between paragraphs comes
out once, whatever overlaps.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Protocol

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINES = re.compile(r"\n\s*")


class Marked(Protocol):
    """What the layout needs to know of a claim."""

    start: int
    end: int
    figure_start: int | None
    figure_end: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `claim` is the one that its figure, or the whole of it, belongs to."""

    text: str
    claim: Any = None
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch covered by the same claims throughout; none is plain text."""

    pieces: tuple[Piece, ...]
    claims: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts the story's own paragraphs from 1; a cut has none."""

    number: int | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Graf:
    """Paragraphs that share a margin: a speaker and how he was found, or why they were cut."""

    paragraphs: tuple[Paragraph, ...]
    speaker: str = ""
    how: str = ""
    cut: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    cut: str


def layout(
    body: str,
    claims: Sequence[Marked],
    speeches: Sequence[dict[str, Any]] = (),
    chrome: Sequence[dict[str, Any]] = (),
) -> list[Graf]:
    """The body as the page prints it. Spans index `body`; those beyond it are clipped."""
    blocks = [block for start, end in paragraphs(body) for block in _without(body, start, end, chrome)]
    by_block = _spread(blocks, [(c.start, c.end, c) for c in claims])
    said = _spread(blocks, [(s["start"], s["end"], s) for s in speeches])
    return list(_grafs(body, blocks, by_block, said))


def paragraph_of(grafs: Sequence[Graf], claim: Any) -> int | None:
    """The number of the paragraph in which the claim begins."""
    for graf in grafs:
        for paragraph in graf.paragraphs:
            if any(claim in run.claims for run in paragraph.runs):
                return paragraph.number
    return None


def paragraph_span(body: str, chrome: Sequence[dict[str, Any]], number: int) -> tuple[int, int] | None:
    """Where the paragraph of that number stands, as `layout` counts them; None where there is none."""
    blocks = [block for start, end in paragraphs(body) for block in _without(body, start, end, chrome)]
    own = [(block.start, block.end) for block in blocks if not block.cut]
    return own[number - 1] if 0 < number <= len(own) else None


def paragraphs(body: str) -> Iterator[tuple[int, int]]:
    """Blank lines part paragraphs; in a text without any, every line is one."""
    breaks = _BLANK_LINES if _BLANK_LINES.search(body.strip()) else _LINES
    at = len(body) - len(body.lstrip())
    for hit in breaks.finditer(body, at):
        if hit.start() > at:
            yield at, hit.start()
        at = hit.end()
    if body[at:].strip():
        yield at, len(body)


def _without(body: str, start: int, end: int, chrome: Sequence[dict[str, Any]]) -> Iterator[_Block]:
    """One paragraph, parted where page chrome was cut out of it."""
    at = start
    for cut in chrome:
        low, high = max(cut["start"], at), min(cut["end"], end)
        if low >= high:
            continue
        if body[at:low].strip():
            yield _Block(at, low, "")
        yield _Block(low, high, cut["reason"])
        at = high
    if body[at:end].strip():
        yield _Block(at, end, "")


def _spread(blocks: Sequence[_Block], spans: Iterable[tuple[int, int, Any]]) -> dict[int, list[Any]]:
    """Which of the spans touch each block, by the block's index."""
    starts = [block.start for block in blocks]
    found: dict[int, list[Any]] = {}
    for start, end, thing in spans:
        index = max(bisect_right(starts, start) - 1, 0)
        while index < len(blocks) and blocks[index].start < end:
            if blocks[index].end > start:
                found.setdefault(index, []).append(thing)
            index += 1
    return found


def _grafs(
    body: str, blocks: Sequence[_Block], claims: dict[int, list[Any]], said: dict[int, list[Any]]
) -> Iterator[Graf]:
    """Blocks in order, gathered while they share a margin."""
    number = 0

    def margin(index: int) -> tuple[str, str]:
        block = blocks[index]
        return (block.cut, "") if block.cut else ("", _speaker(block, said.get(index, [])))

    for (cut, speaker), together in groupby(range(len(blocks)), key=margin):
        paragraphs, indexes = [], list(together)
        how = next((s["how"] for s in said.get(indexes[0], []) if s["speaker"] == speaker), "")
        for index in indexes:
            number += not cut
            block = blocks[index]
            runs = tuple(_runs(body, block.start, block.end, claims.get(index, [])))
            paragraphs.append(Paragraph(None if cut else number, runs))
        yield Graf(tuple(paragraphs), speaker, how, cut)


def _speaker(block: _Block, speeches: Sequence[dict[str, Any]]) -> str:
    """Whose words fill at least a third of the block; "" where the reporter's do."""
    filled: dict[str, int] = {}
    for speech in speeches:
        shared = min(speech["end"], block.end) - max(speech["start"], block.start)
        filled[speech["speaker"]] = filled.get(speech["speaker"], 0) + shared
    speaker = max(filled, key=filled.__getitem__, default="")
    return speaker if speaker and 3 * filled[speaker] >= block.end - block.start else ""


def _runs(body: str, start: int, end: int, claims: Sequence[Any]) -> Iterator[Run]:
    edges = _edges(start, end, ((c.start, c.end) for c in claims))
    for low, high in pairwise(edges):
        over = tuple(c for c in claims if c.start < high and c.end > low)
        yield Run(tuple(_pieces(body, low, high, over)), over)


def _pieces(body: str, start: int, end: int, claims: Sequence[Any]) -> Iterator[Piece]:
    """Figures apart from the words around them; words go to the claim only where it has no figure."""
    figured = [c for c in claims if c.figure_start is not None]
    whole = next((c for c in claims if c.figure_start is None), None)
    for low, high in pairwise(_edges(start, end, ((c.figure_start, c.figure_end) for c in figured))):
        over = [c for c in figured if c.figure_start < high and c.figure_end > low]
        owner = min(over, key=lambda c: c.figure_end - c.figure_start) if over else None
        yield Piece(body[low:high], owner or whole, owner is not None)


def _edges(start: int, end: int, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Where something begins or ends between `start` and `end`, both included."""
    inside = {edge for span in spans for edge in span if start < edge < end}
    return [start, *sorted(inside), end]
