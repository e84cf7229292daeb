"""R10: what a worker's processes hold while it reads."""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil

from claims.management.sampling import MIB, Sample, Samples
from claims.models import Article
from tests.faults.stories import ready
from tests.faults.worker import Worker
from tests.soak.figures import hold
from tests.workers.patience import until

CHILD, PARENT = 1536, 300  # MiB, at most
EVERY = 0.5  # seconds


def held_by(worker: Worker) -> dict[str, float]:
    """MiB resident of the parent and of the largest of its children: that which reads at the moment.

    Celery replaces a child after some hundred tasks; another one is beat.
    """
    try:
        parent = psutil.Process(worker.process.pid)
        children = [_resident(child) for child in parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return {}
    return {"parent": _resident(parent), "child": max(children, default=0.0)}


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / MIB
    except psutil.NoSuchProcess:
        return 0.0


def watched(worker: Worker, seconds: float, over: Callable[[], bool] | None = None) -> Samples:
    """Samples until all is read (or `over`)."""
    samples, began = Samples(), time.monotonic()
    done = over or (lambda: not Article.objects.unsettled().exists())
    next_look = began

    def look() -> bool:
        nonlocal next_look
        if time.monotonic() >= next_look:
            next_look = time.monotonic() + EVERY
            samples.rows.append(Sample(time.monotonic() - began, ready(), held_by(worker)))
            return done()
        return False

    until(look, "all is read", seconds)
    return samples


def most_of(samples: Samples) -> tuple[float, float]:
    """MiB: the most that the parent held, and the most of any child."""
    parent, child = (max(row.memory.get(name, 0.0) for row in samples.rows) for name in ("parent", "child"))
    return parent, child


def hold_bounds(samples: Samples) -> None:
    parent, child = most_of(samples)
    hold("R10", "a worker's child, resident", child, "MiB", at_most=CHILD)
    hold("R10", "the worker's parent, resident", parent, "MiB", at_most=PARENT)
