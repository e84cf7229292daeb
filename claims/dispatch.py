"""How claims rings the bell for background work without importing the workers.

Tasks carry ids only and are sent after the commit; a broker that is down is logged, never raised: the
article row is the queue of record and `reconcile` finds whatever was not sent.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from celery import current_app
from django.db import transaction

EXTRACT = "workers.extract"
RECONCILE = "workers.reconcile"
TASKS = {EXTRACT: "extract", RECONCILE: "ingest"}  # task name -> queue
current_request: ContextVar[str] = ContextVar(
    "current_request", default=""
)  # the web request or task at work


def after_commit(task: str, *ids: int) -> None:
    """Send `task` with `ids` once the current transaction has committed."""

    def send() -> None:
        ring(task, *ids)

    transaction.on_commit(send, robust=True)


def ring(task: str, *ids: Any) -> None:
    """Send `task` now. Raises what the broker client raises when it cannot be reached."""
    current_app.send_task(task, args=ids, queue=TASKS[task], ignore_result=True)


def unanswered(task: str) -> int:
    """How many messages lie in `task`'s queue that no worker has fetched; raises as `ring` does."""
    with current_app.connection_for_write() as broker:
        declared = broker.default_channel.queue_declare(TASKS[task], durable=True)
        return int(declared.message_count)
