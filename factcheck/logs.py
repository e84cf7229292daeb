"""Log records as lines of JSON: ids, counts and places in the code, never the text of a story or a secret."""

from __future__ import annotations

import json
import logging
import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import redis
from celery import current_task
from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError
from kombu.exceptions import KombuError

from claims.dispatch import current_request
from claims.exceptions import LeaseLost

ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "data"}
LONGEST = 500  # characters of a message; whoever logs a text by mistake logs little of it
HIDDEN = "[secret]"
SHORTEST_SECRET = 6  # a shorter one would hide ordinary words
SECRET_NAMES = ("KEY", "SECRET", "PASSWORD", "TOKEN")  # how variables end that hold one
# Whose first line tells of servers, files and constraints. That of any other error may quote what was read.
TELLING = (OSError, OperationalError, InterfaceError, IntegrityError, redis.RedisError, KombuError, LeaseLost)


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message, request or task, and whatever ids came as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:LONGEST],
        }
        if at_work := current_request.get():
            line["task" if current_task else "request"] = at_work
        line.update((key, value) for key, value in vars(record).items() if key not in ORDINARY)
        if record.exc_info and record.exc_info[1]:
            line.update(failure(record.exc_info[1]))
        return without_secrets(json.dumps(line, default=str, ensure_ascii=False))


def failure(error: BaseException) -> dict[str, Any]:
    """An error's kind, the calls that led to it, and its first line where that cannot quote a story."""
    frames = traceback.extract_tb(error.__traceback__)
    detail = str(error).partition("\n")[0][:120] if isinstance(error, TELLING) else ""
    return {
        "error": type(error).__name__,
        "detail": detail,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


def without_secrets(line: str) -> str:
    """The line, with the site's own keys and passwords taken out, wherever they came from."""
    for secret in secrets():
        line = line.replace(secret, HIDDEN)
    return line


@cache
def secrets() -> tuple[str, ...]:
    """What nobody may read in a log, the longest first."""
    found = {each for each in _secrets() if each and len(each) >= SHORTEST_SECRET}
    return tuple(sorted(found, key=len, reverse=True))


def _secrets() -> Iterator[str | None]:
    yield from (value for name, value in os.environ.items() if name.endswith(SECRET_NAMES))
    yield settings.SECRET_KEY
    yield settings.METRICS_TOKEN
    yield settings.EMAIL_HOST_PASSWORD
    for database in settings.DATABASES.values():
        yield database.get("PASSWORD")
    broker, reports = urlsplit(settings.CELERY_BROKER_URL), urlsplit(settings.SENTRY_DSN)
    yield from (broker.password, unquote(broker.password or ""), reports.username)
