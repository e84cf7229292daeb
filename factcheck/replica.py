"""Pages that may lag are read from a copy of the database, where DATABASE_REPLICA_URL names one.

What readers see and the night report change seldom and are asked for often. The queue, claims and whatever is
about to be written always come from the first database, as do people and their sessions: somebody who was
switched off a second ago is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connections, models
from django.http import HttpRequest, HttpResponse

COPY, FIRST = "replica", "default"
MAY_LAG = frozenset({"check", "check_edition", "checks", "check_feed", "runs"})  # names of addresses
SAFE = frozenset({"GET", "HEAD"})

may_lag: ContextVar[bool] = ContextVar("may_lag", default=False)


class Lagging:
    """Middleware: says for the length of a request whether it may be answered from the copy."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = may_lag.set(False)
        try:
            return self.answer(request)
        finally:
            may_lag.reset(token)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        found = request.resolver_match
        may_lag.set(bool(found and found.url_name in MAY_LAG and request.method in SAFE))


class Router:
    """Reads of such a request from the copy, all else from the first database."""

    def db_for_read(self, model: type[models.Model], **_: Any) -> str:
        ours = model._meta.app_label == "claims" and model is not get_user_model()
        return COPY if ours and may_lag.get() and COPY in connections.databases else FIRST

    def db_for_write(self, model: type[models.Model], **_: Any) -> str:
        return FIRST

    def allow_relation(self, *_: Any, **__: Any) -> bool:
        return True  # they hold the same rows

    def allow_migrate(self, db: str, *_: Any, **__: Any) -> bool:
        return db == FIRST
