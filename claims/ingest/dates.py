"""Times as wires and pages write them: aware, within reason, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from claims.ingest.limits import EARLIEST_YEAR, LATEST_YEAR
from claims.ingest.types import BadStory

EXAMPLE = "2027-08-19T07:40:00Z"


def parse_time(value: str, *, field: str) -> datetime:
    """An ISO 8601 time with its zone, in UTC. Raises BadStory with what is wrong with it."""
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError:
        raise BadStory(f"{field} is no date; write it like {EXAMPLE}.", field=field) from None
    if time.tzinfo is None:
        raise BadStory(f"{field} has no time zone; write it like {EXAMPLE}.", field=field)
    if not EARLIEST_YEAR < time.year < LATEST_YEAR:  # strictly: the zone may still move it by a day
        raise BadStory(f"{field} lies outside {EARLIEST_YEAR} to {LATEST_YEAR}.", field=field)
    return time.astimezone(UTC)


def first_time(values: list[str]) -> datetime | None:
    """The first of `values` that is a whole time with its zone."""
    for value in values:
        try:
            return parse_time(value, field="date")
        except BadStory:
            continue
    return None


def day(value: str | None) -> datetime | None:
    """The first instant, in UTC, of a day written 2027-08-19."""
    return first_time([f"{value}T00:00:00Z"]) if value else None
