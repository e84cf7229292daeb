"""The worker's sign of life in PostgreSQL, from a thread of its main process with its own connection.

The broker cannot say which workers hang: one whose row grows old is to be looked at, whatever it answers.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import cache
from threading import Event, Thread
from typing import Any

from celery.signals import worker_ready, worker_shutdown
from django.db import DatabaseError, connection
from django.db.models.functions import Now

from claims.models import Worker
from workers import loading
from workers.model import manifest
from workers.model.config import ModelError, ReleaseConfig

log = logging.getLogger(__name__)

EVERY = 15.0  # seconds between two signs
FORGOTTEN = timedelta(days=7)  # after which nobody looks for a worker that never came back

_ended = Event()


@worker_ready.connect
def begin(sender: Any, **_: Any) -> None:
    """Once the worker takes tasks."""
    consumer = sender.task_consumer
    queues = ",".join(sorted(queue.name for queue in consumer.queues)) if consumer else ""
    _ended.clear()
    Thread(target=tell_until_the_end, args=(str(sender.hostname), queues), name="alive", daemon=True).start()


@worker_shutdown.connect
def end(sender: Any, **_: Any) -> None:
    """A worker that ends in order leaves no row."""
    _ended.set()
    try:
        Worker.objects.filter(name=str(sender.hostname)).delete()
    except DatabaseError as away:
        log.warning("sign of life not removed: %s", type(away).__name__)


def tell_until_the_end(name: str, queues: str) -> None:
    try:
        begun = False
        while not begun or not _ended.wait(EVERY):
            tell(name, queues, is_first=not begun)
            begun = True
    finally:
        connection.close()


def tell(name: str, queues: str, *, is_first: bool = False) -> None:
    """Write that the worker lives. A database that is away for a moment is tried again."""
    signs = {"queues": queues, "model": model(), "at": Now()} | ({"started_at": Now()} if is_first else {})
    try:
        Worker.objects.update_or_create(name=name, defaults=signs)
        if is_first:
            Worker.objects.filter(at__lt=Now() - FORGOTTEN).delete()
    except DatabaseError as away:
        log.warning("sign of life not written: %s", type(away).__name__)
        connection.close()


@cache
def model() -> str:
    """The version that this worker's children read with; "" where there is none."""
    try:
        folder = loading.folder()
        return manifest.version(ReleaseConfig.load(folder / "config.json").name, manifest.check(folder))
    except (ModelError, OSError):
        return ""
