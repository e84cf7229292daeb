"""What each source changed of its own figure, from version to version."""

from __future__ import annotations

from collections.abc import Sequence

from claims.tolls import tellers
from claims.tolls.groups import is_closed
from claims.tolls.rates import Scale
from claims.tolls.types import Report, Role, Step

FALLING = frozenset(
    {"missing", "trapped", "hostages", "evacuated", "displaced", "homeless", "arrested", "troops"}
)
ROUNDED = frozenset({"about", "nearly", "range", "dozens"})


def steps(reports: Sequence[Report], scale: Scale) -> tuple[Step, ...]:
    """The changes by time; `reports` are a toll's, by time."""
    points = [report for report in reports if report.reading.role is Role.POINT]
    found = [step for report in points if (step := _step(report, points, scale))]
    return tuple(sorted(found, key=lambda step: (step.at, step.source, step.old.key)))


def _step(old: Report, points: Sequence[Report], scale: Scale) -> Step | None:
    """What became of a figure in its story's next version that tells the toll, or in the kill of it."""
    new = _next(old, points)
    if new is None:
        is_killed = old.void_at is not None
        return Step(old.source, old.void_at, "withdrawal", old, None) if old.void_at and is_killed else None
    if tellers.same_figure(old, new) or (old.figure.qualifier in ROUNDED and _meet(old, new, scale)):
        return None
    return Step(new.source, new.at, kind(old, new), old, new)


def kind(old: Report, new: Report) -> str:
    """The word for a change, by what is counted: of the dead none falls by itself, of the missing many do."""
    if is_closed(old) and is_closed(new):
        return "correction"
    if new.figure.low >= old.figure.low:
        return "rise"
    return "fall" if old.reading.measure in FALLING else "revised down"


def _next(old: Report, points: Sequence[Report]) -> Report | None:
    later = [point for point in points if tellers.told_by(old, point)]
    nearest = min((point.order for point in later), default=None)
    return next((point for point in later if point.order == nearest), None)


def _meet(old: Report, new: Report, scale: Scale) -> bool:
    return scale.bound(old).meets(scale.bound(new))
