"""The tolls of one event: its points by time, what contradicts what, what changed, and what is told now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from claims.tolls import claimants, tellers
from claims.tolls.bounds import ABOUT
from claims.tolls.clashes import clashes, contradict
from claims.tolls.groups import grouped, is_closed, unit
from claims.tolls.rates import Scale, scale
from claims.tolls.steps import steps
from claims.tolls.types import Latest, Point, Report, Role, Toll


def tolls(reports: Sequence[Report], about: float = ABOUT) -> list[Toll]:
    """The tolls of the event that `reports` tell of, by the time of their first point.

    The order of `reports` changes nothing. `about` is the share by which a rounded figure may miss.
    """
    by_time = _with_relays(sorted(reports, key=_when))
    groups = [sorted(group, key=_when) for group in grouped(by_time)]
    return [_toll(group, about) for group in sorted(groups, key=lambda group: _when(group[0]))]


def _toll(reports: Sequence[Report], about: float) -> Toll:
    level = scale(reports, about)
    points = _points(reports, level)
    fullest = max(reports, key=lambda report: (bool(report.reading.period), len(report.reading.subject)))
    return Toll(
        measure=reports[0].reading.measure,
        unit=unit(reports[0]),
        points=points,
        clashes=clashes(reports, level),
        steps=steps(reports, level),
        latest=_latest(points, level),
        subject=reports[0].reading.subject,
        period=fullest.reading.period if is_closed(fullest) and not level.per else "",
        per=level.per,
    )


def _when(report: Report) -> tuple[object, ...]:
    return report.at, report.guid, report.order, report.figure.span.start, report.key


def _with_relays(reports: Sequence[Report]) -> list[Report]:
    """A report of another agency's word rests on that agency's story, and falls with it."""
    found: list[Report] = []
    for report in reports:
        rests_on = _relayed(report, found)
        if rests_on is None:
            found.append(report)
        else:
            name = report.relays or f"{rests_on.guid}@{rests_on.version}"
            found.append(replace(report, relays=name, void_at=report.void_at or rests_on.void_at))
    return found


def _relayed(report: Report, before: Sequence[Report]) -> Report | None:
    """What it says it rests on, or the latest report with its figure of the agency that it names."""
    for other in reversed(before):
        if other.reading.measure != report.reading.measure or not tellers.same_figure(report, other):
            continue
        if report.relays == f"{other.guid}@{other.version}" if report.relays else _names(report, other):
            return other
    return None


def _names(report: Report, other: Report) -> bool:
    if report.source == other.source:
        return False
    return any(claimants.is_named(other.source, name) for name in (report.via, report.speaker))


def _points(reports: Sequence[Report], level: Scale) -> tuple[Point, ...]:
    points: list[Point] = []
    for report in reports:
        normalised = level.normalised(report)
        if report.reading.role is Role.NEW:
            normalised = _added(report, points, reports)
        points.append(Point(report, normalised, repeat=_is_repeat(report, reports)))
    return tuple(points)


def _is_repeat(report: Report, reports: Sequence[Report]) -> bool:
    return any(
        other.article == report.article and other.order < report.order and tellers.same_figure(other, report)
        for other in reports
    )


def _added(report: Report, before: Sequence[Point], reports: Sequence[Report]) -> float | None:
    """What stands once "12 more" are added; None where its own version tells the sum or nothing stood before.

    Another agency's additions may be the same twelve, and are left out.
    """
    if any(_same_version(report, other) and other.reading.role is Role.POINT for other in reports):
        return None
    standing = [
        point for point in before
        if not point.void and not _same_version(report, point.report)
        and (point.report.reading.role is Role.POINT or point.report.source == report.source)
    ]  # fmt: skip
    return _standing(standing[-1]) + report.figure.low if standing else None


def _standing(point: Point) -> float:
    return point.report.figure.low if point.normalised is None else point.normalised


def _same_version(one: Report, other: Report) -> bool:
    return (one.article, one.version) == (other.article, other.version)


def _latest(points: Sequence[Point], level: Scale) -> Latest | None:
    """The last live point; the span of those of its moment where they cannot all be true."""
    live = [point for point in points if not point.void and _tells_whole(point, points)]
    if not live:
        return None
    moment = [point for point in live if point.report.at == live[-1].report.at]
    if _are_disputed(moment, level):
        return _span(moment, level)
    last = next(point for point in live if _same_version(point.report, live[-1].report))
    figure, is_changed = last.report.figure, last.normalised is not None
    return Latest(
        low=_standing(last),
        high=None if figure.high is None else figure.high * level.factor(last.report),
        qualifier="about" if is_changed and level.per and figure.qualifier == "exact" else figure.qualifier,
        per=level.per,
        source=last.report.source,
        normalised=is_changed,
    )


def _tells_whole(point: Point, points: Sequence[Point]) -> bool:
    """An addition counts where it could be added, or where nothing else is told."""
    is_addition = point.report.reading.role is Role.NEW
    return not is_addition or point.normalised is not None or len(points) == 1


def _are_disputed(moment: Sequence[Point], level: Scale) -> bool:
    told = [point.report for point in moment if point.report.reading.role is Role.POINT]
    return any(contradict(one, other, level) for one, other in combinations(told, 2))


def _span(moment: Sequence[Point], level: Scale) -> Latest:
    highs = [
        (point.report.figure.high or point.report.figure.low) * level.factor(point.report) for point in moment
    ]
    last = moment[-1].report
    return Latest(min(map(_standing, moment)), max(highs), "disputed", level.per, last.source)
