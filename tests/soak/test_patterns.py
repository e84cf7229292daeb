"""S6 in full: each pattern on a megabyte of the text that is dearest for it, and what reads a whole story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.security.patterns import every_pattern
from tests.security.readers import READERS, told
from tests.security.timing import Ask, asks, dearest, seconds
from tests.soak.figures import hold, share_of, tell

MEGABYTE = 1_000_000
SECONDS, GROWTH = 1.0, 2.6
PROBE, MOST = 300, 3  # characters in which the dearest strings are looked for, and how many of them
LOTS = 8
LESS = {"figures": 200_000}  # characters for what takes seconds for a megabyte of nothing but figures
TRIES = 3  # of which the quickest counts
NOISE = 0.02  # seconds below which a ratio says nothing


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_megabyte_of_hostile_text_takes_less_than_a_second(lot: int) -> None:
    length = share_of(MEGABYTE, least=50_000)
    slowest, steepest, tried = (0.0, ""), (0.0, ""), every_pattern()[lot::LOTS]
    for where, pattern in tried:
        ask = asks(where, pattern)
        for make in dearest(where, pattern, PROBE, MOST):
            whole, ratio = measured(ask, make, length, SECONDS)
            slowest, steepest = max(slowest, (whole, where)), max(steepest, (ratio, where))
    tell("S6", "patterns tried", len(tried))
    hold("S6", f"slowest pattern on {length:,} hostile characters", slowest[0], "s", at_most=SECONDS)
    hold("S6", "time(2n)/time(n) of any pattern", steepest[0], at_most=GROWTH)


@pytest.mark.parametrize("reader", READERS)
def test_what_reads_a_story_is_linear(reader: str) -> None:
    length, slowest, steepest = share_of(LESS.get(reader, MEGABYTE), least=50_000), 0.0, 0.0
    for period in told(every=1):
        whole, ratio = measured(READERS[reader], partial(repeated, period), length)
        slowest, steepest = max(slowest, whole), max(steepest, ratio)
    tell("S6", f"{reader}: slowest on {length:,} hostile characters", slowest, "s")
    hold("S6", f"{reader}: time(2n)/time(n)", steepest, at_most=GROWTH)


def measured(
    ask: Ask, make: Callable[[int], Any], length: int, at_most: float = float("inf")
) -> tuple[float, float]:
    """Seconds for so much text, and by how much that is more than for half of it.

    Measured again where it is beyond a bound, since somebody else's work may have been in it.
    """
    best = (float("inf"), float("inf"))
    for _ in range(TRIES):
        half, whole = (seconds(ask, make(n)) for n in (length // 2, length))
        ratio = whole / half if whole > NOISE else 0.0
        best = min(best[0], whole), min(best[1], ratio)
        if best[0] <= at_most and best[1] <= GROWTH:
            break
    return best


def repeated(period: str, length: int) -> str:
    return period * (length // len(period)) + "!"
