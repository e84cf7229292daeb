"""Places where a fault test may kill the process that reaches them."""

from __future__ import annotations

import os
import signal

from django.conf import settings


def crashpoint(name: str, subject: str = "") -> None:
    """Kill this process as a power cut would, if FACTCHECK_CRASH names this point.

    FACTCHECK_CRASH lists points with commas, each `name`, or `name:subject` for one story only (its
    guid). Heeded with settings.DEBUG alone.
    """
    wanted = os.environ.get("FACTCHECK_CRASH", "").split(",")
    if settings.DEBUG and (name in wanted or f"{name}:{subject}" in wanted):
        os.kill(os.getpid(), signal.SIGKILL)
