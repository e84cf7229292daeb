"""Ranges ("10 to 15", "between $2 and $3 million") and what only looks like one: changes, records, votes."""

from __future__ import annotations

from dataclasses import replace

from claims.extraction.figures import currencies, nouns, scales, sizes
from claims.extraction.figures.amounts import Amount, single
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.tokens import DASHES, Tokens, at, lows

CHANGES = frozenset(
    "rose rise rises risen rising fell fall falls fallen falling dropped drop drops dropping grew grow grows "
    "grown boost boosting expand expanded increased increase increases increasing decreased decrease "
    "declined decline raised raise raises raising cut reduced reduce lowered lower jumped jump climbed climb "
    "slipped slid surged soared swelled up down boosted moved revised widened narrowed shrank plunged".split()
)
TALLIES = frozenset(
    "record mark start win loss lead victory defeat vote decision ruling majority setback score".split()
)
VOTES = frozenset({"vote", "decision", "ruling", "majority"})
MATCHES = frozenset(
    "beat beats beating defeated defeats defeating won win wins drew draw lost match set game final ended "
    "finished leg half-time overtime".split()
)
MATCH_REACH = 14  # tokens
ENDS = frozenset(".,;:)]!?\"'”’")
COUNTED = frozenset({"cardinal", "share"})


def whole(tokens: Tokens, amount: Amount, purse: Purse) -> Amount:
    """The amount with the upper end of its range, where one follows; a tally ("9-14") as its first count."""
    if amount.kind not in COUNTED:
        return amount
    tally = _tally(tokens, amount)
    if tally:
        return tally
    link = _link(tokens, amount)
    upper = single(tokens, amount.end + link, purse) if link else None
    if upper is None or upper.kind != amount.kind:
        return amount
    if not _same_unit(amount, upper):
        return _converted(tokens, amount, upper)
    return _joined(tokens, amount, upper)


def _converted(tokens: Tokens, amount: Amount, upper: Amount) -> Amount:
    """As in "90 minutes to two hours": both ends in the smaller unit; the amount alone where that fails."""
    smaller = sizes.smaller(amount.unit or "", upper.unit or "")
    if smaller is None:
        return amount
    low, high = (sizes.in_unit(end.low, end.unit or "", smaller) for end in (amount, upper))
    whole_ = _joined(tokens, replace(amount, low=low, unit=smaller), replace(upper, low=high, unit=smaller))
    return whole_ if whole_.high else amount


def _joined(tokens: Tokens, amount: Amount, upper: Amount) -> Amount:
    """Both ends as one amount; the amount alone where the second is not the larger, or a change is told."""
    unit = amount.unit or upper.unit
    if at(tokens, amount.end).low == "to" and _is_change(tokens, amount, upper):
        return replace(amount, unit=unit)
    low = amount.low
    if amount.scale == 1.0 < upper.scale and low * upper.scale < upper.low:
        low = round(low * upper.scale, 6)
    apart = at(tokens, amount.end).low == "or" and min(amount.scale, upper.scale) > 1
    if apart or not low < upper.low:
        return amount
    return replace(amount, low=low, high=upper.low, end=upper.end, unit=unit, per=upper.per, hedge="range")


def _same_unit(amount: Amount, upper: Amount) -> bool:
    if amount.unit is None or amount.unit == upper.unit:
        return True
    return upper.unit is None and currencies.is_money(amount.unit)


def _tally(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "a 9-14 record", "a 5-4 vote", "won 3-1": the first of two counts, not a range."""
    dash, second, after = (at(tokens, amount.end + k) for k in range(3))
    if amount.unit or amount.end != amount.start + 1 or not amount.low.is_integer():
        return None
    if dash.text not in DASHES or not (dash.glued and second.glued) or second.kind != "num":
        return None
    upper = scales.digits(second.text)
    if upper is None or not upper.is_integer() or (after.glued and after.low not in ENDS):
        return None
    bare = after.kind in ("mark", "edge") or after.low in nouns.STOPS or after.low in TALLIES
    if not bare and upper > amount.low:
        return None
    if after.low not in TALLIES and _is_match(tokens, amount.start):
        return replace(amount, end=amount.end + 2, kind="refused")
    return replace(amount, end=amount.end + 2, unit="vote" if after.low in VOTES else "win", kind="special")


def _is_match(tokens: Tokens, start: int) -> bool:
    """Is the score of a game told? "Harl beat Ness 2-0"."""
    return any(at(tokens, k).low in MATCHES for k in range(start - 1, start - 1 - MATCH_REACH, -1))


def _link(tokens: Tokens, amount: Amount) -> int:
    """How many tokens join this amount to the upper end of a range; 0 where none follows."""
    token, after = at(tokens, amount.end), at(tokens, amount.end + 1)
    if token.text in DASHES or token.low in ("to", "or"):
        return int(after.kind != "edge")
    if token.low == "and":
        return int(opener(tokens, amount.start) == "between")
    if (token.low, after.low) == ("up", "to"):
        return 2 * (opener(tokens, amount.start) == "from")
    return 0


def opener(tokens: Tokens, start: int) -> str:
    """As in "between" or "from" before token `start`, a hedge such as "about" passed over; else ""."""
    for k in range(start - 1, start - 4, -1):
        low = at(tokens, k).low
        if low in ("between", "from"):
            return low
        if low not in ("about", "an", "estimated", "roughly", "some", "around", "anywhere"):
            return ""
    return ""


def _is_change(tokens: Tokens, amount: Amount, upper: Amount) -> bool:
    """As in "rose from 31 to 43", "rose 12% to 43": two figures; "rose 3 to 4 percent" is a range."""
    before = at(tokens, amount.start - 1).low
    if before != "from" and upper.unit and not amount.unit:
        return False
    reach = 24 if before == "from" else 7
    return any(word in CHANGES for word in lows(tokens, amount.start - reach, reach))
