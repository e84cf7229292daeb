"""Places where a fault test may kill the process that reaches them."""

from __future__ import annotations

import os
import signal

from django.conf import settings


def crashpoint(name: str, subject: str = "") -> None:
    """Kill this process as a power cut would, if FACTCHECK_CRASH names this point.

    FACTCHECK_CRASH is `name`, or `name:subject` for one story only (its guid). Heeded with
    settings.DEBUG alone.
    """
    wanted = os.environ.get("FACTCHECK_CRASH")
    if wanted and wanted in (name, f"{name}:{subject}") and settings.DEBUG:
        os.kill(os.getpid(), signal.SIGKILL)
