"""In a word what a figure measures where nothing else says it: a rise, a length, a distance, a price."""

from __future__ import annotations

from claims.extraction.figures import currencies, measures
from claims.extraction.figures.tokens import Tokens, at, is_hyphen

UP = frozenset(
    "rose rise rises risen rising grew grow grows grown climbed climb climbs jumped jump jumps soared surged "
    "increased increase increases increasing gained gains gain up added adds lifted boosted".split()
)
DOWN = frozenset(
    "fell fall falls fallen falling dropped drop drops dropping declined decline declines slipped slid "
    "down cut decreased decrease sagged plunged shrank reduced".split()
)
HIGHER, LOWER = frozenset({"higher", "more", "up"}), frozenset({"lower", "less", "fewer", "down"})
SELLING = frozenset(
    "for at priced price costs cost costing sell sells sold selling retail retails from".split()
)
LENGTHS = frozenset({"mile", "kilometer", "meter", "foot", "yard"})
AWAY = frozenset("from north south east west northeast northwest southeast southwest off away of".split())
NEAR = 5  # words before the figure
FIRST_YEAR = 1500  # "the lowest since 1994" tells a date
CHEAP = 1e5  # a price, not a sum


def word(tokens: Tokens, start: int, end: int, unit: str, low: float) -> str:
    """As in "rise in", "length of", "time": what opens the counted words; "" where they need nothing."""
    if unit in measures.TIME_UNITS and low >= FIRST_YEAR:
        return ""
    if unit in measures.TIME_UNITS:
        return "length of" if _is_attribute(tokens, start, end) else "time"
    if unit in ("%", "pp") or currencies.is_money(unit):
        return _change(tokens, start, end) or _of_money(tokens, start, end, unit, low)
    away = unit in LENGTHS and at(tokens, end).low in AWAY
    return "distance" if away else ""


def says(kind: str, verb: str) -> bool:
    """Is the verb said by the kind already: "rose" by "rise in", "costs" by "price of"?"""
    return (kind.endswith(" in") and (verb in UP or verb in DOWN)) or (kind == "price of" and verb in SELLING)


def _is_attribute(tokens: Tokens, start: int, end: int) -> bool:
    """As in "a five-year contract", not "five years"."""
    return any(is_hyphen(at(tokens, k)) for k in range(start, end + 1)) and at(tokens, end).kind == "word"


def _change(tokens: Tokens, start: int, end: int) -> str:
    before, after = [at(tokens, k).low for k in range(start - NEAR, start)], at(tokens, end).low
    if after in HIGHER or any(low in UP for low in before):
        return "rise in"
    return "fall in" if after in LOWER or any(low in DOWN for low in before) else ""


def _of_money(tokens: Tokens, start: int, end: int, unit: str, low: float) -> str:
    if unit == "%":
        return "share" if at(tokens, end).low == "of" else ""
    sold = low < CHEAP and any(at(tokens, k).low in SELLING for k in range(start - NEAR, start))
    return "price of" if sold else ""
