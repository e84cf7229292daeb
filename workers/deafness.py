"""A worker that no longer hears its bell ends, so that its supervisor starts it again.

A broker that goes away and comes back may leave a worker there that runs, tells PostgreSQL that it lives, and
asks for no message (fact F7 and what it quotes, factcheck/README.md). From inside only one thing shows that:
messages lie in its queues, a new connection to the broker is answered, and yet no task begins.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from celery import current_app
from celery.signals import worker_ready, worker_shutdown
from celery.worker import state
from django.conf import settings
from kombu.exceptions import OperationalError
from redis import RedisError

log = logging.getLogger(__name__)

EVERY = 15.0  # seconds between two looks
QUIET = 45.0  # seconds for which a worker with nothing in hand leaves messages where they are, at most

_ended = Event()


@dataclass
class Ear:
    """What was heard so far: `begun` tasks by the last look, and since when messages are left lying."""

    begun: int = 0
    deaf_since: float | None = None

    def is_deaf(self, *, now: float, begun: int, in_hand: int, waiting: int) -> bool:
        """Whether too long has passed. A worker that is busy may be so for as long as one task may take."""
        if begun != self.begun or not waiting:
            self.begun, self.deaf_since = begun, None
            return False
        if self.deaf_since is None:
            self.deaf_since = now
        patience = QUIET + (settings.CELERY_TASK_TIME_LIMIT if in_hand else 0)
        return now - self.deaf_since >= patience


@worker_ready.connect
def begin(sender: Any, **_: Any) -> None:
    """Once the worker takes tasks."""
    _ended.clear()
    queues = sorted(queue.name for queue in sender.task_consumer.queues)
    Thread(target=listen_until_the_end, args=(queues,), name="deafness", daemon=True).start()


@worker_shutdown.connect
def end(**_: Any) -> None:
    _ended.set()


def listen_until_the_end(queues: list[str]) -> None:
    ear = Ear()
    while not _ended.wait(EVERY):
        lying = waiting(queues)
        begun, in_hand = state.all_total_count[0], len(state.reserved_requests)
        if ear.is_deaf(now=time.monotonic(), begun=begun, in_hand=in_hand, waiting=lying):
            log.critical("the broker answers, %s messages wait, and no task begins: this worker ends", lying)
            os._exit(1)


def waiting(queues: list[str]) -> int:
    """Messages that nobody has fetched, asked on a new connection; 0 while the broker is away itself."""
    try:
        with current_app.connection_for_read() as broker:
            channel = broker.default_channel
            return sum(channel.queue_declare(queue, durable=True).message_count for queue in queues)
    except (OperationalError, RedisError, OSError):
        return 0
