"""Which reports of one toll cannot both be true, since when, and what ended it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from claims.tolls import subjects, tellers
from claims.tolls.bounds import HOUR
from claims.tolls.groups import is_closed
from claims.tolls.rates import Scale
from claims.tolls.types import Clash, Report, Role

End = tuple[datetime, str]


def clashes(reports: Sequence[Report], scale: Scale) -> tuple[Clash, ...]:
    """Every contradiction among the reports of a toll, once for each pair of figures and claimants.

    `reports` by time; a clash is raised for the first versions that told its figures.
    """
    raised: list[Clash] = []
    points = [each for each in reports if each.reading.role is Role.POINT]
    for one, other in _at_one_time(points):
        if contradict(one, other, scale) and _stands(one, other, reports):
            clash = Clash(one, other, since=other.at)
            if not any(_is_same(clash, before) for before in raised):
                raised.append(_ended(clash, reports, scale))
    return tuple(raised)


def _at_one_time(points: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs that may contradict each other: within the hour, or both of one closed period."""
    for k, one in enumerate(points):
        for other in points[k + 1 :]:
            if other.at - one.at <= HOUR or (is_closed(one) and is_closed(other)):
                yield one, other
            elif not is_closed(one):
                break


def contradict(one: Report, other: Report, scale: Scale) -> bool:
    """Whether two reports come from rivals, are of one subject, and leave no number in common."""
    is_rival = tellers.rivals(one, other) and subjects.alike(one.reading, other.reading)
    return is_rival and not scale.bound(one).meets(scale.bound(other))


def _stands(one: Report, other: Report, reports: Sequence[Report]) -> bool:
    """Whether the earlier figure was still told when the later one came."""
    return not any(at <= other.at for at, _ in _ends(one, reports)) and (
        other.void_at is None or other.void_at > other.at
    )


def _is_same(one: Clash, other: Clash) -> bool:
    """Whether two clashes are of the same figures from the same mouths."""
    return any(
        tellers.told_again(one.one, left) and tellers.told_again(one.other, right)
        for left, right in ((other.one, other.other), (other.other, other.one))
    )


def _ended(clash: Clash, reports: Sequence[Report], scale: Scale) -> Clash:
    """The clash with the first thing that ended it, if anything did."""
    ends = [*_ends(clash.one, reports), *_ends(clash.other, reports)]
    if not ends:
        return clash
    until, settled = min(ends)
    return Clash(clash.one, clash.other, clash.since, max(until, clash.since), settled)


def _ends(report: Report, reports: Sequence[Report]) -> Iterator[End]:
    """When its teller told another figure instead, or its story was killed."""
    if report.void_at is not None:
        yield report.void_at, f"{report.source} killed its story"
    for other in tellers.instead(report, reports):
        yield other.at, f"{other.source} now tells {other.figure.text}"
