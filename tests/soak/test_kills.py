"""R1 in full: kill -9 at every point, five rounds of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import Manage, StartWorker
from tests.faults.points import POINTS, Scene, kill_at_each
from tests.soak.figures import share_of


@pytest.mark.parametrize("point", POINTS)
def test_killed_there_nothing_is_lost(
    start_worker: StartWorker, manage: Manage, tmp_path: Path, point: str
) -> None:
    kill_at_each(Scene(start_worker, manage, tmp_path), (point,), rounds=share_of(5))
