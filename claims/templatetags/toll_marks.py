"""What is drawn of one agency: its line, the bands of its ranges, its markers. Plain functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.templatetags.charts import Bar
from claims.templatetags.toll_axes import Scale
from claims.templatetags.toll_tracks import Standing, Track, stretches
from claims.templatetags.toll_words import DOWNWARD, UPWARD, reach, value
from claims.tolls.types import Point

KINDS = 6  # shapes and dashes that tell agencies apart
RADIUS = 5.0
APART = 2.5  # between lines of equal figures
ARROW = 24.0


@dataclass(frozen=True, slots=True)
class Marker:
    """A report: the path of its shape, hollow or full, and of its whisker, which may be blank."""

    d: str
    whisk: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An agency's figure over time: its class, its path, the bands of ranges, its markers."""

    kind: str
    path: str
    spans: tuple[Bar, ...]
    markers: tuple[Marker, ...]


def nudge(number: int) -> float:
    """How far a line lies off its figure: 0, then by turns above and below."""
    return APART * ((number + 1) // 2) * (-1 if number % 2 else 1)


def line(track: Track, found: Scale, off: float) -> Line:
    strokes = (_stroke(run, found, off) for run in stretches(track.standings))
    return Line(
        kind=kind(track.agency),
        path="".join(strokes),
        spans=tuple(_spans(track.standings, found)),
        markers=tuple(_marker(point, found, off, track.agency % KINDS) for point in track.points),
    )


def kind(agency: int) -> str:
    """The class that gives an agency its colour and dash."""
    return f"c{agency % KINDS + 1}"


def _stroke(run: Sequence[Standing], found: Scale, off: float) -> str:
    """Along each figure as long as it stood, then up or down to the next."""
    first = run[0].point
    path = f"M{found.x(first.report.at)} {found.y(value(first)) + off:.1f}"
    for standing in run:
        path += f"V{found.y(value(standing.point)) + off:.1f}H{found.x(standing.until or found.until)}"
    return path


def course(track: Track, found: Scale, off: float) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a line, level and upright: left, top, right, bottom."""
    before = None
    for standing in track.standings:
        left, right = found.x(standing.point.report.at), found.x(standing.until or found.until)
        y = found.y(value(standing.point)) + off
        yield left, y, right, y
        if before is not None:
            yield left, min(before, y), left, max(before, y)
        before = y


def _spans(standings: Sequence[Standing], found: Scale) -> Iterator[Bar]:
    for standing in standings:
        bounds = reach_of(standing.point)
        if standing.point.report.figure.high is None or bounds is None:
            continue
        left, right = found.x(standing.point.report.at), found.x(standing.until or found.until)
        top, bottom = found.y(bounds[1]), found.y(bounds[0])
        yield Bar(left, top, round(right - left, 1), round(bottom - top, 1))


def _marker(point: Point, found: Scale, off: float, shape: int) -> Marker:
    x, y = found.x(point.report.at), found.y(value(point)) + off
    whisk = _whisk(point, found, x, y)
    return Marker(outline(shape, x, y), whisk, bool(whisk))


def _whisk(point: Point, found: Scale, x: float, y: float) -> str:
    """An arrow for a bound, a bar for a range or an estimate; blank for a plain figure."""
    qualifier = point.report.figure.qualifier
    if qualifier in UPWARD:
        return f"M{x} {y:.1f}v-{ARROW:.0f}m-4 5l4-5 4 5"
    if qualifier in DOWNWARD:
        return f"M{x} {y:.1f}v{ARROW:.0f}m-4-5l4 5 4-5"
    bounds = reach_of(point)
    if bounds is None:
        return ""
    low, high = max(found.y(bounds[0]), y + 8), min(found.y(bounds[1]), y - 8)
    return f"M{x} {low:.1f}V{high:.1f}m-5 0h10M{x - 5:.1f} {low:.1f}h10"


def outline(shape: int, x: float, y: float, r: float = RADIUS) -> str:
    """A circle, a square, a triangle, a diamond, a triangle on its tip, a pentagon."""
    return (
        f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
        f"M{x - r + 0.5:.1f} {y - r + 0.5:.1f}h{2 * r - 1}v{2 * r - 1}h{1 - 2 * r}z",
        f"M{x:.1f} {y - r - 1:.1f}l{r + 1} {2 * r}h{-2 * r - 2}z",
        f"M{x:.1f} {y - r - 1:.1f}l{r + 1} {r + 1} {-r - 1} {r + 1} {-r - 1} {-r - 1}z",
        f"M{x:.1f} {y + r + 1:.1f}l{r + 1} {-2 * r}h{-2 * r - 2}z",
        f"M{x:.1f} {y - r - 0.5:.1f}l{r} 3.8 -1.9 6.2h-6.2l-1.9 -6.2z",
    )[shape]


def cross(x: float, y: float) -> str:
    return f"M{x - 6:.1f} {y - 6:.1f}l12 12m0-12l-12 12"


def reach_of(point: Point) -> tuple[float, float] | None:
    """How far a figure may be off, in the terms of the drawing."""
    bounds = reach(point.report.figure)
    if bounds is None or point.normalised is None or not sum(bounds):
        return bounds
    factor = point.normalised / (sum(bounds) / 2)
    return bounds[0] * factor, bounds[1] * factor
