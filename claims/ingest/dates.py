"""Times as wires and pages write them: aware, within reason, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from claims.ingest.limits import EARLIEST_YEAR, LATEST_YEAR
from claims.ingest.types import BadStory

EXAMPLE = "2027-08-19T07:40:00Z"
_ZONE = r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})"
_BASIC = re.compile(
    rf"(?P<day>[0-9]{{8}})(?:T?(?P<time>[0-9]{{4}}|[0-9]{{6}}))?(?:[.,][0-9]+)?{_ZONE}?", re.IGNORECASE
)
_DAY_AND_ZONE = re.compile(rf"(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}", re.IGNORECASE)
_ODD_BLANKS = re.compile(r"(?<=[0-9T:])\s++(?=[Z+-])|(?<!\s)\s++(?=T)|(?<=T)\s++")


def parse_time(value: str, *, field: str) -> datetime:
    """An ISO 8601 time with its zone, in UTC. Raises BadStory with what is wrong with it."""
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError:
        raise BadStory(f"{field} is no date; write it like {EXAMPLE}.", field=field) from None
    if time.tzinfo is None:
        raise BadStory(f"{field} has no time zone; write it like {EXAMPLE}.", field=field)
    check_year(time.year, field=field)
    return time.astimezone(UTC)


def check_year(year: int, *, field: str) -> None:
    """Raises BadStory. The limits themselves are out: the zone may still move a time by a day."""
    if not EARLIEST_YEAR < year < LATEST_YEAR:
        raise BadStory(f"{field} lies outside {EARLIEST_YEAR} to {LATEST_YEAR}.", field=field)


class Stamp(NamedTuple):
    """A time as a wire wrote it, in UTC, and what had to be assumed about it, in words."""

    time: datetime
    repairs: tuple[str, ...] = ()


def wire_time(value: str, *, field: str) -> Stamp:
    """A time in any of the forms that the IPTC's formats allow. Raises BadStory.

    ISO 8601, extended or basic (`20270302T084000-0500`, `20270302`, `20270302000000+0100`); blanks in it do
    not count. A wire's time without a zone is taken for UTC, a day for its first instant; both are told.
    """
    written = _extended(_ODD_BLANKS.sub("", value.strip()).replace(" ", "T", 1))
    try:
        bare = datetime.fromisoformat(written).tzinfo is None
    except ValueError:
        raise BadStory(f"{field} is no date: {value.strip()[:40]}.", field=field) from None
    if not bare:
        return Stamp(parse_time(written, field=field))
    whole = written if "T" in written else f"{written}T00:00"
    return Stamp(parse_time(f"{whole}Z", field=field), (f"{field}: no time zone, taken for UTC",))


def _extended(written: str) -> str:
    """The forms that Python does not read by itself, in one that it does."""
    if basic := _BASIC.fullmatch(written):
        return f"{basic['day']}T{(basic['time'] or '').ljust(6, '0')}{basic['zone'] or ''}"
    if extended := _DAY_AND_ZONE.fullmatch(written):
        return f"{extended['day']}T00:00:00{extended['zone']}"
    return written


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
