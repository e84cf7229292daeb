"""Why one claim comes before another: a sum of named reasons that the desk can show. Plain Python.

At most 25 points for the type, 30 for the size of the figure, 30 for check-worthiness and 15 for the
story's urgency: 100 in all. A claim that changed under those who looked at it comes before its equals.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TypedDict


class Reason(TypedDict):
    """One term of the sum."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a claim is weighed by. `size` is the figure's lower value in `unit`; None has no figure."""

    type: str
    check_worthiness: float
    size: float | None = None
    unit: str = ""
    urgency: int | None = None


TYPE_POINTS = {
    "casualties": 25,
    "displacement": 21,
    "troops": 21,
    "health": 19,
    "spending": 18,
    "crime": 16,
    "election": 16,
    "economy": 14,
    "environment": 12,
    "event": 10,
    "quantity": 6,
}
SIZE_MOST, WORTH_MOST = 30, 30
URGENCY_POINTS = {1: 15, 2: 12, 3: 9, 4: 6, 5: 3}
PEOPLE_A_DIGIT, OTHERS_A_DIGIT = 7, 3  # points for each power of ten
RECHECK: Reason = {"name": "recheck", "points": 20}  # the wire changed it: on top of the 100
CONFLICT: Reason = {"name": "conflict", "points": 10}  # another report of it can't be true as well
SHARE_POINTS = 10  # a percentage has no size of its own
SCALE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def priority(facts: Facts) -> tuple[int, list[Reason]]:
    """The sum, 0 to 100, and its terms, the heaviest first; a term without points is left out."""
    terms = [
        Reason(name=facts.type, points=TYPE_POINTS[facts.type]),
        Reason(name=_size_name(facts), points=_size_points(facts)),
        Reason(
            name=f"check-worthiness {facts.check_worthiness:.2f}",
            points=round(WORTH_MOST * facts.check_worthiness),
        ),
        Reason(name=f"urgency {facts.urgency}", points=URGENCY_POINTS.get(facts.urgency or 0, 0)),
    ]
    counted = sorted((term for term in terms if term["points"] > 0), key=lambda term: -term["points"])
    return sum(term["points"] for term in counted), counted


def raised(points: int, reasons: list[Reason], term: Reason = RECHECK) -> tuple[int, list[Reason]]:
    """The same sum with the points of `term`, once: of an open recheck, if not told otherwise."""
    points, others = settled(points, reasons, term)
    return points + term["points"], sorted([*others, term], key=lambda each: -each["points"])


def settled(points: int, reasons: list[Reason], term: Reason = RECHECK) -> tuple[int, list[Reason]]:
    """The same sum without them."""
    others = [each for each in reasons if each["name"] != term["name"]]
    return points - sum(each["points"] for each in reasons) + sum(each["points"] for each in others), others


def _size_points(facts: Facts) -> int:
    if facts.size is None:
        return 0
    if facts.unit in ("%", "pp"):
        return SHARE_POINTS
    points = PEOPLE_A_DIGIT if facts.unit == "people" else OTHERS_A_DIGIT
    return min(SIZE_MOST, int(points * _digits(facts.size)))


def _size_name(facts: Facts) -> str:
    if facts.unit in ("%", "pp"):
        return "a percentage"
    power = 10 ** _digits(facts.size or 0.0)
    for size, word in SCALE:
        if power >= size:
            return f"{power / size:,.0f} {word} or more"
    return f"{power:,.0f} or more"


def _digits(size: float) -> int:
    """Whole powers of ten in it: 4 for 14,000."""
    return int(log10(abs(size)) + 1e-9) if abs(size) >= 1 else 0
