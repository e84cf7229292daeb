"""R2 in full: each outage of the broker in the middle of five hundred stories of five sentences."""

from __future__ import annotations

import pytest

from tests.faults.outages import OUTAGES
from tests.faults.riding_out import Night
from tests.soak.figures import share_of


@pytest.mark.parametrize("fault", OUTAGES)
def test_stories_are_taken_in_and_read_all_the_same(night: Night, fault: str) -> None:
    night.ride_out(fault, share_of(500, least=50))
