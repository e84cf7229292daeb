"""Which reports of one event belong to one toll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.tolls import measures, periods, subjects
from claims.tolls.lands import lands
from claims.tolls.types import Report, Role

FACTOR = 4.0  # sums and strengths further apart than this are hardly told of one thing
TWICE = 2.0  # a count since long ago and one without a date are of one toll when they lie so near
Key = tuple[object, ...]


def grouped(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports that stand on a timeline, those of one toll together: whoever is like one of them is.

    The order of `reports` changes nothing but the order of what comes back. Reports that tell the same are
    compared once.
    """
    land = lands(reports)
    told: dict[str, dict[Key, list[Report]]] = {}
    for report in reports:
        if report.reading.role in (Role.POINT, Role.NEW):
            of_land = told.setdefault(land.get(report.key, ""), {})
            of_land.setdefault(_key(report), []).append(report)
    return [group for of_land in told.values() for group in _together(of_land.values())]


def _together(told: Iterable[list[Report]]) -> list[list[Report]]:
    """Lists of reports that tell the same, those of one toll joined."""
    groups: list[list[list[Report]]] = []
    for same in told:
        near = [group for group in groups if any(alike(same[0], other[0]) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), same])
    return [[report for same in group for report in same] for group in groups]


def _key(report: Report) -> Key:
    reading = report.reading
    return reading.measure, unit(report), reading.subject, reading.period, reading.per, report.figure.low


def alike(one: Report, other: Report) -> bool:
    """Whether two figures are of one toll."""
    if unit(one) != unit(other) or one.reading.measure != other.reading.measure:
        return False
    if one.reading.measure in measures.OF_PEOPLE:
        return _of_one_stretch(one, other)
    if not subjects.alike(one.reading, other.reading) or not _within(one, other, FACTOR):
        return False
    return one.reading.measure != "money" or _of_one_time(one, other)


def unit(report: Report) -> str:
    """What a report counts in: people, whatever the noun, or its mended unit."""
    return "people" if report.reading.measure in (*measures.OF_PEOPLE, "troops") else (
        report.reading.unit or report.figure.unit
    )  # fmt: skip


def is_closed(report: Report) -> bool:
    """Of a period that is over or fixed, so that the hour of the report does not matter."""
    reading = report.reading
    is_fixed = reading.period not in ("", periods.TO_COME) and not reading.per
    return is_fixed and (reading.measure == "money" or periods.is_over(reading.period))


def yearly(report: Report) -> float:
    """What to multiply the figure with to get it for a year; 1 where it has no period."""
    if report.reading.per:
        return periods.A_YEAR.get(report.reading.per, 1.0)
    return 1 / (periods.years(report.reading.period) or 1.0)


def _of_one_time(one: Report, other: Report) -> bool:
    """Two rates, two sums of one period, two sums without; a total over years and a rate are of one level."""
    left, right = one.reading, other.reading
    if bool(left.per) != bool(right.per):
        total = right.period if left.per else left.period
        return periods.is_loose(total) and not (left.period and right.period)
    return periods.agree(left.period, right.period)


def _of_one_stretch(one: Report, other: Report) -> bool:
    """Two rates, two counts of one year that is over, two of the day, two since long ago."""
    left, right = one.reading, other.reading
    if bool(left.per) != bool(right.per) or not periods.of_one_year(left.period, right.period):
        return False
    return bool(left.per) or _is_long(one) == _is_long(other) or _within(one, other, TWICE)


def _within(one: Report, other: Report, factor: float) -> bool:
    low, high = sorted((one.figure.low * yearly(one), other.figure.low * yearly(other)))
    return high <= low * factor


def _is_long(report: Report) -> bool:
    return report.reading.period.startswith("since")
