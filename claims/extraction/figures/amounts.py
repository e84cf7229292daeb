"""Amounts: a number with the unit, the range and the period that belong to it, before hedges and nouns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.extraction.figures import hedges, measures, nouns, numbers
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.numbers import Number
from claims.extraction.figures.tokens import DASHES, Tokens, at, is_hyphen, lows

CHANGES = frozenset(
    "rose rise rises risen rising fell fall falls fallen falling dropped drop drops dropping grew grow "
    "grows grown boost boosting expand expanded increased increase increases increasing decreased "
    "decrease declined decline raised raise raises raising cut reduced reduce lowered lower jumped jump "
    "climbed climb slipped slid surged soared swelled up down boosted moved revised widened narrowed "
    "shrank plunged".split()
)
TALLIES = frozenset(
    "record mark start win loss lead victory defeat vote decision ruling majority setback score".split()
)
ENDS = frozenset(".,;:)]!?\"'”’")
PERCENT = frozenset({"percent", "pct", "percents"})


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens `start` to `end`. `unit` is None where only a counted noun can tell it; `kind` as in Number."""

    start: int
    end: int
    low: float
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    hedge: str | None = None
    kind: str = "cardinal"
    scale: float = 1.0


def of_number(number: Number, start: int, unit: str | None = None) -> Amount:
    unit = "rank" if number.kind == "ordinal" else unit
    return Amount(start, number.end, number.value, unit=unit, hedge=number.hedge, kind=number.kind, scale=number.scale)


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
    """"35-plus hours", "60-odd nations": the hedge stands between the number and its noun."""
    end, hedge = hedges.plus(tokens, amount.end)
    return replace(amount, end=end, hedge=hedge) if hedge and amount.kind == "cardinal" else amount


def with_suffix(tokens: Tokens, amount: Amount, purse: Purse) -> Amount:
    """The amount with "percent", a currency word or a measure that stands right after it."""
    if amount.kind == "ordinal":
        return amount
    k = amount.end
    if amount.kind == "vague" and at(tokens, k).low == "of":
        k += 1
    for reader in (_percent, _money, _measure, _by):
        found = reader(tokens, amount, k, purse)
        if found:
            return found
    if amount.kind == "share" and amount.unit is None:
        return replace(amount, unit="%")
    return amount


def _percent(tokens: Tokens, amount: Amount, k: int, purse: Purse) -> Amount | None:
    j = k + is_hyphen(at(tokens, k))
    words = lows(tokens, j, 3)
    if words[:2] == ("percentage", "points") or words[:2] == ("percentage", "point"):
        return _share_of_one(replace(amount, end=j + 2, unit="pp"))
    if is_hyphen(at(tokens, j + 1)) and words[0] == "percentage" and words[2].startswith("point"):
        return _share_of_one(replace(amount, end=j + 3, unit="pp"))
    if words[:2] == ("per", "cent"):
        return _share_of_one(replace(amount, end=j + 2, unit="%"))
    if words[0] in PERCENT or at(tokens, j).text == "%":
        return _share_of_one(replace(amount, end=j + 1, unit="%"))
    if words[:2] in (("basis", "points"), ("basis", "point")):
        return replace(amount, end=j + 2, unit="basis point")
    return None


def _share_of_one(amount: Amount) -> Amount:
    """"half a percentage point", "a quarter percent": the fraction itself, not a share of a hundred."""
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


def _measure(tokens: Tokens, amount: Amount, k: int, purse: Purse) -> Amount | None:
    if amount.unit:
        return None
    if amount.kind == "share":
        return _part_of_measure(tokens, amount, k)
    found = measures.after(tokens, k)
    if found is None:
        return None
    unit, factor, per, end = found
    high = None if amount.high is None else amount.high * factor
    return replace(amount, end=end, unit=unit, low=round(amount.low * factor, 9), high=high, per=per)


def _by(tokens: Tokens, amount: Amount, k: int, purse: Purse) -> Amount | None:
    """"8-by-12 feet", "1920 x 1080 pixels": the first length, in the unit of both."""
    j = k + is_hyphen(at(tokens, k))
    if amount.unit or at(tokens, j).low not in ("by", "x", "×"):
        return None
    j += 1 + is_hyphen(at(tokens, j + 1))
    other = numbers.read(tokens, j)
    if other is None or other.kind != "cardinal":
        return None
    found = measures.after(tokens, other.end)
    if found:
        return replace(amount, end=found[3], unit=found[0])
    return replace(amount, unit="pixel") if amount.low >= 240 and other.value >= 240 else None


