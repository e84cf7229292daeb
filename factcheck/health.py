"""Whether this process lives, and whether it can serve."""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when stories can be accepted. Without the broker they still can: that is "degraded"."""
    database, broker = database_state(), broker_state()
    status = "unready" if database != "ok" else "ok" if broker == "ok" else "degraded"
    body = {"status": status, "database": database, "broker": broker}
    return JsonResponse(body, status=503 if status == "unready" else 200)


def database_state() -> str:
    """ "ok", "unmigrated" or "down"."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "down"
    return "unmigrated" if behind else "ok"


def broker_state() -> str:
    """ "ok" or "down", after a second at most."""
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_timeout=1, socket_connect_timeout=1
        ) as broker:
            broker.ping()
    except redis.RedisError:
        return "down"
    return "ok"
