"""The same in brackets: "120 million crowns ($12 million)" at the story's own rate, "40 km (25 miles)".

Money is brought over at the rate that the story states ("$1 = 10.00 crowns", "11.60 crowns to the euro"),
else at one that the caller knows. Without either, three conversions of one pair tell of the odd one out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from claims.extraction import figures
from claims.extraction.figures import currencies, measures
from claims.extraction.types import Span
from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.leeway import Leeway
from claims.tolls.arithmetic.sheet import LONGEST_BRACKET, Line, Sheet, Term, is_money
from claims.tolls.arithmetic.wording import sum_of, whole
from claims.tolls.currency import Rates, Told

KIND = "conversion"
STATED = 0.01  # either way of a rate that the story states: it may be another hour's
KNOWN = 0.08  # of a mean rate of the month
LEARNED = 0.1  # of what the story's other conversions imply
MEASURED = 0.03
ROUNDED = 0.1  # of a round length
FEWEST = 3

EQUALS = re.compile(r"^\s*(?:=|equals|is worth|was worth|buys|bought)\s*$")
TO_THE = re.compile(
    r"^\s*(?:to|per|for) (?:the|a|one|each)\s+(?:U\.?S\.?\s+)?(?P<word>dollar|euro|pound|yen|franc)\b",
    re.IGNORECASE,
)
INSIDE = re.compile(r"^\s*[(\[]\s*(?:[a-z]+\s){0,3}$", re.IGNORECASE)
CLOSED = re.compile(r"^\s*(?:[)\];]|,? at\b)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

FACTORS = {  # in meters, square meters, kilograms, liters
    "kilometer": 1000.0, "meter": 1.0, "centimeter": 0.01, "millimeter": 0.001, "mile": 1609.344,
    "foot": 0.3048, "inch": 0.0254, "yard": 0.9144, "nautical mile": 1852.0, "hectare": 1e4, "acre": 4046.856,
    "square kilometer": 1e6, "square mile": 2.589988e6, "square meter": 1.0, "square foot": 0.09290304,
    "square yard": 0.83612736, "kilogram": 1.0, "gram": 1e-3, "pound": 0.45359237, "ounce": 0.028349523,
    "milligram": 1e-6, "tonne": 1000.0, "metric ton": 1000.0, "milliliter": 1e-3, "cubic meter": 1000.0,
    "cubic foot": 28.316847, "cubic yard": 764.55486, "liter": 1.0,
}  # fmt: skip

Pair = tuple[str, str]


class Bracket(NamedTuple):
    """A sum and the same sum in brackets behind it."""

    outer: Term
    inner: Term
    sentence: str

    @property
    def pair(self) -> Pair:
        return self.outer.figure.unit, self.inner.figure.unit


def find(sheet: Sheet, rates: Rates | None) -> Iterator[Finding]:
    stated = dict(_stated(sheet))
    brackets = [bracket for line in sheet.lines for bracket in _brackets(sheet, line)]
    implied = _implied(brackets)
    for bracket in brackets:
        finding = _measured(bracket) or _exchanged(bracket, stated, rates, implied)
        if finding:
            yield finding


def told(sheet: Sheet, at: datetime) -> Iterator[Told]:
    """The money that a story brings over, and the rates that it states, to learn from."""
    for line in sheet.lines:
        for bracket in _brackets(sheet, line):
            if bracket.outer.is_money and bracket.inner.is_money and not YEAR.search(line.marked):
                yield Told(bracket.outer.value, bracket.pair[0], bracket.inner.value, bracket.pair[1], at)
    for (unit, to), rate in dict(_stated(sheet)).items():
        if rate >= 1:
            yield Told(rate, unit, 1.0, to, at)


def _stated(sheet: Sheet) -> Iterator[tuple[Pair, float]]:
    """What one of a pair's second currency costs in its first, as the story says; both ways round."""
    for line in sheet.lines:
        for index, (one, other) in enumerate(pairwise(line.terms)):
            if EQUALS.match(line.between(index, index + 1)) and one.value > 0 and other.value > 0:
                yield from _both_ways(other.figure.unit, one.figure.unit, other.value / one.value)
        for index, term in enumerate(line.terms):
            unit = TO_THE.match(line.between(index, index + 1))
            if unit and term.value > 0 and term.is_money:
                yield from _both_ways(term.figure.unit, currencies.WORDS[unit["word"].lower()], term.value)


