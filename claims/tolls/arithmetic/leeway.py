"""How far from its number a figure may lie: hedges, bounds, and the rounding that its digits show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from claims.extraction.types import Figure

ABOUT = 0.1  # either way
VAGUE = 10.0  # "dozens" reach up to where the next word would be taken
WORDED = 0.05  # of a large number in words: "half a million"
WIDEST = 0.1  # that rounding alone may make of a figure
LARGE = 1000.0
JUST = 0.499  # of the last place, within which it was rounded to it
PERCENT = 1.0  # whole percents are rounded or cut off

_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Leeway:
    """The numbers that a figure may stand for, both ends among them."""

    low: float
    high: float

    def __add__(self, other: Leeway) -> Leeway:
        return Leeway(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Leeway) -> Leeway:
        return Leeway(self.low - other.high, self.high - other.low)

    def times(self, other: Leeway) -> Leeway:
        """The product of two that are not below zero."""
        return Leeway(self.low * other.low, self.high * other.high)

    def over(self, other: Leeway) -> Leeway:
        """The quotient of two that are not below zero."""
        return Leeway(
            self.low / other.high if other.high else inf, self.high / other.low if other.low > 0 else inf
        )

    def by(self, factor: float) -> Leeway:
        return Leeway(self.low * factor, self.high * factor)

    def wider(self, share: float) -> Leeway:
        return Leeway(self.low * (1 - share), self.high * (1 + share))

    def meets(self, other: Leeway) -> bool:
        """Whether one number can be both, but for what floating point loses."""
        slack = 1e-9 * max(abs(self.low), abs(other.low), 1e-9)
        return self.low <= other.high + slack and other.low <= self.high + slack


def plain(figure: Figure) -> Leeway:
    """For sums: what the digits and the hedge leave open; a number written out in full is meant."""
    return _hedged(figure, _step(figure, rounded=False))


def rough(figure: Figure) -> Leeway:
    """For products and shares: zeros at the end may be rounding, too."""
    if figure.unit == "%":
        return _hedged(figure, 2 * PERCENT if figure.low == int(figure.low) else _step(figure, rounded=False))
    return _hedged(figure, _step(figure, rounded=True))


def _hedged(figure: Figure, step: float) -> Leeway:
    low, high = figure.low, figure.high if figure.high is not None else figure.low
    half = JUST * step
    match figure.qualifier:
        case "at_least" | "more_than":
            return Leeway(low - half, inf)
        case "at_most" | "less_than":
            return Leeway(0.0, high + half)
        case "nearly":
            return Leeway(low * (1 - ABOUT), high + half)
        case "dozens":
            return Leeway(low, low * VAGUE)
        case "about":
            return Leeway(low - max(half, ABOUT * low), high + max(half, ABOUT * high))
    return Leeway(low - half, high + half)


def _step(figure: Figure, *, rounded: bool) -> float:
    """The size of one in the last place that was written: 0.1 billion for "2.4 billion"."""
    digits = _DIGITS.search(figure.text)
    if digits is None:
        return 2 * WORDED * figure.low if figure.low >= LARGE else 0.0
    written = float(digits[0].replace(",", ""))
    scale = figure.low / written if written else 1.0
    if digits[1]:
        return min(scale / float(10 ** len(digits[1])), 2 * WIDEST * figure.low)
    if scale > 1:
        return min(scale, 2 * WIDEST * figure.low)
    return _zeros(figure.low) if rounded else 0.0


def _zeros(value: float) -> float:
    """Ten for 4,830, a hundred for 4,800, but never more than a tenth of the number."""
    step = 1.0
    while value >= LARGE and value % (step * 10) == 0 and step * 10 <= value / 10:
        step *= 10
    return step if step > 1 else 0.0
