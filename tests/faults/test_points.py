"""R1: killed at any of its points by kill -9, nothing is lost, comes twice or stays behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import Manage, StartWorker
from tests.faults.points import DOOR, POINTS, WORKER, Scene, kill_at_each


@pytest.mark.timeout(400)  # a worker that dies and one that goes on, for each point
@pytest.mark.parametrize("points", [tuple(DOOR), tuple(WORKER)], ids=["door", "worker"])
def test_killed_at_each_point_nothing_is_lost(
    points: tuple[str, ...], start_worker: StartWorker, manage: Manage, tmp_path: Path
) -> None:
    assert len(POINTS) >= 12
    kill_at_each(Scene(start_worker, manage, tmp_path), points)
