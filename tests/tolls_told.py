"""Tolls for tests: what three invented wires told of one night, as the plain values that the pages draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from claims.extraction.types import Figure, Span
from claims.tolls.types import Clash, Point, Reading, Report, Role, Step, Toll

EVENING = datetime(2026, 11, 22, 21, tzinfo=UTC)
_keys = count(1)


def figure(
    low: float, qualifier: str = "exact", high: float | None = None, *, unit: str = "people", of: str = ""
) -> Figure:
    return Figure(Span(0, 2), f"{low:g}", low, high, qualifier, unit, of)


def report(
    source: str, minutes: float, told: Figure, *, speaker: str = "", measure: str = "killed", **given: object
) -> Report:
    """`minutes` after nine in the evening; each report is of its own version unless told."""
    key = next(_keys)
    fields: dict[str, object] = {
        "key": key,
        "claim": key,
        "article": sum(map(ord, source)),
        "guid": f"urn:{source.lower()}",
        "version": key,
        "order": key,
        "source": source,
        "at": EVENING + timedelta(minutes=minutes),
        "sentence": f"{told.text} people were {measure}.",
        "figure": told,
        "reading": Reading(measure, Role.POINT),
        "speaker": speaker,
    }
    return Report(**fields | given)  # type: ignore[arg-type]  # the fields of a report


def toll(*reports: Report, clashes: Sequence[Clash] = (), steps: Sequence[Step] = ()) -> Toll:
    """The reports as points by time."""
    told = sorted(reports, key=lambda each: each.at)
    return Toll(told[0].reading.measure, "people", tuple(map(Point, told)), tuple(clashes), tuple(steps))


def ferry_night() -> Toll:
    """Three wires over eleven hours: bounds, a range, a correction, a conflict settled and one open."""
    north = [
        report("Northline", 52, figure(4, "at_least"), speaker="coast guard"),
        report("Northline", 125, figure(12, "at_least"), speaker="coast guard"),
        report("Northline", 280, figure(19), speaker="port authority"),
        report("Northline", 552, figure(17), speaker="coast guard"),
        report("Northline", 670, figure(17), speaker="coast guard"),
    ]
    press = [
        report("Meridian Press", 80, figure(10, "about"), speaker="witnesses"),
        report("Meridian Press", 210, figure(12, "range", 15), speaker="a rescuer"),
        report("Meridian Press", 355, figure(19), speaker="port authority"),
        report("Meridian Press", 620, figure(19), speaker="port authority"),
    ]
    wire = [
        report("Halyard Wire", 160, figure(9, "at_least"), speaker="rescue services"),
        report("Halyard Wire", 510, figure(15, "more_than"), speaker="rescue services"),
        report("Halyard Wire", 645, figure(17), speaker="coast guard"),
    ]
    clashes = (
        Clash(north[2], press[1], north[2].at, press[2].at, "Meridian Press told 19"),
        Clash(press[2], north[3], north[3].at),
    )
    steps = (
        Step("Northline", north[1].at, "rise", north[0], north[1]),
        Step("Northline", north[3].at, "correction", north[2], north[3]),
    )
    return toll(*north, *press, *wire, clashes=clashes, steps=steps)
