"""Quotations: where somebody's own words begin and end, whatever marks a page uses.

Straight, curly, single, angled, doubled apostrophes, mismatched pairs, and marks that never close. In
newspaper style each paragraph of a long quotation opens with a mark and only the last closes: such
paragraphs form one chain. Apostrophes are not quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.types import Span

CARRY = 12  # paragraphs a quotation that never closes is carried over, at most

_MARK = re.compile(r"\"+|''|``|[“”„‟«»‹›‘’‚']")
_TOLD = re.compile(r", [^,.;:\"“”]{2,60}\b(?:said|says)(?: (?:on )?\w{3,9})?\.(?:\s|$)")
_FORGOTTEN = re.compile(  # "The harbour is lost, said X": the mark before "said" was left out
    r",(?= (?:said|says|added) (?:the |an? )?\w|"
    r" (?:[A-Z][\w.'’-]{1,20} ){1,3}(?:said|says)[ .,](?!that\b))"
)
_INCH = re.compile(r"\d $")  # 15.4 "screen
_DOUBLE, _SINGLE = "double", "single"
_OPENERS = frozenset("“„‟«‹‘‚") | {"``"}
_CLOSERS = frozenset("”»›")
_SINGLES = frozenset("‘’‚'‹›")
_BEFORE_OPEN = frozenset(" \t\n\r\xa0([{—–-:,;>/")
_ELIDED = re.compile(r"(?:em|til|cause|tis|twas|bout|round|n|cuz|\d\ds)\b", re.IGNORECASE)
_AFTER_CLOSE = frozenset(" \t\n\r\xa0.,;:!?)]}—–-…[\"”'’/<")
_FULL = frozenset(".,!?…—–;-")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation within a paragraph. `inner` leaves the marks out; `paragraph` counts from 0; `chain`
    numbers the speech it belongs to (the same for paragraphs that carry one quotation on)."""

    span: Span
    inner: Span
    paragraph: int
    closed: bool
    chain: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outer quotations of each paragraph, in order; never one inside another."""
    found: list[Quotation] = []
    marks = [list(_marks(text, paragraph)) for paragraph in paragraphs]
    until = -1  # the paragraph where an open quotation closes
    for number, paragraph in enumerate(paragraphs):
        if number < until:
            found.append(Quotation(paragraph, paragraph, number, False, 0))
            continue
        goes_on = _Mark(paragraph.start, paragraph.start, _DOUBLE, True, False) if number == until else None
        found.extend(_Scan(text, paragraph, number, goes_on).read(marks[number]))
        if found and found[-1].paragraph == number and not found[-1].closed:
            until = _closed_in(marks, number)
    chained = list(_chained(text, paragraphs, found))
    lengths = Counter(quotation.chain for quotation in chained)
    return tuple(q for q in chained if lengths[q.chain] > 1 or not _is_stray(text, q))


def _is_stray(text: str, quotation: Quotation) -> bool:
    """A mark that opens nothing: never closed, and what follows is told by the story ("police said.")."""
    return not quotation.closed and bool(_TOLD.search(text, quotation.inner.start, quotation.inner.end))


def _closed_in(marks: Sequence[Sequence[_Mark]], number: int) -> int:
    """The later paragraph whose first mark closes what paragraph `number` left open; -1 where none does."""
    for after in range(number + 1, min(len(marks), number + CARRY)):
        first = next((mark for mark in marks[after] if mark.kind == _DOUBLE), None)
        if first:
            return after if first.closes and not first.opens else -1
    return -1


class _Scan:
    """One paragraph's marks, read left to right; `opened` is the outer mark that is open."""

    def __init__(self, text: str, paragraph: Span, number: int, opened: _Mark | None) -> None:
        self._text, self._paragraph, self._number = text, paragraph, number
        self._opened = opened
        self._nested: str | None = None

    def read(self, marks: Sequence[_Mark]) -> Iterator[Quotation]:
        last_close = _last_closes(marks)
        for i, mark in enumerate(marks):
            more = i < last_close[mark.kind]
            if self._opened is None:
                self._open(mark, more)
            elif found := self._meet(self._opened, mark, more):
                yield found
        if self._opened:
            yield self._until(self._opened, self._paragraph.end, self._paragraph.end, closed=False)

    def _open(self, mark: _Mark, more: bool) -> None:
        if mark.opens and _may_open(mark, self._paragraph, more):
            self._opened, self._nested = mark, None

    def _meet(self, opened: _Mark, mark: _Mark, more: bool) -> Quotation | None:
        """A mark inside an open quotation: it ends a nested one, ends the outer one, or nests."""
        other = mark.kind != opened.kind
        if other and mark.closes and mark.kind == self._nested:
            self._nested = None
        elif mark.closes and _may_close(self._text, opened, mark, more):
            self._opened = None
            return self._until(opened, mark.end, mark.start, closed=True)
        elif mark.opens and other:
            self._nested = mark.kind
        elif mark.opens:
            self._opened = mark
            return self._until(opened, mark.start, mark.start, closed=False)
        return None

    def _until(self, opened: _Mark, end: int, inner_end: int, *, closed: bool) -> Quotation:
        told = None if closed else _FORGOTTEN.search(self._text, opened.end, inner_end)
        if told:
            end = inner_end = told.start() + 1
        inner = Span(opened.end, max(opened.end, inner_end))
        return Quotation(Span(opened.start, end), inner, self._number, closed, 0)


