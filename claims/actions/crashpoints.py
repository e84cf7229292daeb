"""Places where a fault test may kill the process that reaches them."""

from __future__ import annotations

import os
import signal
from typing import Any

from celery.signals import before_task_publish
from django.conf import settings


def crashpoint(name: str, subject: str = "") -> None:
    """Kill this process as a power cut would, if FACTCHECK_CRASH names this point.

    FACTCHECK_CRASH lists points with commas, each `name`, or `name:subject` for one story only (its
    guid), one task or one line of a batch. Heeded with settings.DEBUG alone.
    """
    wanted = os.environ.get("FACTCHECK_CRASH", "").split(",")
    if settings.DEBUG and (name in wanted or f"{name}:{subject}" in wanted):
        os.kill(os.getpid(), signal.SIGKILL)


def before_ringing(sender: str = "", **_: Any) -> None:
    """All is committed, and the message with the task's name is about to be sent."""
    crashpoint("publishing", sender)


before_task_publish.connect(before_ringing)
