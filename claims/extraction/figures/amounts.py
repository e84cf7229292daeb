"""Amounts: a number with its currency, "percent" or measure, before ranges, hedges and nouns are read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.extraction.figures import hedges, measures, numbers
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.scales import Number
from claims.extraction.figures.tokens import Tokens, at, is_hyphen, lows

PERCENT = frozenset({"percent", "pct", "percents", "%"})
FEWEST_PIXELS = 240  # of a side; smaller products are no screens


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens `start` to `end`. `unit` is None where only a counted noun can tell it.

    `kind` is that of the number, "special" (read by special.py, complete) or "refused" (no figure).
    """

    start: int
    end: int
    low: float
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    hedge: str | None = None
    kind: str = "cardinal"
    scale: float = 1.0
    number: Number | None = None  # that it was read from, where it begins with one


def of_number(number: Number, start: int, unit: str | None = None) -> Amount:
    """The bare number as an amount that begins at token `start`."""
    return Amount(
        start,
        number.end,
        number.value,
        unit="rank" if number.kind == "ordinal" else unit,
        hedge=number.hedge,
        kind=number.kind,
        scale=number.scale,
        number=number if number.start == start else None,
    )


def single(tokens: Tokens, i: int, purse: Purse) -> Amount | None:
    """The amount that begins at token `i`, currency before or unit after it included."""
    money = purse.before(tokens, i)
    if money:
        number = numbers.read(tokens, money[1], money=True)
        if number is None or number.kind not in ("cardinal", "vague"):
            return None
        return with_suffix(tokens, of_number(number, i, money[0]), purse)
    number = numbers.read(tokens, i)
    if number is None:
        return None
    return with_suffix(tokens, _with_plus(tokens, of_number(number, i)), purse)


def _with_plus(tokens: Tokens, amount: Amount) -> Amount:
    """As in "35-plus hours", "60-odd nations": the hedge stands between the number and its noun."""
    end, hedge = hedges.plus(tokens, amount.end)
    return replace(amount, end=end, hedge=hedge) if hedge and amount.kind == "cardinal" else amount


def with_suffix(tokens: Tokens, amount: Amount, purse: Purse) -> Amount:
    """The amount with the unit that stands right after it: percent, money, a measure."""
    if amount.kind == "ordinal":
        return amount
    k = amount.end + (amount.kind == "vague" and at(tokens, amount.end).low == "of")
    found = _percent(tokens, amount, k) or _money(tokens, amount, k, purse)
    if found is None and amount.unit is None:
        found = _measure(tokens, amount, k) or _by(tokens, amount, k)
    if found is None and amount.kind == "share":
        found = replace(amount, unit="%")
    return found or amount


def _percent(tokens: Tokens, amount: Amount, k: int) -> Amount | None:
    part = amount.kind == "share" and at(tokens, k).low in ("a", "an")
    j = k + (is_hyphen(at(tokens, k)) or part)
    words = lows(tokens, j, 3)
    dashed = is_hyphen(at(tokens, j + 1))
    if words[0] == "percentage" and words[1 + dashed].startswith("point"):
        return _share_of_one(replace(amount, end=j + 2 + dashed, unit="pp"))
    if words[0] == "basis" and words[1].startswith("point"):
        return replace(amount, end=j + 2, unit="basis point")
    if words[:2] == ("per", "cent"):
        return _share_of_one(replace(amount, end=j + 2, unit="%"))
    if words[0] in PERCENT:
        return _share_of_one(replace(amount, end=j + 1, unit="%"))
    return None


def _share_of_one(amount: Amount) -> Amount:
    """As in "half a percentage point", "a quarter percent": the fraction itself, not a share of a hundred."""
    if amount.kind == "share":
        return replace(amount, low=amount.low / 100, kind="cardinal", hedge=None)
    return amount


def _money(tokens: Tokens, amount: Amount, k: int, purse: Purse) -> Amount | None:
    found = purse.after(tokens, k)
    if found is None or amount.kind == "share":
        return None
    unit, factor, end = found
    if amount.unit and factor != 1.0:
        return None
    low = amount.low if amount.unit else round(amount.low * factor, 9)
    return replace(amount, end=end, unit=amount.unit or unit, low=low)


def _measure(tokens: Tokens, amount: Amount, k: int) -> Amount | None:
    if amount.kind == "share":
        return _part_of_measure(tokens, amount, k)
    found = measures.after(tokens, k)
    if found is None:
        return None
    old = is_hyphen(at(tokens, found.end)) and at(tokens, found.end + 1).low in ("old", "long")
    low = round(amount.low * found.factor, 9)
    return replace(amount, end=found.end + 2 * old, unit=found.unit, low=low, per=found.per)


def _part_of_measure(tokens: Tokens, amount: Amount, k: int) -> Amount | None:
    """As in "half an hour", "a quarter-inch", "half a mile": a part of one unit."""
    j = k + (is_hyphen(at(tokens, k)) or at(tokens, k).low in ("a", "an"))
    if at(tokens, k).low == "of" and at(tokens, k + 1).low in ("a", "an"):
        j = k + 2
    found = measures.after(tokens, j) if j > k else None
    if found is None:
        return None
    low = amount.low / 100 * found.factor
    return replace(
        amount, end=found.end, unit=found.unit, low=low, per=found.per, kind="cardinal", hedge=None
    )


def _by(tokens: Tokens, amount: Amount, k: int) -> Amount | None:
    """As in "8-by-12 feet", "1920 x 1080 pixels": the first length, in the unit of both."""
    j = k + is_hyphen(at(tokens, k))
    if at(tokens, j).low not in ("by", "x", "×"):
        return None
    j += 1 + is_hyphen(at(tokens, j + 1))
    other = numbers.read(tokens, j)
    if other is None or other.kind != "cardinal":
        return None
    found = measures.after(tokens, other.end)
    if found:
        return replace(amount, end=found.end, unit=found.unit)
    return replace(amount, unit="pixel") if min(amount.low, other.value) >= FEWEST_PIXELS else None
