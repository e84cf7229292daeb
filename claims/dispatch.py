"""How claims rings the bell for background work without importing the workers.

Tasks carry ids only and are sent after the commit; a broker that is down is logged, never raised: the
article row is the queue of record and `reconcile` finds whatever was not sent.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)

EXTRACT = "workers.extract"
MATCH = "workers.match"
RECONCILE = "workers.reconcile"
WATCH = "workers.watch"
EMBARGO = "workers.pass_embargoes"
SEAL = "workers.seal"
LIKEN = "workers.liken"
LIKEN_CLAIM = "workers.liken_claim"
NOTIFY = "workers.notify"
WEIGH = "workers.weigh"
AGE = "workers.age"
SNAPSHOT = "workers.copy_page"
TASKS = {  # task name -> queue
    EXTRACT: "extract",
    MATCH: "match",
    RECONCILE: "ingest",
    WATCH: "ingest",
    EMBARGO: "ingest",
    SEAL: "ingest",
    LIKEN: "extract",
    LIKEN_CLAIM: "extract",
    NOTIFY: "notify",
    WEIGH: "ingest",
    AGE: "ingest",
    SNAPSHOT: "notify",
}
EVERY = 1.0  # seconds between two bells for one task in a batch
PATIENCE = 0.5  # seconds that whoever rings waits for the broker
SILENCE = 1.0  # seconds in which nobody rings at a broker that hung
current_request: ContextVar[str] = ContextVar(
    "current_request", default=""
)  # the web request or task at work


@dataclass
class Bells:
    """What a batch has rung: each task once in EVERY seconds, since a worker goes on while stories wait."""

    rung_at: dict[str, float] = field(default_factory=dict)
    owed: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def due(self, task: str, ids: tuple[int, ...]) -> bool:
        """Whether to ring now; what is not rung is owed."""
        if time.monotonic() - self.rung_at.get(task, float("-inf")) < EVERY:
            self.owed[task] = ids
            return False
        self.rung_at[task] = time.monotonic()
        self.owed.pop(task, None)
        return True


_batch: ContextVar[Bells | None] = ContextVar("batch", default=None)


def after_commit(task: str, *ids: int) -> None:
    """Send `task` with `ids` once the current transaction has committed."""

    def send() -> None:
        bells = _batch.get()
        if bells is None or bells.due(task, ids):
            ringer.ring(task, *ids)

    transaction.on_commit(send, robust=True)


class Ringer:
    """Rings from a thread of its own: a broker that hangs holds nobody up for longer than PATIENCE.

    What it keeps from being sent, `reconcile` rings for.
    """

    def __init__(self) -> None:
        self._silent_until = float("-inf")

    def ring(self, task: str, *ids: Any) -> None:
        """Raises as `ring` does; a broker that does not answer is logged."""
        if time.monotonic() < self._silent_until:
            return
        call = _thread_of(os.getpid()).submit(lambda: ring(task, *ids))
        try:
            call.result(timeout=PATIENCE)
        except TimeoutError:
            call.cancel()  # where it has not begun
            self._silent_until = time.monotonic() + SILENCE
            log.warning("the broker does not answer; %s waits in the database", task)


ringer = Ringer()


@cache
def _thread_of(pid: int) -> ThreadPoolExecutor:
    """A process's own: threads do not come along in a fork."""
    return ThreadPoolExecutor(1, thread_name_prefix="bell")


@contextmanager
def few_bells() -> Iterator[None]:
    """While many stories come in one after the other, ring now and then only, and at the end.

    Ten thousand messages would say no more than one does, and the broker would have to hold them all.
    """
    bells = Bells()
    token = _batch.set(bells)
    try:
        yield
    finally:
        _batch.reset(token)
        for task, ids in bells.owed.items():
            after_commit(task, *ids)


def ring(task: str, *ids: Any) -> None:
    """Send `task` now. Raises what the broker client raises when it cannot be reached."""
    current_app.send_task(task, args=ids, queue=TASKS[task], ignore_result=True)


def unanswered(task: str) -> int:
    """How many messages lie in `task`'s queue that no worker has fetched; raises as `ring` does."""
    with current_app.connection_for_write() as broker:
        declared = broker.default_channel.queue_declare(TASKS[task], durable=True)
        return int(declared.message_count)
