"""Our own mistakes, reported to Sentry or what speaks its protocol, where SENTRY_DSN names one.

A report holds the kind of error, the calls that led to it with their places, and the id of the request or
task: no text, no form, no header, no cookie, no variable, no message of the error, no name of a person.
"""

from __future__ import annotations

from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.logging import LoggingIntegration

from claims.dispatch import current_request

KEPT = (
    "event_id", "timestamp", "platform", "level", "logger", "release", "environment", "server_name", "sdk",
    "transaction", "modules", "contexts",
)  # fmt: skip
CONTEXTS = ("runtime", "trace")
FRAME = ("filename", "abs_path", "function", "module", "lineno", "in_app")

Event = Any  # Sentry's own type is a dict of everything


def start() -> None:
    """Once in each process, before it works."""
    if settings.SENTRY_DSN:
        sentry_sdk.init(
            dsn=settings.SENTRY_DSN,
            before_send=scrubbed,
            before_breadcrumb=lambda crumb, hint: None,
            send_default_pii=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            traces_sample_rate=0,
            auto_session_tracking=False,
            send_client_reports=False,
            integrations=[LoggingIntegration(event_level=None)],  # errors that are raised, not what is logged
        )


def scrubbed(event: Event, hint: dict[str, Any]) -> Event:
    """Only what is known to hold no text; all else, new fields of a newer client too, is left out."""
    kept = {name: event[name] for name in KEPT if name in event}
    kept["contexts"] = {name: each for name, each in event.get("contexts", {}).items() if name in CONTEXTS}
    if values := event.get("exception", {}).get("values"):
        kept["exception"] = {"values": [_error(each) for each in values]}
    kept["tags"] = {"request": current_request.get()}
    return kept


def _error(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    told = [{name: frame[name] for name in FRAME if name in frame} for frame in frames]
    return {"type": value.get("type"), "module": value.get("module"), "stacktrace": {"frames": told}}
