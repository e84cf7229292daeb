"""The matcher's lock: events change under one hand at a time, the service's or a person's."""

from __future__ import annotations

from django.db import connection

ONE_AT_A_TIME = 0x5EC0_6A72  # the advisory lock: any number that nothing else uses


def is_alone() -> bool:
    """Whether this transaction is the one that may group now; never waits."""
    return bool(_asked("SELECT pg_try_advisory_xact_lock(%s)"))


def wait_for_turn() -> None:
    """Hold the matcher until this transaction ends; it is done with its stories within seconds."""
    _asked("SELECT pg_advisory_xact_lock(%s)")


def _asked(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, [ONE_AT_A_TIME])
        return cursor.fetchone()[0]
