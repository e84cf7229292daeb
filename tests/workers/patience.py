"""Waiting for something to become true, with a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

import pytest


def until(holds: Callable[[], object], what: str, seconds: float = 15) -> None:
    """Ask again and again until `holds()`; fail the test, saying `what`, when that takes too long."""
    end, pause = time.monotonic() + seconds, Event()
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"Waited {seconds:g} s until {what}.")
        pause.wait(0.02)
