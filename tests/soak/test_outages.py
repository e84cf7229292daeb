"""R2 in full: each outage of the broker in the middle of five hundred stories of five sentences.

A broker that froze is what has left workers there that asked for nothing any more: ten times on one worker.
"""

from __future__ import annotations

import pytest

from tests.faults.outages import OUTAGES
from tests.faults.riding_out import Night
from tests.soak.figures import share_of


@pytest.mark.parametrize("fault", OUTAGES)
def test_stories_are_taken_in_and_read_all_the_same(night: Night, fault: str) -> None:
    night.ride_out(fault, share_of(500, least=50))


def test_a_broker_that_freezes_again_and_again(night: Night) -> None:
    night.ride_out_each("frozen", times=share_of(10, least=3), stories=20)
