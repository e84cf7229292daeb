"""What each source changed of its own figure, from version to version."""

from __future__ import annotations

from collections.abc import Sequence

from claims.tolls import measures, tellers
from claims.tolls.groups import is_closed
from claims.tolls.rates import Scale
from claims.tolls.types import Report, Role, Step

FALLING = measures.FALLING | {"troops"}
ROUNDED = frozenset({"about", "nearly", "range", "dozens"})


def steps(reports: Sequence[Report], scale: Scale) -> tuple[Step, ...]:
    """The changes by time; `reports` are a toll's, by time."""
    points = [report for report in reports if report.reading.role is Role.POINT]
    own: dict[int, list[Report]] = {}
    for point in points:
        own.setdefault(point.article, []).append(point)
    found = [step for point in points if (step := _step(point, own[point.article], scale))]
    return tuple(sorted(found, key=lambda step: (step.at, step.source, step.old.key)))


def _step(old: Report, points: Sequence[Report], scale: Scale) -> Step | None:
    """What took a figure's place in a later version of its story, or the kill of it."""
    new = min(tellers.instead(old, points), key=lambda new: _distance(old, new), default=None)
    if _is_told_again(old, new, points):
        return None
    if new is None:
        return Step(old.source, old.void_at, "withdrawal", old, None) if old.void_at else None
    is_precise = old.figure.qualifier in ROUNDED and scale.bound(old).meets(scale.bound(new))
    return None if is_precise else Step(new.source, new.at, kind(old, new), old, new)


def _distance(old: Report, new: Report) -> tuple[bool, float]:
    """How far a figure is from being the other's heir: another mouth is further than another number."""
    low, high = sorted((old.figure.low, new.figure.low))
    return not tellers.same_claimant(old, new), high / (low or 1.0)


def _is_told_again(old: Report, new: Report | None, points: Sequence[Report]) -> bool:
    """Whether a version in between tells it, too: the change is that one's."""
    until = new.order if new else None
    return any(
        point.article == old.article
        and point.order > old.order
        and (until is None or point.order < until)
        and tellers.same_figure(old, point)
        for point in points
    )


def kind(old: Report, new: Report) -> str:
    """The word for a change, by what is counted: of the dead none falls by itself, of the missing many do."""
    if is_closed(old) and is_closed(new):
        return "correction"
    if new.figure.low >= old.figure.low:
        return "rise"
    return "fall" if old.reading.measure in FALLING else "revised down"