def _both_ways(one: str, other: str, rate: float) -> Iterator[tuple[Pair, float]]:
    if one != other and (is_money(one) or is_money(other)):
        yield (one, other), rate
        yield (other, one), 1 / rate


def _brackets(sheet: Sheet, line: Line) -> Iterator[Bracket]:
    for index, term in enumerate(line.terms):
        if term.figure.converted:
            inner = _inner(sheet, term)
        else:
            inner = line.terms[index + 1] if _opens(line, index) else None
        if inner and inner.figure.unit != term.figure.unit and inner.value > 0 and term.value > 0:
            yield Bracket(term, inner, line.marked)


def _opens(line: Line, index: int) -> bool:
    if index + 1 >= len(line.terms) or not INSIDE.match(line.between(index, index + 1)):
        return False
    return bool(CLOSED.match(line.between(index + 1, index + 2))) and line.terms[index + 1].is_money


def _inner(sheet: Sheet, term: Term) -> Term | None:
    """The sum in brackets, which the grammar keeps as words only."""
    end = term.figure.span.end
    start = sheet.text.find(term.figure.converted or "", end, end + LONGEST_BRACKET)
    read = (
        figures.find(sheet.text, [Span(start, start + len(term.figure.converted or ""))])
        if start >= 0
        else []
    )
    return Term(read[0], term.line, bare=False) if len(read) == 1 else None


def _measured(bracket: Bracket) -> Finding | None:
    """Lengths, areas, weights and volumes."""
    one, other = bracket.pair
    same = measures.dimension(one) is not None and measures.dimension(one) == measures.dimension(other)
    if not same or one not in FACTORS or other not in FACTORS:
        return None
    return _finding(bracket, FACTORS[other] / FACTORS[one], MEASURED, "")


def _exchanged(
    bracket: Bracket, stated: Mapping[Pair, float], rates: Rates | None, implied: Mapping[Pair, float]
) -> Finding | None:
    """Money: by the story's rate, the caller's, or those that its other conversions imply."""
    one, other = bracket.pair
    if bracket.pair in stated:
        rate = stated[bracket.pair]
        return _finding(bracket, rate, STATED, f" at the {_rate(rate)} that the story states")
    if YEAR.search(bracket.sentence) or not (is_money(one) and is_money(other)):
        return None
    known = rates(bracket.outer.value, one, other) if rates else None
    if known:
        return _finding(bracket, known.rate, KNOWN, f" at {_rate(known.rate)} ({known.source})")
    if bracket.pair in implied:
        return _finding(
            bracket, implied[bracket.pair], LEARNED, " at the rate of the story's other conversions"
        )
    return None


def _implied(brackets: list[Bracket]) -> dict[Pair, float]:
    """The rates that most of at least three conversions of a pair agree on."""
    found: dict[Pair, list[float]] = defaultdict(list)
    for bracket in brackets:
        found[bracket.pair].append(bracket.outer.value / bracket.inner.value)
    middles = {pair: median(values) for pair, values in found.items() if len(values) >= FEWEST}
    return {
        pair: middle
        for pair, middle in middles.items()
        if sum(abs(value / middle - 1) > LEARNED for value in found[pair]) * FEWEST <= len(found[pair])
    }


def _finding(bracket: Bracket, rate: float, leeway: float, how: str) -> Finding:
    """`rate`: what one of the inner unit costs in the outer one."""
    outer, inner = bracket.outer, bracket.inner
    computed = round(outer.value / rate, 2)
    ok = _told(outer).by(1 / rate).wider(leeway).meets(_told(inner))
    text = f"{whole(outer.figure)}{how} comes to {sum_of(computed, inner.figure.unit)}"
    text = text[0].upper() + text[1:] + ("." if ok else f", the text says {whole(inner.figure)}.")
    terms = (outer, inner) if outer.figure.converted is None else (outer,)
    return Finding(KIND, inner, inner.value, computed, ok, text, terms)


def _told(term: Term) -> Leeway:
    """A length of "300 miles" is as round as it looks; so is "5 km"."""
    if term.is_money or "." in term.figure.text:
        return term.rough
    step = 1.0
    while term.value % (10 * step) == 0 and 10 * step <= term.value:
        step *= 10
    half = min(step / 2, max(ROUNDED * term.value, 0.5))
    return Leeway(min(term.rough.low, term.value - half), max(term.rough.high, term.value + half))


def _rate(rate: float) -> str:
    """The way round that a newsroom tells it: 11.00 crowns for a dollar, not 0.09 dollars for a crown."""
    return f"{max(rate, 1 / rate):.2f}"
