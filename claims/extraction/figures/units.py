"""The unit of an amount: its own, its noun's, or what the sentence tells where a number stands bare."""

from __future__ import annotations

from claims.extraction.figures import bare, currencies, measures, nouns, periods
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.tokens import Tokens, at

SHARES = frozenset({"%", "pp", "rank"})
POLLS = frozenset(
    "poll polls polling approval ratings lead leads support survey party parties margin turnout".split()
)
POLL_REACH = 16  # tokens


def of(tokens: Tokens, amount: Amount, noun: nouns.Counted | None, earlier: str | None, purse: Purse) -> str:
    """The unit of an amount whose counted noun is `noun`; `earlier`: of the last figure that was no share."""
    if amount.unit:
        return amount.unit
    if noun is None:
        return bare.unit(tokens, amount, earlier, purse)
    if at(tokens, noun.end - 1).low == "others" and earlier:
        return earlier
    if noun.unit == "point" and _tells_a_poll(tokens, amount):
        return "pp"
    return noun.unit


def carries_on(unit: str, noun: nouns.Counted | None) -> bool:
    """May a bare number further on count the same? Money, points and counted things, no shares or lengths."""
    return unit not in SHARES and (noun is not None or unit == "point" or currencies.is_money(unit))


def _tells_a_poll(tokens: Tokens, amount: Amount) -> bool:
    around = range(amount.start - POLL_REACH, amount.end + POLL_REACH)
    return any(at(tokens, k).low in POLLS for k in around)


def may_be_rate(unit: str) -> bool:
    """May a period further on belong to the figure? Not to spans of time and shares."""
    return unit not in SHARES and unit not in measures.TIME_UNITS


def ends_phrase(tokens: Tokens, i: int) -> bool:
    """Does a period end the phrase at token `i`? In "140 million monthly users" it describes the users."""
    return (
        at(tokens, i - 1).low not in periods.ADVERBS
        or at(tokens, i).low in nouns.STOPS
        or at(tokens, i).kind != "word"
    )
