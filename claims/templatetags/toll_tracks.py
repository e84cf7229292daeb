"""The lines of a toll chart: what each agency's figure was, from when to when. Plain functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.templatetags.toll_words import is_given_up
from claims.tolls.types import Clash, Point, Report, Toll


@dataclass(frozen=True, slots=True)
class Standing:
    """A point and until when its figure stood: the next one, its end, or None, to the edge of the drawing."""

    point: Point
    until: datetime | None
    is_last: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One line: an agency's figure, or that of one of its speakers where a story tells several.

    `agency` is its place among all agencies of the event, which decides shape, dash and colour.
    """

    name: str
    agency: int
    standings: tuple[Standing, ...]

    @property
    def points(self) -> list[Point]:
        return [each.point for each in self.standings]

    @property
    def last(self) -> Standing:
        return self.standings[-1]


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which agencies disagreed; conflicts that overlap share one. `until` None is open."""

    numbers: tuple[int, ...]
    clashes: tuple[Clash, ...]
    since: datetime
    until: datetime | None


def agencies(tolls: Iterable[Toll]) -> dict[str, int]:
    """Every agency with its place, by its first report, so that it looks the same in each drawing."""
    reports = sorted(
        (point.report for toll in tolls for point in toll.points),
        key=lambda report: (report.at, report.source, report.key),
    )
    return {name: place for place, name in enumerate(dict.fromkeys(report.source for report in reports))}


def tracks(toll: Toll, order: Mapping[str, int]) -> list[Track]:
    """The lines of a toll in the order of the agencies."""
    found = [
        Track(name, order.get(points[0].report.source, 0), tuple(_standings(points, toll)))
        for name, points in _by_name(toll.points).items()
    ]
    return sorted(found, key=lambda track: (track.agency, track.name))


def _by_name(points: Sequence[Point]) -> dict[str, list[Point]]:
    sources = {point.report.source for point in points}
    several = {source for source in sources if _tells_several(points, source)}
    named: dict[str, list[Point]] = {}
    for point in points:
        report = point.report
        by_speaker = report.source in several and report.speaker
        name = f"{report.source} ({report.speaker})" if by_speaker else report.source
        named.setdefault(name, []).append(point)
    return named


def _tells_several(points: Sequence[Point], source: str) -> bool:
    """Whether one version of this agency tells two figures of the measure."""
    versions = [(p.report.article, p.report.version) for p in points if p.report.source == source]
    return len(versions) > len(set(versions))


def _standings(points: Sequence[Point], toll: Toll) -> Iterator[Standing]:
    for point, after in zip(points, [*points[1:], None], strict=True):
        stops = [at for at in (_ended(point.report, toll), after and after.report.at) if at]
        yield Standing(point, min(stops, default=None), after is None)


def _ended(report: Report, toll: Toll) -> datetime | None:
    """When a figure ceased to stand without another in its place: killed or withdrawn."""
    withdrawn = [s.at for s in toll.steps if s.new is None and s.old.key == report.key]
    return min([at for at in (report.void_at, *withdrawn) if at], default=None)


def given_up(toll: Toll) -> list[tuple[datetime, Point]]:
    """Each figure that its agency took back or that fell with its story, and when."""
    by_key = {point.report.key: point for point in toll.points}
    taken = [(step.at, step.old.key) for step in toll.steps if is_given_up(step) and step.old.key in by_key]
    killed = [(p.report.void_at, p.report.key) for p in toll.points if p.report.void_at and not p.repeat]
    first: dict[int, datetime] = {}
    for at, key in sorted([*taken, *killed]):
        first.setdefault(key, at)
    return [(at, by_key[key]) for key, at in first.items()]


def windows(clashes: Sequence[Clash]) -> list[Window]:
    """When there was a conflict; those that overlap are one window with several numbers."""
    found: list[Window] = []
    for number, clash in sorted(enumerate(clashes, 1), key=lambda each: (each[1].since, each[0])):
        last = found[-1] if found else None
        if last and (last.until is None or clash.since < last.until):
            found[-1] = _joined(last, number, clash)
        else:
            found.append(Window((number,), (clash,), clash.since, clash.until))
    return found


def _joined(window: Window, number: int, clash: Clash) -> Window:
    is_open = window.until is None or clash.until is None
    until = None if is_open else max(filter(None, (window.until, clash.until)))
    return Window((*window.numbers, number), (*window.clashes, clash), window.since, until)


def stretches(standings: Sequence[Standing]) -> list[list[Standing]]:
    """Runs of figures without a gap between them, as they are drawn with one stroke."""
    runs: list[list[Standing]] = []
    for standing in standings:
        before = runs[-1][-1].until if runs else None
        if before is None or before < standing.point.report.at:
            runs.append([])
        runs[-1].append(standing)
    return runs
