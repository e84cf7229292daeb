"""Log records as lines of JSON: ids, counts and places in the code, never the text of a story."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from claims.dispatch import current_request

ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "data"}
LONGEST = 500  # characters of a message; whoever logs a text by mistake logs little of it


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message, request and whatever ids were given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:LONGEST],
        }
        if request := current_request.get():
            line["request"] = request
        line.update((key, value) for key, value in vars(record).items() if key not in ORDINARY)
        if record.exc_info and record.exc_info[1]:
            line.update(failure(record.exc_info[1]))
        return json.dumps(line, default=str, ensure_ascii=False)


def failure(error: BaseException) -> dict[str, Any]:
    """An error's kind, the start of its first line, and the calls that led to it."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "detail": str(error).partition("\n")[0][:120],
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }
