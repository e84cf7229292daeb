"""Rates: the period a figure is told for, after it ("a year", "/day") or before it ("annual")."""

from __future__ import annotations

from claims.extraction.figures import measures
from claims.extraction.figures.tokens import Tokens, at, is_hyphen, lows

PERIODS = {"year": "year", "annum": "year", "season": "year", "month": "month", "week": "week", "day": "day"}
PERIODS |= {"hour": "hour", "yr": "year", "mo": "month", "hr": "hour", "wk": "week", "night": "day"}
ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}
ADVERBS |= {"hourly": "hour", "nightly": "day", "annualized": "year"}
LINKS = frozenset({"a", "an", "per", "each", "every", "/"})
HABITS = {"annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}
SOLD = frozenset("share head person seat ticket plate piece pop unit vote night dose bushel ounce".split())
WAGE = ("minimum", "wage")
SINGLE_COSTS = frozenset(
    "cost costs bill bills budget sum total amount spending payment payments rent wage wages salary pay "
    "income fee aid subsidy subsidies price loss losses deficit grant grants contribution outlay".split()
)
AFTER_COSTS = frozenset(
    "of for to on in at is was has had will would now rose fell stood stands came comes went".split()
)
CLAUSE = 18  # tokens
PREPOSITIONS = frozenset(
    "in for within after over during of by than half once twice about nearly almost on".split()
)


def after(tokens: Tokens, i: int) -> tuple[int, str | None]:
    """The period that begins at token `i`: the token after it and the period, or `i` and None."""
    j = i + is_hyphen(at(tokens, i))
    link = at(tokens, j)
    if link.low in ADVERBS:
        return j + 1, ADVERBS[link.low]
    if link.low not in LINKS and link.text != "/":
        return i, None
    k = j + 1 + is_hyphen(at(tokens, j + 1))
    period = PERIODS.get(at(tokens, k).low)
    if period is None or _goes_on(tokens, k):
        return i, None
    return k + 1, period


def past_bracket(tokens: Tokens, i: int) -> str | None:
    """The period told behind a conversion in brackets that ends before token `i`."""
    return after(tokens, i)[1] or _of_whole(tokens, i)


def priced(tokens: Tokens, i: int) -> int:
    """The token after what a price is told for: "a barrel", "per share", "each"; `i` where nothing is."""
    if at(tokens, i).low in ("each", "apiece"):
        return i + 1
    link, thing = at(tokens, i).low, at(tokens, i + 1)
    if thing.kind != "word" or thing.low in PERIODS:
        return i
    sold = link in ("a", "an") and (measures.singular(thing.low) in SOLD or thing.low in measures.UNITS)
    return i + 2 if sold or link == "per" else i


def of_money(tokens: Tokens, start: int, end: int) -> str | None:
    """The period of a sum by what it is: an "annual budget of", the minimum wage (told by the hour)."""
    if lows(tokens, end, 2) == WAGE or any(lows(tokens, k, 2) == WAGE for k in range(start - 12, start)):
        return "hour"
    for k in range(start - 1, start - 5, -1):
        if at(tokens, k).low in HABITS:
            return HABITS[at(tokens, k).low]
    return _of_whole(tokens, end) or _of_subject(tokens, start)


def _of_whole(tokens: Tokens, end: int) -> str | None:
    """As in "310 million crowns of the yearly sum"."""
    if at(tokens, end).low != "of" or at(tokens, end + 1).low not in ("the", "its", "their", "that", "this"):
        return None
    return HABITS.get(at(tokens, end + 2).low) if at(tokens, end + 3).low in SINGLE_COSTS else None


def _of_subject(tokens: Tokens, start: int) -> str | None:
    """As in "The monthly cost of the blockade had risen to 640 million crowns": in one clause."""
    for k in range(start - 1, start - CLAUSE, -1):
        token = at(tokens, k)
        if token.kind == "num" or token.text in (",", ";", ":", "(", ")"):
            return None
        if token.low in HABITS:
            told = at(tokens, k + 1).low in SINGLE_COSTS and at(tokens, k + 2).low in AFTER_COSTS
            return HABITS[token.low] if told else None
    return None


def at_distance(tokens: Tokens, i: int) -> str | None:
    """The period that ends the phrase begun at token `i`: "50 billion on Afghanistan every year"."""
    for k in range(i, i + 8):
        token = at(tokens, k)
        if token.kind != "word" and not is_hyphen(token):
            return None
        if token.low in ("annually", "yearly"):
            return ADVERBS[token.low]
        near = k < i + 3 and token.low in ("a", "an") and at(tokens, k - 1).low not in PREPOSITIONS
        if (near or token.low in ("every", "each", "per")) and k > i:
            period = PERIODS.get(at(tokens, k + 1).low)
            return None if period is None or _goes_on(tokens, k + 1) else period
    return None


def _goes_on(tokens: Tokens, k: int) -> bool:
    """As in "a year earlier", "a day after", "a year-long" tell a date or a length, not a rate."""
    word = at(tokens, k + 1)
    if is_hyphen(word) and word.glued:
        return at(tokens, k + 2).low in ("old", "long", "on")
    if word.low == "on":
        return at(tokens, k + 2).kind != "word"
    return word.low in ("ago", "earlier", "later", "before", "after", "old", "long", "from")
