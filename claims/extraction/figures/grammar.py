"""The figure grammar: one pass over the tokens of a sentence, with bounded looks to either side.

An amount (number, unit, range) is read first; then what stands around it: hedges, the counted noun, the
period, a conversion in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.extraction.figures import (
    amounts,
    conversions,
    counted,
    currencies,
    hedges,
    kinds,
    nouns,
    number_words,
    periods,
    ranges,
    refusals,
    special,
    sums,
    units,
)
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.tokens import Tokens, at, is_hyphen
from claims.extraction.types import Figure, Span

WHOLE = frozenset("the these those their our his her its next last past first".split())
LIKE = 5  # the upper end of a range of ages or years is never more times the lower
TAILS = frozenset("time times place season year month week day anniversary straight consecutive".split())


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


class Grammar:
    """The figures of one sentence, given as tokens of `text`."""

    def __init__(self, text: str, tokens: Tokens, purse: Purse) -> None:
        self.text, self.tokens, self.purse = text, tokens, purse

    def figures(self) -> Iterator[Figure]:
        i, earlier = 0, None
        while i < len(self.tokens):
            amount = self._amount(i)
            if amount is None:
                i += 1
                continue
            i = amount.end
            if amount.kind == "refused":
                continue
            now = self._reading(amount, earlier)
            earlier = now.unit if units.carries_on(now.unit, now.noun) else earlier
            if currencies.is_money(now.unit):
                self.purse.told.hear(now.unit, now.per)
            inner = conversions.read(self.tokens, now.end, now.unit, self.purse) if amount.unit else None
            if inner:
                i = inner.end
                now = replace(now, per=now.per or periods.past_bracket(self.tokens, i + 1))
            yield self._figure(now, inner)

    def _amount(self, i: int) -> Amount | None:
        """The amount at token `i`, its range included; kind "refused" where it is no figure."""
        amount = special.read(self.tokens, i)
        if amount:
            return amount
        amount = amounts.single(self.tokens, i, self.purse)
        if amount is None:
            return None
        whole = ranges.whole(self.tokens, amount, self.purse)
        number = amount.number
        if number is None or not refusals.refused(self.tokens, number, unit=whole.unit):
            return whole
        if refusals.is_record_year(self.tokens, number):
            return replace(amount, unit="year", kind="special")
        paired = whole.high is not None and whole.high <= LIKE * whole.low  # "aged 19 to 34", "1999-2004"
        return replace(amount, kind="refused", end=whole.end if paired else number.end)

    def _reading(self, amount: Amount, earlier: str | None) -> Reading:
        after, later = hedges.after(self.tokens, amount.end)
        noun = self._noun(amount, after)
        unit = units.of(self.tokens, amount, noun, earlier, self.purse)
        end, period = self._period(max(noun.end if noun else amount.end, after), amount, unit)
        start, hedge = self._hedge(amount)
        named = amount.hedge if amount.hedge in hedges.FIRM else hedge or later or amount.hedge
        return Reading(
            amount, hedges.lead(self.tokens, start), end, unit, named or "exact", amount.per or period, noun
        )

    def _hedge(self, amount: Amount) -> tuple[int, str | None]:
        """Where the figure's text begins, hedges and "between" included, and what they say."""
        start, hedge = hedges.before(self.tokens, amount.start)
        if hedge is None and amount.kind != "ordinal" and hedges.estimated(self.tokens, amount.start):
            hedge = "about"
        if amount.hedge == "range" and at(self.tokens, start - 1).low in ("between", "from", "either"):
            start -= 1
        return start, hedge

    def _period(self, end: int, amount: Amount, unit: str) -> tuple[int, str | None]:
        """The token after the figure's text, and the period it is told for."""
        stop, period = periods.after(self.tokens, end)
        if currencies.is_money(unit):
            stop = periods.priced(self.tokens, end) if stop == end else stop
            period = period or periods.of_money(self.tokens, amount.start, end) or self._told_on(amount)
        elif period and not units.ends_phrase(self.tokens, stop):
            stop, period = end, None
        if period is None and end > amount.end:
            _, period = periods.after(self.tokens, amount.end)
        if period is None and units.may_be_rate(unit):
            period = periods.at_distance(self.tokens, end)
        return stop, period

    def _told_on(self, amount: Amount) -> str | None:
        """The period of the sum that a bare one goes on from: "Shells alone come to 210 million"."""
        last = self.purse.told.lately if amount.unit is None else None
        return last.per if last and not sums.has_own_time(self.tokens) else None

    def _noun(self, amount: Amount, after: int) -> nouns.Counted | None:
        """The counted phrase of an amount without a unit of its own; `after`: past "or so"."""
        if amount.kind == "ordinal":
            return self._ranked(amount)
        if amount.unit:
            return None
        tokens, k = self.tokens, after
        if is_hyphen(at(tokens, k)) and at(tokens, k).glued:
            return nouns.hyphened(tokens, k + 1)
        if at(tokens, k).low == "of":
            return nouns.phrase(tokens, self._past_whole(k + 1))
        return nouns.phrase(tokens, k, one=amount.low == 1 and amount.high is None)

    def _ranked(self, amount: Amount) -> nouns.Counted | None:
        """What is ranked, as far as it belongs to the figure's text: "second-largest", "third time"."""
        k = amount.end
        if is_hyphen(at(self.tokens, k)) and at(self.tokens, k + 1).glued:
            return nouns.Counted(k + 1, k + 2, "rank")
        return nouns.Counted(k, k + 1, "rank") if at(self.tokens, k).low in TAILS else None

    def _past_whole(self, k: int) -> int:
        """Past "the", "their last" and the whole's own number in "two of the three", "18 of its next 23"."""
        for _ in range(3):
            token = at(self.tokens, k)
            if token.kind != "num" and token.low not in WHOLE and token.low not in number_words.SMALL:
                break
            k += 1
        return k

    def _counted(self, reading: Reading, end: int) -> str:
        """What is counted or measured; the clause goes on at token `end`, past a conversion in brackets."""
        kind = kinds.word(self.tokens, reading.start, end, reading.unit, reading.amount.low)
        return counted.of(self.text, self.tokens, range(reading.start, end), reading.noun, kind)

    def _figure(self, reading: Reading, inner: conversions.Bracket | None) -> Figure:
        tokens, amount = self.tokens, reading.amount
        span = Span(tokens[reading.start].start, tokens[reading.end - 1].end)
        return Figure(
            span=span,
            text=span.of(self.text),
            low=amount.low,
            high=amount.high,
            qualifier=reading.qualifier,
            unit=reading.unit,
            of=self._counted(reading, inner.end + 1 if inner else reading.end),
            per=reading.per,
            converted=self.text[tokens[inner.start].start : tokens[inner.end - 1].end] if inner else None,
        )
