"""R2: the broker is emptied, killed, frozen or refuses callers in the middle of a hundred stories."""

from __future__ import annotations

import pytest

from tests.faults.outages import EVERY_SUBMISSION
from tests.faults.riding_out import Night

STORIES = 100


@pytest.mark.timeout(300)
@pytest.mark.parametrize("fault", EVERY_SUBMISSION)
def test_stories_are_taken_in_and_read_all_the_same(night: Night, fault: str) -> None:
    night.ride_out(fault, STORIES)
