"""Keeps a lease alive while a story is read, from a thread with a database connection of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, connection

from claims.actions import leasing
from claims.actions.leasing import Lease
from claims.exceptions import LeaseLost

log = logging.getLogger(__name__)


@contextmanager
def kept_alive(lease: Lease) -> Iterator[None]:
    """Renew `lease` every FACTCHECK_RENEW_SECONDS for as long as the block runs."""
    done = Event()
    beat = Thread(target=_renew_until, args=(done, lease), name="heartbeat", daemon=True)
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()


def _renew_until(done: Event, lease: Lease) -> None:
    """A database that is away for a moment is tried again; a lost lease ends it, for the fence holds."""
    try:
        while not done.wait(settings.FACTCHECK_RENEW_SECONDS):
            try:
                leasing.renew(lease=lease)
            except DatabaseError as away:
                log.warning("lease not renewed: %s", away, extra={"article": lease.article_id})
                connection.close()
    except LeaseLost:
        log.warning("lease lost", extra={"article": lease.article_id})
    finally:
        connection.close()
