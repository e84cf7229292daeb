"""The unit of an amount: its own, its noun's, or what the sentence tells where a number stands bare."""

from __future__ import annotations

from claims.extraction.figures import measures, nouns, periods, persons
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.tokens import Tokens, at

Before = tuple[str, nouns.Counted | None]  # unit and noun of the figure before
SHARES = frozenset({"%", "pp", "rank"})
INDEXES = frozenset("dow nasdaq ftse nikkei dax sensex index kospi cac".split())
HARM = frozenset("killed wounded injured dead died missing hurt arrested trapped displaced detained".split())
INDEX_REACH = 30  # tokens
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


def ends_phrase(tokens: Tokens, i: int) -> bool:
    """Does a period end the phrase at token `i`? In "140 million monthly users" it describes the users."""
    return (
        at(tokens, i - 1).low not in periods.ADVERBS
        or at(tokens, i).low in nouns.STOPS
        or at(tokens, i).kind != "word"
    )


def _in_context(tokens: Tokens, amount: Amount, before: Before | None) -> str:
    """A bare number counts what the sentence names, or what the figure before it counted, or people."""
    if at(tokens, amount.start - 1).low == "magnitude":
        return "magnitude"
    if _tells_an_index(tokens, amount):
        return "point"
    if any(at(tokens, k).low in HARM for k in range(amount.end, amount.end + 3)):
        return "people"
    named = _acronym(tokens, amount.end) or nouns.named_before(tokens, amount.start)
    if named is None and before and before[1] and before[0] not in SHARES:
        named = before[0]
    return named or "people"


def _tells_an_index(tokens: Tokens, amount: Amount) -> bool:
    """A number with decimals near the name of a stock index is its points."""
    if amount.low.is_integer() or amount.kind != "cardinal":
        return False
    return any(
        at(tokens, k).low in INDEXES for k in range(amount.start - INDEX_REACH, amount.end + INDEX_REACH)
    )


def _acronym(tokens: Tokens, i: int) -> str | None:
    """As in "121 RBI"; "300 ANG airmen" are people."""
    token = at(tokens, i)
    if not token.text.isupper() or not 1 < len(token.text) <= LONGEST_ACRONYM or token.glued:
        return None
    return "people" if persons.counts(at(tokens, i + 1).low) else token.text
