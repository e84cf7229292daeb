"""Keeps leases alive while stories are read, from a thread with a database connection of its own."""

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
def kept_alive(*leases: Lease) -> Iterator[set[Lease]]:
    """Renew `leases` every FACTCHECK_RENEW_SECONDS for as long as the block runs.

    Yields those that are renewed; whoever settles a story takes its lease out first.
    """
    done, held = Event(), set(leases)
    beat = Thread(target=_renew_until, args=(done, held), name="heartbeat", daemon=True)
    beat.start()
    try:
        yield held
    finally:
        done.set()
        beat.join()


def _renew_until(done: Event, held: set[Lease]) -> None:
    try:
        while held and not done.wait(settings.FACTCHECK_RENEW_SECONDS):
            for lease in tuple(held):
                if lease in held:
                    _renew(lease, held)
    finally:
        connection.close()


def _renew(lease: Lease, held: set[Lease]) -> None:
    """A database that is away for a moment is tried again; a lost lease is let go, for the fence holds."""
    try:
        leasing.renew(lease=lease)
    except LeaseLost:
        if lease in held:
            log.warning("lease lost", extra={"article": lease.article_id})
        held.discard(lease)
    except DatabaseError as away:
        log.warning("lease not renewed: %s", away, extra={"article": lease.article_id})
        connection.close()
