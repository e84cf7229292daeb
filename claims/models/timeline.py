"""An event's tolls as commands and the API tell them: plain values, one object a measure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from claims.models.reports import reports_of
from claims.tolls import tolls
from claims.tolls.types import Clash, Latest, Point, Report, Toll

if TYPE_CHECKING:
    from collections.abc import Collection

    from claims.models.user import User


def tolls_of(event_ids: Collection[int], person: User | None = None) -> dict[int, list[Toll]]:
    """The tolls of several events by their numbers, made of what `person` may see; of all for nobody."""
    return {pk: tolls(told) for pk, told in reports_of(event_ids, person).items()}


def toll_record(toll: Toll) -> dict[str, Any]:
    """One measure over time: points by time, conflicts that were ever raised, and what is told now."""
    return {
        "measure": toll.measure,
        "unit": toll.unit,
        "points": [point_record(point) for point in toll.points],
        "conflicts": [clash_record(clash) for clash in toll.clashes],
        "latest": latest_record(toll.latest),
    }


def point_record(point: Point) -> dict[str, Any]:
    """`normalised` is the value in the period of the others, null where it is told in that period."""
    report = point.report
    return {
        "guid": report.guid,
        "version": report.version,
        "source": report.source,
        "speaker": report.speaker or None,
        "at": moment(report.at),
        "low": report.figure.low,
        "high": report.figure.high,
        "qualifier": report.figure.qualifier,
        "per": report.reading.per or report.figure.per,
        "period": report.reading.period or None,
        "normalised": point.normalised,
        "relays": report.relays or None,
        "repeat": point.repeat,
        "void": point.void,
        "claim": report.claim,
    }


def clash_record(clash: Clash) -> dict[str, Any]:
    """`a` was told before `b`; a claim keeps its number from version to version, hence the rest."""
    sides = (clash.one, clash.other)
    return {
        "a": clash.one.claim,
        "b": clash.other.claim,
        "since": moment(clash.since),
        "until": moment(clash.until) if clash.until else None,
        "settled": clash.settled or None,
        "told_in": [_told_in(side) for side in sides],
        "figures": [side.figure.low for side in sides],
        "speakers": [side.speaker or None for side in sides],
    }


def latest_record(latest: Latest | None) -> dict[str, Any] | None:
    """None where every report is void."""
    if latest is None:
        return None
    return {
        "low": latest.low,
        "high": latest.high,
        "qualifier": latest.qualifier,
        "per": latest.per,
        "normalised": latest.normalised,
        "source": latest.source,
    }


def moment(at: datetime) -> str:
    """In UTC, as files of the wire write it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _told_in(report: Report) -> str:
    return f"{report.guid}@{report.version}"
