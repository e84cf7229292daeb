"""The figure grammar: one pass over the tokens of a sentence, with bounded looks to either side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.extraction.figures import (
    amounts,
    counted,
    currencies,
    hedges,
    measures,
    nouns,
    numbers,
    periods,
    refusals,
    special,
)
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.tokens import Tokens, at, is_hyphen
from claims.extraction.types import Figure, Span

OF_THE = frozenset("the these those their our his her its next last past first".split())
FIRM = frozenset({"range", "dozens"})
WHOLES = frozenset({"%", "pp"})
RECORDS = frozenset(
    "first last lowest highest worst biggest largest best since smallest deadliest record".split()
)
LINKS_TO_YEAR = frozenset({"since", "in"})
INDEXES = re.compile(r"\b(?:Dow|Nasdaq|FTSE|Nikkei|DAX|Sensex|Hang Seng|S&P|[Ii]ndex|Kospi|CAC)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure in token positions: `start` to `end` is its text, `noun` the counted phrase, if any."""

    amount: Amount
    start: int
    end: int
    unit: str
    qualifier: str
    per: str | None
    noun: nouns.Counted | None


def _converts(unit: str, other: str | None) -> bool:
    """May `other` say the same as `unit`? Two currencies, or two measures of the same dimension."""
    if other is None:
        return False
    if currencies.is_code(unit) or currencies.is_code(other):
        return unit != other and currencies.is_code(unit) and currencies.is_code(other)
    return measures.dimension(unit) is not None and measures.dimension(unit) == measures.dimension(other)


class Grammar:
    """The figures of one sentence, given as tokens of `text`."""

    def __init__(self, text: str, tokens: Tokens, purse: Purse) -> None:
        self.text, self.tokens, self.purse = text, tokens, purse
        self.sentence = text[tokens[0].start : tokens[-1].end] if tokens else ""

    def figures(self) -> Iterator[Figure]:
        i, last = 0, None
        while i < len(self.tokens):
            amount = self._amount(i)
            if amount is None:
                i += 1
                continue
            i = amount.end
            if amount.kind == "refused":
                continue
            last = self._reading(amount, last)
            converted, i = self._conversion(last)
            yield self._figure(last, converted)

    def _amount(self, i: int) -> Amount | None:
        """The amount at token `i`, its range included; kind "refused" where it is no figure."""
        amount = special.read(self.tokens, i)
        if amount:
            return amount
        amount = amounts.single(self.tokens, i, self.purse)
        if amount is None:
            return None
        number = numbers.read(self.tokens, i)
        whole = amounts.with_range(self.tokens, amount, self.purse)
        if number and refusals.refused(self.tokens, number, unit=whole.unit):
            if refusals.is_year(self.tokens, number) and self._tells_a_record(number.start):
                return replace(amount, unit="year", kind="special")
            return replace(amount, kind="refused", end=number.end)
        return whole

    def _tells_a_record(self, i: int) -> bool:
        """"the first since 2004", "the worst in 1998": the year is what can be checked."""
        before = {token.low for token in self.tokens[max(i - 24, 0) : i]}
        return at(self.tokens, i - 1).low in LINKS_TO_YEAR and bool(before & RECORDS or "most" in before)

    def _reading(self, amount: Amount, last: Reading | None) -> Reading:
        noun = self._noun(amount)
        end = noun.end if noun else amount.end
        unit = self._unit(amount, noun, last)
        start, hedge = hedges.before(self.tokens, amount.start)
        after, later = hedges.after(self.tokens, amount.end)
        end = max(end, after)
        stop, period = periods.after(self.tokens, end)
        if period is None and end > amount.end:
            _, period = periods.after(self.tokens, amount.end)
        if period is None and unit not in measures.TIME_UNITS and unit not in WHOLES:
            period = periods.at_distance(self.tokens, end)
        if hedge is None and amount.kind != "ordinal" and hedges.estimated(self.tokens, amount.start):
            hedge = "about"
        qualifier = amount.hedge if amount.hedge in FIRM else hedge or later or amount.hedge or "exact"
        if amount.hedge == "range" and at(self.tokens, start - 1).low in ("between", "from", "either"):
            start -= 1
        return Reading(amount, hedges.lead(self.tokens, start), stop, unit, qualifier, amount.per or period, noun)

    def _noun(self, amount: Amount) -> nouns.Counted | None:
        """The counted phrase after an amount without a unit of its own."""
        if amount.unit and amount.kind != "special":
            return None
        tokens, k = self.tokens, amount.end
        if is_hyphen(at(tokens, k)) and at(tokens, k).glued:
            return nouns.hyphened(tokens, k + 1)
        if amount.unit:
            return None
        if at(tokens, k).low == "of":
            k = self._past_whole(k + 1)
        return nouns.phrase(tokens, k, one=amount.low == 1 and amount.high is None and amount.end == k)

    def _past_whole(self, k: int) -> int:
        """Past "the", "their last" and the whole's own number in "two of the three", "18 of its next 23"."""
        for _ in range(3):
            token = at(self.tokens, k)
            if token.kind != "num" and token.low not in OF_THE and token.low not in numbers.SMALL:
                break
            k += 1
        return k

    def _unit(self, amount: Amount, noun: nouns.Counted | None, last: Reading | None) -> str:
        if amount.unit:
            return amount.unit
        if noun is None:
            return self._unit_in_context(amount, last)
        if at(self.tokens, noun.end - 1).low == "others" and last and last.noun:
            return last.unit
        return noun.unit

    def _unit_in_context(self, amount: Amount, last: Reading | None) -> str:
        """A bare number counts what the figure before it counted, or people."""
        after = at(self.tokens, amount.end)
        if after.kind == "word" and after.text.isupper() and 1 < len(after.text) < 6 and not after.glued:
            return after.text
        if amount.kind == "cardinal" and amount.low % 1 and INDEXES.search(self.sentence):
            return "point"
        named = nouns.named_before(self.tokens, amount.start)
        if named:
            return named
        if last and last.unit not in WHOLES and last.unit != "rank" and last.noun:
            return last.unit
        return "people"

    def _conversion(self, reading: Reading) -> tuple[str | None, int]:
        """The figure in brackets that says the same in another unit, and where to read on."""
        tokens, k = self.tokens, reading.end
        after = reading.amount.end
        if at(tokens, k).text not in ("(", "[") or not reading.amount.unit:
            return None, after
        inner = self._bracketed(k + 1)
        if inner is None or at(tokens, inner.end).text not in (")", "]", ";") or not _converts(reading.unit, inner.unit):
            return None, after
        return self.text[tokens[k + 1].start : tokens[inner.end - 1].end], inner.end

    def _bracketed(self, i: int) -> Amount | None:
        for k in range(i, i + 4):
            if at(self.tokens, k).kind == "mark" and at(self.tokens, k).text not in currencies.SYMBOLS:
                return None
            amount = amounts.single(self.tokens, k, self.purse)
            if amount:
                return amounts.with_range(self.tokens, amount, self.purse)
        return None

    def _figure(self, reading: Reading, converted: str | None) -> Figure:
        tokens, amount = self.tokens, reading.amount
        span = Span(tokens[reading.start].start, tokens[reading.end - 1].end)
        what = counted.of(self.text, tokens, reading.start, reading.end, reading.noun)
        return Figure(
            span, span.of(self.text), amount.low, amount.high, reading.qualifier, reading.unit, what, reading.per, converted
        )
