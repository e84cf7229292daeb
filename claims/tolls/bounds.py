"""What a figure's qualifier leaves open, and whether two figures can both be true.

A bound is an interval of numbers; its ends may lie outside it ("more than 40" is not 40).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from claims.extraction.types import Figure

ABOUT = 0.10  # of a rounded figure, either way, unless the desk sets another share
HOUR = timedelta(hours=1)  # reports of what changes are of one moment when they lie no further apart
VAGUE = 10  # "dozens" reach up to ten times what they begin with: there the next word would be taken
SLACK = 1e-9  # of a number: what arithmetic with fractions loses


class Relation(StrEnum):
    """Of two bounds told one after the other."""

    COMPATIBLE = "compatible"  # both can be true
    SUPERSEDED = "superseded"  # not both, and the later takes the place of the earlier
    CONFLICT = "conflict"  # not both, and neither takes the place of the other


@dataclass(frozen=True, slots=True)
class Bound:
    """The numbers from `low` to `high`; an open end is not one of them."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Bound) -> bool:
        """Whether one number lies within both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if math.isclose(low, high, rel_tol=SLACK):
            return self.holds(low) and other.holds(low)
        return low < high

    def holds(self, number: float) -> bool:
        """Whether an end that lies at `number` lets it in; other numbers are not asked for."""
        is_low, is_high = (math.isclose(number, end, rel_tol=SLACK) for end in (self.low, self.high))
        return not (is_low and self.low_open) and not (is_high and self.high_open)

    def times(self, factor: float) -> Bound:
        """The same in another unit, as of a month in years."""
        return Bound(self.low * factor, self.high * factor, self.low_open, self.high_open)


Ends = Callable[[float, float | None, float], Bound]
ENDS: dict[str, Ends] = {
    "exact": lambda low, high, about: Bound(low, low),
    "about": lambda low, high, about: Bound(low * (1 - about), low * (1 + about)),
    "nearly": lambda low, high, about: Bound(low * (1 - about), low),
    "at_least": lambda low, high, about: Bound(low, math.inf),
    "more_than": lambda low, high, about: Bound(low, math.inf, low_open=True),
    "at_most": lambda low, high, about: Bound(0, low),
    "less_than": lambda low, high, about: Bound(0, low, high_open=True),
    "range": lambda low, high, about: Bound(low, low if high is None else high),
    "dozens": lambda low, high, about: Bound(low, low * VAGUE),
}


def bound(low: float, high: float | None, qualifier: str, about: float = ABOUT) -> Bound:
    """The numbers that a figure leaves open; a qualifier nobody knows leaves none but its own."""
    return ENDS.get(qualifier, ENDS["exact"])(low, high, about)


def bound_of(figure: Figure, about: float = ABOUT) -> Bound:
    """The numbers that `figure` leaves open, in its own unit and period."""
    return bound(figure.low, figure.high, figure.qualifier, about)


def relation(earlier: Bound, later: Bound, *, apart: timedelta | None, same_teller: bool) -> Relation:
    """Whether both can be true; `apart` None where both are of one closed period.

    What cannot both be true is superseded when its teller tells it anew, or when the later report of what
    changes comes more than an hour after the earlier.
    """
    if earlier.meets(later):
        return Relation.COMPATIBLE
    if same_teller or (apart is not None and apart > HOUR):
        return Relation.SUPERSEDED
    return Relation.CONFLICT
