"""A worker that is told to stop (SIGTERM) finishes its story, or hands it back before it is killed."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from threading import Timer
from typing import Any

from billiard import active_children
from celery.signals import worker_shutting_down
from django.conf import settings


@worker_shutting_down.connect
def hand_back_in_time(**_: Any) -> None:
    """In the parent: the children have a while to finish; then their stories go to somebody else."""
    patience = Timer(settings.FACTCHECK_HAND_BACK_SECONDS, tell_children)
    patience.daemon = True
    patience.start()


def tell_children() -> None:
    """SIGTERM raises SystemExit where a child is, which `workers.batches.read` answers with a hand-back."""
    for child in active_children():
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGTERM)
