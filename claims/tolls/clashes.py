"""Which reports of one toll cannot both be true, since when, and what ended it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from claims.tolls import measures, subjects, tellers
from claims.tolls.bounds import HOUR
from claims.tolls.groups import is_closed
from claims.tolls.rates import Scale
from claims.tolls.types import Clash, Report, Role

End = tuple[datetime, str]
Pair = frozenset[tuple[object, ...]]


def clashes(reports: Sequence[Report], scale: Scale) -> tuple[Clash, ...]:
    """Every contradiction among the reports of a toll, once for each pair of figures and claimants.

    `reports` by time; a clash is raised for the first versions that told its figures.
    """
    raised: dict[Pair, list[Clash]] = {}
    told = [each for each in reports if each.reading.role is Role.POINT]
    points = [each for each in told if not _is_one_of_several(each, told)]
    ends = Ends(points)
    for one, other in _at_one_time(points):
        if not contradict(one, other, scale) or not _stands(one, other, ends):
            continue
        clash = Clash(one, other, since=other.at)
        before = raised.setdefault(frozenset({tellers.figure(one), tellers.figure(other)}), [])
        if not any(_is_same(clash, each) for each in before):
            before.append(_ended(clash, ends))
    return tuple(sorted((each for found in raised.values() for each in found), key=_when))


class Ends:
    """What ended the reports of a toll: another figure told instead, or the kill of the story."""

    def __init__(self, points: Sequence[Report]) -> None:
        self._own: dict[int, list[Report]] = {}
        self._known: dict[int, list[End]] = {}
        for point in points:
            self._own.setdefault(point.article, []).append(point)

    def of(self, report: Report) -> list[End]:
        """When it ended, and by what; [] while it is told."""
        if report.key not in self._known:
            self._known[report.key] = list(self._found(report))
        return self._known[report.key]

    def _found(self, report: Report) -> Iterator[End]:
        if report.void_at is not None:
            yield report.void_at, f"{report.source} killed its story"
        for other in tellers.instead(report, self._own[report.article]):
            yield other.at, f"{other.source} now tells {other.figure.text}"


def contradict(one: Report, other: Report, scale: Scale) -> bool:
    """Whether two reports come from rivals, are of one subject, and leave no number in common."""
    if not tellers.rivals(one, other) or scale.bound(one).meets(scale.bound(other)):
        return False
    return subjects.alike(one.reading, other.reading)


def _when(clash: Clash) -> tuple[object, ...]:
    return clash.since, clash.one.at, clash.one.key, clash.other.key


def _is_one_of_several(report: Report, reports: Sequence[Report]) -> bool:
    """As in "12 people in Pelt and four in Osk": what one mouth counts in one sentence is of places apart."""
    return report.reading.measure in measures.OF_PEOPLE and any(
        (other.article, other.version, other.sentence) == (report.article, report.version, report.sentence)
        and other.figure.low != report.figure.low
        and other.reading.subject == report.reading.subject
        and other.speaker == report.speaker
        for other in reports
    )


def _at_one_time(points: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs that may contradict each other: within the hour, or both of one closed period."""
    for k, one in enumerate(points):
        for other in points[k + 1 :]:
            if other.at - one.at <= HOUR or (is_closed(one) and is_closed(other)):
                yield one, other
            elif not is_closed(one):
                break


def _stands(one: Report, other: Report, ends: Ends) -> bool:
    """Whether the earlier figure was still told when the later one came."""
    is_over = any(at <= other.at for at, _ in ends.of(one))
    return not is_over and (other.void_at is None or other.void_at > other.at)


def _is_same(one: Clash, other: Clash) -> bool:
    """Whether two clashes are of the same figures from the same mouths."""
    return any(
        tellers.told_again(one.one, left) and tellers.told_again(one.other, right)
        for left, right in ((other.one, other.other), (other.other, other.one))
    )


def _ended(clash: Clash, ends: Ends) -> Clash:
    """The clash with the first thing that ended it, if anything did."""
    found = [*ends.of(clash.one), *ends.of(clash.other)]
    if not found:
        return clash
    until, settled = min(found)
    return Clash(clash.one, clash.other, clash.since, max(until, clash.since), settled)
