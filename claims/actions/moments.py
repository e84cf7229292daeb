"""Moments that people type in: within what a calendar of our time holds, and past where they have to be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from claims.actions.wording import lacking
from claims.words import said

FIRST = datetime(1990, 1, 1, tzinfo=UTC)
LAST = datetime(2100, 1, 1, tzinfo=UTC)
LEEWAY = timedelta(minutes=2)  # that a browser's clock may be ahead of ours
UNLIKELY = said("That date can’t be right; give it as year, month and day.")
TO_COME = said("That time is still to come; leave it empty for now.")


def past(at: datetime | None, field: str) -> datetime:
    """`at`, or now where it is not told. Raises Incomplete naming `field` for what is yet to come."""
    now = timezone.now()
    if at is None:
        return now
    if at > now + LEEWAY:
        raise lacking(field, TO_COME)
    return min(bounded(at, field) or now, now)


def bounded(at: datetime | None, field: str) -> datetime | None:
    """`at` as it is. Raises Incomplete for a year that nobody means."""
    if at is not None and not FIRST <= at <= LAST:
        raise lacking(field, UNLIKELY)
    return at
