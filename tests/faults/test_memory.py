"""R10: a worker stays within its memory over five hundred stories; `make soak` reads ten thousand."""

from __future__ import annotations

import pytest

from tests.faults.conftest import StartWorker
from tests.faults.memory import hold_bounds, watched
from tests.faults.stories import accept, check_all_is_well, text_of

STORIES = 500


@pytest.mark.timeout(300)
def test_a_worker_stays_within_its_memory(start_worker: StartWorker) -> None:
    for number in range(STORIES):
        accept(f"story-{number}", text_of(number, paragraphs=2))
    hold_bounds(watched(start_worker(), 240))
    check_all_is_well(STORIES)