def _last_closes(marks: Sequence[_Mark]) -> dict[str, int]:
    """The index of the last mark of each kind that closes (-1: none)."""
    last = {_DOUBLE: -1, _SINGLE: -1}
    for i, mark in enumerate(marks):
        if mark.closes:
            last[mark.kind] = i
            if mark.kind == _DOUBLE:
                last[_SINGLE] = max(last[_SINGLE], i)  # a mismatched pair
    return last


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for hit in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[hit.start() - 1] if hit.start() > paragraph.start else "\n"
        after = text[hit.end()] if hit.end() < paragraph.end else "\n"
        if mark := _read(hit, before, after, text):
            yield mark


def _read(hit: re.Match[str], before: str, after: str, text: str) -> _Mark | None:
    """The mark with what it may do by the characters beside it; None for an apostrophe."""
    sign = hit[0]
    kind = _SINGLE if sign in _SINGLES else _DOUBLE
    if sign in "\"'" and _INCH.search(text, max(0, hit.start() - 3), hit.start()):
        return None
    starts = before in _BEFORE_OPEN or (not before.isalnum() and before in _AFTER_CLOSE and after.isalnum())
    opens = starts and not after.isspace() and after not in ".,;:!?)"
    closes = not before.isspace() and after in _AFTER_CLOSE
    if sign in _OPENERS and (opens or not closes):
        opens, closes = not (kind == _SINGLE and before.isalnum()), False
    elif sign in _CLOSERS and (closes or not opens):
        opens, closes = False, True
    elif kind == _SINGLE and opens and _ELIDED.match(text, hit.end()):
        opens = False
    elif sign == "''" and not opens:
        closes = True
    elif kind == _DOUBLE and sign[0] == '"' and not opens and not closes:
        apart = before.isspace() and after.isspace()  # tokenised text: only what is open can tell
        opens, closes = apart or not after.isspace(), after.isspace()
    return _Mark(hit.start(), hit.end(), kind, opens, closes) if opens or closes else None


def _may_open(mark: _Mark, paragraph: Span, closes_later: bool) -> bool:
    """A double mark opens as it stands; a single one at a paragraph's head or where something closes it."""
    if mark.kind == _DOUBLE:
        return closes_later or not mark.closes
    return mark.start == paragraph.start or closes_later


def _may_close(text: str, opened: _Mark, mark: _Mark, more: bool) -> bool:
    """A double mark closes anything; a single one only a single, and not as a plural's apostrophe."""
    if mark.kind == _DOUBLE:
        return True
    if opened.kind == _DOUBLE:
        return False
    before = text[mark.start - 1]
    return before in _FULL or not (before == "s" and more)


def _chained(text: str, paragraphs: Sequence[Span], found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Number the speeches: a paragraph that opens with a mark goes on with the one left open before it."""
    chain, length = -1, 0
    last: Quotation | None = None
    for quotation in found:
        carries = (
            last is not None
            and not last.closed
            and quotation.paragraph == last.paragraph + 1
            and _heads(text, paragraphs[quotation.paragraph], quotation)
            and length < CARRY
        )
        chain, length = (chain, length + 1) if carries else (chain + 1, 1)
        last = replace(quotation, chain=chain)
        yield last


def _heads(text: str, paragraph: Span, quotation: Quotation) -> bool:
    return not text[paragraph.start : quotation.span.start].strip()
