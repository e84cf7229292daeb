"""Whether this process lives, and whether it can serve.

PostgreSQL and the broker are asked side by side, each in a thread with a connection of its own: a server that
takes connections and never answers is "down" after PATIENCE, and neither the answer nor the request's own
thread waits for it any longer. What there is to migrate is read from the disk beforehand: at the first
request of a busy machine that alone took longer than PATIENCE, and the database was said to be down.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import Thread
from time import monotonic

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE = 1.5  # seconds: whoever asks waits four (factcheck.probe)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when stories can be accepted. Without the broker they still can: that is "degraded"."""
    migrations()
    database, broker = in_time(database_state, broker_state)
    status = "unready" if database != "ok" else "ok" if broker == "ok" else "degraded"
    body = {"status": status, "database": database, "broker": broker}
    return JsonResponse(body, status=503 if status == "unready" else 200)


def in_time(*questions: Callable[[], str]) -> list[str]:
    """What each of them answers, and "down" for those that have not after PATIENCE."""
    answers = ["down"] * len(questions)

    def ask(place: int, question: Callable[[], str]) -> None:
        answers[place] = question()

    until = monotonic() + PATIENCE
    asked = [Thread(target=ask, args=each, daemon=True) for each in enumerate(questions)]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join(max(until - monotonic(), 0))
    return answers.copy()


@cache
def migrations() -> frozenset[tuple[str, str]]:
    """The (app, name) of each that this code comes with."""
    return frozenset(MigrationLoader(None).graph.nodes)


def database_state() -> str:
    """ "ok", "unmigrated" or "down", over a connection of this thread's own."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return "down"
    finally:
        connection.close()
    return "ok" if migrations() <= applied.keys() else "unmigrated"


def broker_state() -> str:
    """ "ok" or "down"."""
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_timeout=1, socket_connect_timeout=1
        ) as broker:
            broker.ping()
    except redis.RedisError:
        return "down"
    return "ok"