def _part_of_measure(tokens: Tokens, amount: Amount, k: int) -> Amount | None:
    """"half an hour", "a quarter-inch", "half a mile": a part of one unit."""
    j = k + (is_hyphen(at(tokens, k)) or at(tokens, k).low in ("a", "an"))
    if at(tokens, k).low == "of" and at(tokens, k + 1).low in ("a", "an"):
        j = k + 2
    found = measures.after(tokens, j) if j > k else None
    if found is None:
        return None
    unit, factor, per, end = found
    return replace(amount, end=end, unit=unit, low=amount.low / 100 * factor, per=per, kind="cardinal", hedge=None)


def with_range(tokens: Tokens, amount: Amount, purse: Purse) -> Amount:
    """The amount with the upper end of its range: "10 to 15", "between $2 and $3 million", "2-3 million"."""
    if amount.kind not in ("cardinal", "share"):
        return amount
    tally = _tally(tokens, amount)
    if tally:
        return tally
    link = _link(tokens, amount)
    upper = single(tokens, amount.end + link, purse) if link else None
    if upper is None or upper.kind not in ("cardinal", "share") or upper.high is not None:
        return amount
    if upper.kind != amount.kind or not _same_unit(amount, upper):
        return amount
    low = amount.low
    if amount.scale == 1.0 and upper.scale > 1.0 and low * upper.scale < upper.low:
        low = low * upper.scale
    if amount.unit is None and upper.unit and upper.low < low:
        return amount
    if not low < upper.low:
        return amount
    if at(tokens, amount.end).low == "or" and amount.scale > 1 and upper.scale > 1:
        return amount
    unit = amount.unit or upper.unit
    return replace(amount, low=round(low, 6), high=upper.low, end=upper.end, unit=unit, per=upper.per, hedge="range")


def _tally(tokens: Tokens, amount: Amount) -> Amount | None:
    """"a 9-14 record", "a 5-4 vote", "won 3-1": the first of two counts, not a range."""
    dash, second, after = (at(tokens, amount.end + k) for k in range(3))
    if dash.text not in DASHES or not (dash.glued and second.glued) or amount.end != amount.start + 1:
        return None
    if amount.unit or second.kind != "num" or (after.glued and after.low not in ENDS) or not amount.low.is_integer():
        return None
    upper = numbers.digits(second.text)
    bare = (after.kind in ("mark", "edge") and after.text != "%") or after.low in nouns.STOPS or after.low in TALLIES
    if upper is None or not (bare or upper <= amount.low) or not upper.is_integer():
        return None
    unit = "vote" if after.low in ("vote", "decision", "ruling", "majority") else "win"
    return replace(amount, end=amount.end + 2, unit=unit, kind="special")


def _same_unit(amount: Amount, upper: Amount) -> bool:
    if amount.unit is None or amount.unit == upper.unit:
        return True
    return upper.unit is None and len(amount.unit) == 3 and amount.unit.isupper()


def _link(tokens: Tokens, amount: Amount) -> int:
    """How many tokens join this amount to the upper end of a range; 0 where none follows."""
    token, after = at(tokens, amount.end), at(tokens, amount.end + 1)
    if token.text in DASHES and token.text and after.kind != "edge":
        return 1
    if token.low == "to":
        return 0 if _is_change(tokens, amount) else 1
    if token.low == "and":
        return int(_opener(tokens, amount) == "between")
    if token.low == "or":
        return 1
    if (token.low, after.low) == ("up", "to") and _opener(tokens, amount) == "from":
        return 2
    return 0


def _opener(tokens: Tokens, amount: Amount) -> str:
    """"between" or "from" before the amount, a hedge such as "about" passed over."""
    for k in range(amount.start - 1, amount.start - 4, -1):
        low = at(tokens, k).low
        if low in ("between", "from"):
            return low
        if low not in ("about", "an", "estimated", "roughly", "some", "around", "anywhere"):
            return ""
    return ""


def _is_change(tokens: Tokens, amount: Amount) -> bool:
    """"rose from 31 to 43", "rose 12% to 43": two figures, not a range."""
    reach = 24 if at(tokens, amount.start - 1).low == "from" else 7
    return any(word in CHANGES for word in lows(tokens, amount.start - reach, reach))
