"""A story laid out for sums: its sentences, with a mark in place of each figure, and the figures' terms.

In a `Line` the figures stand as "<0>", "<1>": "It rose from <0> to <1>, an increase of <2>." Rules are
patterns over that; the figures and what may be done with them are the line's `terms`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from claims.extraction import figures, pipeline
from claims.extraction.figures import currencies, hedges, measures, periods
from claims.extraction.figures.number_words import FRACTIONS, SCALES, SHORT_SCALES, SMALL, TENS
from claims.extraction.types import Figure, Span
from claims.tolls.arithmetic.leeway import Leeway, plain, rough

LEAD = 4  # lines that a story opens with
MOST_BEFORE = 40  # terms that are looked back at
LONGEST_BRACKET = 80  # characters
MOST_TERMS = 24  # of one sentence; a longer one is a table
RANK = "rank"  # "the second" is a word like others
MARKS = {"%", "pp", RANK, "score", ""}
IDLE = frozenset(
    [
        *SMALL, *TENS, *SCALES, *SHORT_SCALES, *FRACTIONS,
        *(word for phrase in hedges.BEFORE for word in phrase), *hedges.FILLERS,
        *"the other another remaining rest further all just only average or so first last".split(),
        *"and of per each every odd plus up down from to more few number".split(),
        *"come comes came go goes went".split(),  # "the remaining 2 billion comes from tolls"
    ]
)  # fmt: skip
OF_NUMBER = re.compile(
    r"(?<!\s)\s++of (?:(?:the|its|their|all|all the|his|her|those|these)\s+)?"
    rf"(?=(?:(?:about|some|nearly)\s+)?(?:\d|(?:{'|'.join([*SMALL, *TENS])})\b))"
)
THAN_THE = re.compile(
    r"(?:more|less|fewer|higher|lower|larger|smaller) than (?:the|its|their) ", re.IGNORECASE
)
NUMBERED = re.compile(rf"\d|\b(?:{'|'.join([*SMALL, *TENS, *SCALES])})\b", re.IGNORECASE)
A_PERIOD = re.compile(rf"(?:\b(?:a|an|per|each|every)\s+|/)(?:{'|'.join(periods.PERIODS)})$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+|[$£€¥₹%]")


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in its line. `bare`: nothing in its words says what is counted, so its unit is a guess.

    `past`: it was told before or of something else, so no total of this story.
    """

    figure: Figure
    line: int
    bare: bool
    past: bool = False

    @property
    def value(self) -> float:
        return self.figure.low

    @property
    def unit(self) -> str:
        return "" if self.bare else self.figure.unit

    @property
    def is_share(self) -> bool:
        return self.figure.unit == "%"

    @property
    def is_money(self) -> bool:
        return not self.bare and is_money(self.figure.unit)

    @property
    def is_large(self) -> bool:
        """Told in thousands or more by a word, as sums of money are."""
        return bool(re.search(r"[a-z]", self.figure.text)) and self.value >= 1e5

    @property
    def is_count(self) -> bool:
        """Something that may be added up: no share, length of time, rank or measure of a dimension."""
        unit = self.figure.unit
        if self.bare:
            return unit not in MARKS and self.figure.qualifier != "dozens" and not self._is_word
        timed = unit in measures.TIME_UNITS or unit == "time"
        return unit not in MARKS and not timed and self.figure.qualifier != "dozens"

    @property
    def _is_word(self) -> bool:
        """As in "both", "none": a word that stands for those named beside it."""
        return self.figure.text.lower() in {"both", "none", "twice", "once", "single"}

    @property
    def is_people_or_things(self) -> bool:
        """A whole number of people or things."""
        dimension = measures.dimension(self.figure.unit) if not self.bare else None
        return self.is_count and not self.is_money and not dimension and self.value == int(self.value)

    @property
    def plain(self) -> Leeway:
        return plain(self.figure)

    @property
    def rough(self) -> Leeway:
        return rough(self.figure)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its passage, its words with marks for figures, its terms in order."""

    span: Span
    marked: str
    terms: tuple[Term, ...]

    def between(self, left: int, right: int) -> str:
        """What stands between two neighbouring terms; -1 is the start of the line, `len(terms)` its end."""
        start = self.marked.index(f"<{left}>") + len(f"<{left}>") if left >= 0 else 0
        return (
            self.marked[start : self.marked.index(f"<{right}>")]
            if right < len(self.terms)
            else self.marked[start:]
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The story's match copy and its lines."""

    text: str
    lines: tuple[Line, ...]

    def before(self, line: int, most: int | None = None) -> Iterator[Term]:
        """The terms of the lines before, the nearest first: those of `most` lines, else the last so many.

        What the story opens with is known all along, and comes last.
        """
        first = 0 if most is None else max(line - most, 0)
        back = (
            term for number in range(line - 1, first - 1, -1) for term in reversed(self.lines[number].terms)
        )
        near = list(islice(back, MOST_BEFORE))
        yield from near
        if most is None and near:
            yield from (term for each in self.lines[: min(LEAD, near[-1].line)] for term in each.terms)


