"""What a figure leaves open for a sum: its hedge, its rounding, and a number that is written out in full."""

from __future__ import annotations

from math import inf

import pytest

from claims.extraction.types import Figure, Span
from claims.tolls.arithmetic.leeway import Leeway, plain, rough


def figure(
    text: str, low: float, qualifier: str = "exact", unit: str = "people", high: float | None = None
) -> Figure:
    return Figure(Span(0, len(text)), text, low, high, qualifier, unit, "")


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        (figure("17 people", 17), 17, 17),
        (figure("12,400 officers", 12400), 12400, 12400),
        (figure("2.4 billion crowns", 2.4e9), 2.35e9, 2.45e9),
        (figure("15 million", 15e6), 14.5e6, 15.5e6),
        (figure("half a million inhabitants", 5e5), 4.75e5, 5.25e5),
        (figure("about 200", 200, "about"), 180, 220),
        (figure("nearly 200", 200, "nearly"), 180, 200),
        (figure("at least 20", 20, "at_least"), 20, inf),
        (figure("up to 20", 20, "at_most"), 0, 20),
        (figure("10 to 15", 10, "range", high=15), 10, 15),
        (figure("dozens", 24, "dozens"), 24, 240),
    ],
)
def test_sum_takes_a_figure_as_it_is_written(told: Figure, low: float, high: float) -> None:
    found = plain(told)
    assert found.low == pytest.approx(low, rel=1e-3)
    assert found.high == pytest.approx(high, rel=1e-3)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        (figure("4,800 crowns", 4800), 4750, 4850),
        (figure("4,830 crowns", 4830), 4825, 4835),
        (figure("900 crowns", 900), 900, 900),
        (figure("60 percent", 60, unit="%"), 59, 61),
        (figure("60.5 percent", 60.5, unit="%"), 60.45, 60.55),
    ],
)
def test_product_takes_zeros_at_the_end_as_rounding(told: Figure, low: float, high: float) -> None:
    found = rough(told)
    assert found.low == pytest.approx(low, rel=1e-3)
    assert found.high == pytest.approx(high, rel=1e-3)


def test_roundings_that_only_touch_do_not_meet() -> None:
    parts = plain(figure("2.2 billion", 2.2e9)) + plain(figure("2.8 billion", 2.8e9))
    assert parts.meets(plain(figure("4.9 billion", 4.9e9)))
    assert not parts.meets(plain(figure("4.8 billion", 4.8e9)) + Leeway(0, 0.5e8))


def test_quotient_by_nothing_is_open() -> None:
    assert Leeway(1, 2).over(Leeway(0, 2)) == Leeway(0.5, inf)
