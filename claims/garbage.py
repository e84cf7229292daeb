"""How often a process of workers looks for garbage."""

from __future__ import annotations

import gc

ALLOCATED = (
    50_000  # objects more than were freed, after which the youngest are looked through; Python's is 700
)


def collect_seldom() -> None:
    """Leave out what stands for the life of the process, and look at what is new a good deal less often.

    Comparing a batch of stories keeps some 100,000 objects until it is done: looking through them again and
    again took an eighth of its time (`manage.py bench_match`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATED, 20, 20)
