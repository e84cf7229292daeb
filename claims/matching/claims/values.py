"""Whether two figures are one, and how they differ, in words for people.

Stricter than what can be true together: a bound that holds another number ("at least 12" and 19) is not the
same claim. Rounded figures are one with what rounds to them.
"""

from __future__ import annotations

import math
from decimal import Decimal

from claims.extraction import figures
from claims.extraction.types import Figure, Span
from claims.tolls.bounds import ABOUT

NEAR = frozenset({"exact", "about", "nearly"})  # they say what the number is; the rest bound it
SLACK = 1e-9
FRACTION = 0.015  # of a share: a third is 33 percent, two thirds are 67
SHOWN = 60  # characters of a figure that a difference quotes
CONVERTED = 0.02  # of a sum that stands converted in brackets: it was rounded there


def difference(one: Figure, other: Figure, one_per: str | None, other_per: str | None) -> str:
    """ "“12 people” here, “19 people” there"; "" where the figures are one."""
    if one.unit != other.unit:
        return "" if is_converted(one, other) else _here(shown(one), shown(other))
    if one_per != other_per:
        return _here(_per(one_per), _per(other_per)) + (
            "" if one.low == other.low else "; " + _here(shown(one), shown(other))
        )
    return "" if agree(one, other) else _here(shown(one), shown(other))


def agree(one: Figure, other: Figure) -> bool:
    """Of two figures of one unit: whether they tell one number."""
    if one.qualifier in NEAR and other.qualifier in NEAR:
        return _near(one, other)
    return one.qualifier == other.qualifier and _equal(one.low, other.low) and _equal(one.high, other.high)


def is_converted(one: Figure, other: Figure) -> bool:
    """Whether one of them stands in the other's brackets: "4.2 billion crowns ($395 million)" """
    return _stands_in(one, other) or _stands_in(other, one)


def shown(figure: Figure) -> str:
    words = " ".join(figure.text.split())
    return f"“{words if len(words) <= SHOWN else words[: SHOWN - 1] + '…'}”"


def rounds_to(fine: float, coarse: float) -> bool:
    """Whether `coarse` is `fine` as people round it: fewer digits, and not far off."""
    grain = _grain(coarse)
    close = abs(fine - coarse) <= ABOUT * abs(coarse)
    return (
        close and _grain(fine) <= grain and math.isclose(round(fine / grain) * grain, coarse, rel_tol=SLACK)
    )


def _near(one: Figure, other: Figure) -> bool:
    if _equal(one.low, other.low):
        return True
    if one.unit == "%" and (_is_fraction(one) or _is_fraction(other)):
        return abs(one.low - other.low) <= FRACTION * max(one.low, other.low)
    return _rounded(one, other) or _rounded(other, one)


def _rounded(fine: Figure, coarse: Figure) -> bool:
    """Only what is called rounded is; "nearly" is never less than what it stands for."""
    if coarse.qualifier == "exact" or (coarse.qualifier == "nearly" and fine.low > coarse.low):
        return False
    return rounds_to(fine.low, coarse.low)


def _is_fraction(figure: Figure) -> bool:
    return not any(char.isdigit() for char in figure.text) and "percent" not in figure.text.lower()


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=SLACK)


def _grain(value: float) -> float:
    """The place of the last digit that is told: 100 of 12,400, 1e8 of 1.7 billion."""
    if value == 0:
        return 1.0
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return 10.0 ** int(exponent)


def _stands_in(whole: Figure, alone: Figure) -> bool:
    sums = figures.find(whole.converted, [Span(0, len(whole.converted))]) if whole.converted else ()
    return any(
        each.unit == alone.unit and math.isclose(each.low, alone.low, rel_tol=CONVERTED) for each in sums
    )


def _per(per: str | None) -> str:
    return f"a {per}" if per else "in all"


def _here(one: str, other: str) -> str:
    return f"{one} here, {other} there"
