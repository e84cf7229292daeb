"""The unit of an amount: its own, its noun's, or what the sentence tells where a number stands bare."""

from __future__ import annotations

from claims.extraction.figures import measures, nouns, persons
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.tokens import Tokens, at

Before = tuple[str, nouns.Counted | None]  # unit and noun of the figure before
SHARES = frozenset({"%", "pp", "rank"})
INDEXES = frozenset("dow nasdaq ftse nikkei dax sensex index kospi cac".split())
HARM = frozenset("killed wounded injured dead died missing hurt arrested trapped displaced detained".split())
LONGEST_ACRONYM = 5


def of(tokens: Tokens, amount: Amount, noun: nouns.Counted | None, before: Before | None) -> str:
    """The unit of an amount whose counted noun is `noun`, after a figure of `before`."""
    if amount.unit:
        return amount.unit
    if noun is None:
        return _in_context(tokens, amount, before)
    if at(tokens, noun.end - 1).low == "others" and before and before[1]:
        return before[0]
    return noun.unit


def may_be_rate(unit: str) -> bool:
    """May a period further on belong to the figure? Not to spans of time and shares."""
    return unit not in SHARES and unit not in measures.TIME_UNITS


def _in_context(tokens: Tokens, amount: Amount, before: Before | None) -> str:
    """A bare number counts what the sentence names, or what the figure before it counted, or people."""
    after = at(tokens, amount.end)
    if at(tokens, amount.start - 1).low == "magnitude":
        return "magnitude"
    if after.text.isupper() and 1 < len(after.text) <= LONGEST_ACRONYM and not after.glued:
        return "people" if persons.counts(at(tokens, amount.end + 1).low) else after.text
    if amount.low % 1 and amount.kind == "cardinal" and any(token.low in INDEXES for token in tokens):
        return "point"
    if any(at(tokens, k).low in HARM for k in range(amount.end, amount.end + 3)):
        return "people"
    named = nouns.named_before(tokens, amount.start)
    if named:
        return named
    if before and before[1] and before[0] not in SHARES:
        return before[0]
    return "people"
