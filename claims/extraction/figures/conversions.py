"""Figures in brackets that say the same in another unit: "5 km (3 miles)", "$1.5 billion (£1.2bn)"."""

from __future__ import annotations

from typing import NamedTuple

from claims.extraction.figures import currencies, measures, ranges
from claims.extraction.figures.amounts import Amount, single
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.tokens import Tokens, at

WORDS_BEFORE = 3  # "(or about 3 miles)"


class Bracket(NamedTuple):
    """The tokens inside the brackets."""

    start: int
    end: int


def read(tokens: Tokens, i: int, unit: str, purse: Purse) -> Bracket | None:
    """The conversion of a figure in `unit` in the brackets that open at token `i`, if it is one."""
    if at(tokens, i).text not in ("(", "["):
        return None
    amount = _inside(tokens, i + 1, purse)
    if amount is None or at(tokens, amount.end).text not in (")", "]", ";"):
        return None
    return Bracket(i + 1, amount.end) if _converts(unit, amount.unit) else None


def _inside(tokens: Tokens, i: int, purse: Purse) -> Amount | None:
    for k in range(i, i + WORDS_BEFORE + 1):
        amount = single(tokens, k, purse)
        if amount:
            return ranges.whole(tokens, amount, purse)
        if at(tokens, k).kind != "word":
            return None
    return None


def _converts(unit: str, other: str | None) -> bool:
    """May `other` say the same as `unit`? Two currencies, or two measures of the same dimension."""
    if other is None:
        return False
    if currencies.is_money(unit) or currencies.is_money(other):
        return unit != other and currencies.is_money(unit) and currencies.is_money(other)
    return measures.dimension(unit) is not None and measures.dimension(unit) == measures.dimension(other)
