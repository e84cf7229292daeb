"""Many people at one door: the same moment, each with a database connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(calls: Sequence[Callable[[], Any]], seconds: float = 60) -> list[Any]:
    """Make all calls at the same moment; what each returned or raised within `seconds`, in their order."""
    start = Barrier(len(calls))
    ends: list[Any] = [None] * len(calls)

    def run(number: int) -> None:
        try:
            start.wait(timeout=20)
            ends[number] = calls[number]()
        except Exception as error:  # noqa: BLE001  (the test looks at it)
            ends[number] = error
        finally:
            connection.close()

    crowd = [Thread(target=run, args=(number,)) for number in range(len(calls))]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(timeout=seconds)
    return ends