def is_money(unit: str) -> bool:
    return currencies.is_code(unit) or unit in currencies.WORDS


def alike(one: Term, other: Term) -> bool:
    """Whether two terms count the same kind of thing, as far as their words say; a bare one may be any."""
    if one.is_money != other.is_money:
        bare = one if one.bare else other if other.bare else None
        return bare is not None and bare.is_large
    return one.unit == other.unit or (one.bare or other.bare)


def lay_out(draft: pipeline.Draft, past: Collection[Span]) -> Sheet:
    """The lines of a story; `past` are figures that are no totals, by their passage in the story itself."""
    lines: list[Line] = []
    first = 0
    for number, span in enumerate(draft.passage.sentences):
        last = first
        while last < len(draft.figures) and draft.figures[last].span.start < span.end:
            last += 1
        terms = [
            Term(part, number, _is_bare(part), draft.copy.to_source(figure.span) in past)
            for figure in draft.figures[first : min(last, first + MOST_TERMS)]
            for part in _apart(draft.copy.text, figure)
            if part.unit != RANK
        ]
        lines.append(_line(draft.copy.text, span, terms))
        first = last
    return Sheet(draft.copy.text, tuple(lines))


def _apart(text: str, figure: Figure) -> list[Figure]:
    """The two figures of "340 of the 850 houses", the one of "more than the 850"; any other as it is."""
    if compared := THAN_THE.match(figure.text):
        span = Span(figure.span.start + compared.end(), figure.span.end)
        return [replace(figure, span=span, text=span.of(text), qualifier="exact")]
    inner = OF_NUMBER.search(figure.text)
    if inner and not NUMBERED.search(figure.text[: inner.start()]):  # "a total of 112"
        return [figure]
    whole = figures.find(text, [Span(figure.span.start + inner.end(), figure.span.end)]) if inner else []
    if inner is None or len(whole) != 1:
        return [figure]
    end = figure.span.start + inner.start()
    return [replace(figure, span=Span(figure.span.start, end), text=text[figure.span.start : end]), whole[0]]


def _line(text: str, span: Span, given: Sequence[Term]) -> Line:
    marked, at = "", span.start
    terms: list[Term] = []
    for term in given:
        if term.figure.span.start < at:
            continue
        marked += text[at : term.figure.span.start].translate(_ANGLES) + f"<{len(terms)}>"
        terms.append(term)
        at = _past_conversion(text, term.figure)
    return Line(span, " ".join((marked + text[at : span.end].translate(_ANGLES)).split()), tuple(terms))


def _past_conversion(text: str, figure: Figure) -> int:
    """Where the sentence goes on: the same sum in brackets is no term of its own."""
    end = figure.span.end
    if figure.converted is None:
        return end
    close = text.find(figure.converted, end, end + LONGEST_BRACKET)
    return text.find(")", close, close + LONGEST_BRACKET) + 1 or end if close >= 0 else end


_ANGLES = {ord("<"): " ", ord(">"): " ", ord("’"): "'"}


def _is_bare(figure: Figure) -> bool:
    words = WORD.findall(A_PERIOD.sub("", figure.text))
    return figure.unit != "%" and all(word.lower() in IDLE for word in words)
