"""S6 in full: each pattern on a megabyte of the text that is dearest for it, and what reads a whole story."""

from __future__ import annotations

import pytest

from tests.security.patterns import every_pattern
from tests.security.readers import READERS, told
from tests.security.timing import asks, dearest, seconds
from tests.soak.figures import hold, share_of, tell

MEGABYTE = 1_000_000
SECONDS, GROWTH = 1.0, 2.6
PROBE, MOST = 300, 3  # characters in which the dearest strings are looked for, and how many of them
LOTS = 8
NOISE = 0.02  # seconds below which a ratio says nothing


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_megabyte_of_hostile_text_takes_less_than_a_second(lot: int) -> None:
    length = share_of(MEGABYTE, least=50_000)
    slowest, steepest, tried = (0.0, ""), (0.0, ""), every_pattern()[lot::LOTS]
    for where, pattern in tried:
        ask = asks(where, pattern)
        for make in dearest(where, pattern, PROBE, MOST):
            half, whole = (seconds(ask, make(n), 2) for n in (length // 2, length))
            slowest = max(slowest, (whole, where))
            steepest = max(steepest, (whole / half if whole > NOISE else 0.0, where))
    tell("S6", "patterns tried", len(tried))
    hold("S6", f"slowest pattern on {length:,} hostile characters", slowest[0], "s", at_most=SECONDS)
    hold("S6", "time(2n)/time(n) of any pattern", steepest[0], at_most=GROWTH)


@pytest.mark.parametrize("reader", READERS)
def test_what_reads_a_story_is_linear(reader: str) -> None:
    length, ask = share_of(MEGABYTE, least=50_000), READERS[reader]
    slowest = steepest = 0.0
    for period in told(every=1):
        half, whole = (seconds(ask, period * (n // len(period)) + "!") for n in (length // 2, length))
        slowest, steepest = max(slowest, whole), max(steepest, whole / half if whole > NOISE else 0.0)
    tell("S6", f"{reader}: slowest on {length:,} hostile characters", slowest, "s")
    hold("S6", f"{reader}: time(2n)/time(n)", steepest, at_most=GROWTH)
