"""How many stories wait to be read, and what that means for those who bring more."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from claims.actions.wording import grouped
from claims.exceptions import Overloaded
from claims.models import Article

FRESH_SECONDS = 1.0  # that a count is good for: it costs some milliseconds
RETRY_SECONDS = 30  # after which a sender may try again
PAUSE_SECONDS = 1.0
QUIET_SECONDS = 60.0  # of waiting, between two reminders that somebody has to read what waits

_counted: dict[int, tuple[float, bool]] = {}  # limit -> when it was looked at, and whether it was reached


def is_full() -> bool:
    """Whether FACTCHECK_BACKLOG_LIMIT stories wait; known to the second, counted no further than that."""
    limit = settings.FACTCHECK_BACKLOG_LIMIT
    at, full = _counted.get(limit, (float("-inf"), False))
    if time.monotonic() - at > FRESH_SECONDS:
        full = Article.objects.unsettled().order_by()[:limit].count() >= limit
        _counted[limit] = time.monotonic(), full
    return full


def check_room() -> None:
    """Raises Overloaded where too many stories wait: the sender keeps its story and tries again later."""
    if is_full():
        limit = settings.FACTCHECK_BACKLOG_LIMIT
        raise Overloaded(
            _("%(number)s stories wait to be read. Nothing was stored; try again later.")
            % {"number": grouped(limit)},
            retry_after=RETRY_SECONDS,
        )


def wait_for_room(
    *,
    warn: Callable[[str], None],
    pause: Callable[[float], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Return as soon as there is room; `warn` is told at once, and again every minute, why nothing moves."""
    pause = pause or time.sleep
    told_at = float("-inf")
    while is_full():
        if clock() - told_at >= QUIET_SECONDS:
            told_at = clock()
            warn(
                f"{settings.FACTCHECK_BACKLOG_LIMIT:,} stories wait to be read; the rest comes in as workers"
                " get through them. Is one running? (make up)"
            )
        pause(PAUSE_SECONDS)
