"""A toll as a drawing: numbers in, coordinates and path data out; `_toll_chart.html` writes them as SVG.

A line is an agency's standing figure. A hollow marker with an arrow is a bound, a hollow one with a bar a
range or an estimate, a red cross a figure that was given up, a hatched window the time of a conflict. Each
agency has a shape and a dash of its own, so that nothing rests on colour. Equal lines lie side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext, ngettext

from claims.templatetags.dates import hour
from claims.templatetags.toll_axes import Frame, Scale, Tick, hours, levels, scale
from claims.templatetags.toll_labels import BESIDE, Box, Label, Sheet, breadth, round_a_marker, spread
from claims.templatetags.toll_marks import ARROW, RADIUS, Line, course, cross, kind, line, nudge, reach_of
from claims.templatetags.toll_tracks import Track, Window, given_up, tracks, windows
from claims.templatetags.toll_words import DOWNWARD, UPWARD, labelled, lasted, step_told, value
from claims.tolls.types import Clash, Point, Toll

WIDE = Frame(1180, 400, left=34, right=60, top=40, bottom=30, times=12, values=5)
NARROW = Frame(350, 330, left=26, right=14, top=44, bottom=46, times=5, values=5, is_narrow=True)
SMALL = Frame(560, 200, left=34, right=60, top=34, bottom=26, times=6, values=3)
SMALL_NARROW = Frame(330, 200, left=30, right=14, top=34, bottom=44, times=5, values=3, is_narrow=True)

WIDEST_NAME = 190.0
KEPT = 26  # letters of a longer one
CUTS = (KEPT, KEPT // 2, 0)  # of these, how many from its beginning: at its end, in the middle, at its start
SLIMMEST_WINDOW = 6.0


@dataclass(frozen=True, slots=True)
class Hatched:
    """A window of disagreement; `edges` is the path of its sides, `label` has its place or is None."""

    x: float
    width: float
    edges: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template writes, in the order in which it is painted."""

    frame: Frame
    levels: tuple[Tick, ...]
    hours: tuple[Tick, ...]
    end: Tick
    windows: tuple[Hatched, ...]
    lines: tuple[Line, ...]
    crosses: tuple[str, ...]
    labels: tuple[Label, ...]
    note: str = ""


def draw(toll: Toll, order: Mapping[str, int], until: datetime, frame: Frame, *, is_now: bool) -> Drawing:
    """`order` gives each agency its place; `until` is where the lines end, the present where `is_now`."""
    found = tracks(toll, order)
    names = [] if frame.is_narrow else _own_words(found)
    room = max([breadth(name) for name in names], default=0) + BESIDE
    frame = replace(frame, right=max(frame.right, int(room)) if names else frame.right)
    to_scale = scale(list(_moments(toll)), list(_extent(toll)), until, frame)
    to_scale = _with_room_for_figures(to_scale)
    lines = tuple(line(track, to_scale, nudge(number)) for number, track in enumerate(found))
    end = Tick(to_scale.x(until), gettext("now") if is_now else hour(until))
    return Drawing(
        frame=to_scale.frame,
        levels=tuple(levels(to_scale, whole=all(value(p) == int(value(p)) for p in toll.points))),
        hours=tuple(_beside_the_end(hours(to_scale), end, frame)),
        end=end,
        windows=tuple(_windows(toll.clashes, to_scale, until)),
        lines=lines,
        crosses=tuple(cross(to_scale.x(at), to_scale.y(value(p))) for at, p in given_up(toll)),
        labels=(*_figures(found, toll, to_scale), *_names(found, names, to_scale, end.at)),
        note=_note(to_scale),
    )


def _note(found: Scale) -> str:
    """Says where a scale begins that does not begin at nought."""
    if found.low <= 0:
        return ""
    return gettext("The scale begins at %(figure)s.") % {"figure": levels(found, whole=False)[0].label}


def _moments(toll: Toll) -> Iterator[datetime]:
    """Every time that has to be within the drawing."""
    for point in toll.points:
        yield point.report.at
        yield from [point.report.void_at] if point.report.void_at else []
    yield from (step.at for step in toll.steps)


def _extent(toll: Toll) -> Iterator[float]:
    """Every value that has to be within the drawing."""
    for point in toll.points:
        yield value(point)
        yield from reach_of(point) or ()


def _with_room_for_figures(found: Scale) -> Scale:
    """A left margin that holds the longest figure on the axis."""
    longest = max((breadth(tick.label) for tick in levels(found, whole=False)), default=0)
    return replace(found, frame=replace(found.frame, left=max(found.frame.left, int(longest) + 12)))


def _beside_the_end(ticks: Sequence[Tick], end: Tick, frame: Frame) -> Iterator[Tick]:
    """The hours whose words leave the end of the line its own; a narrow drawing writes that one lower."""
    for tick in ticks:
        if frame.is_narrow or abs(tick.at - end.at) > breadth(tick.label) + BESIDE:
            yield tick


def _windows(clashes: Sequence[Clash], found: Scale, until: datetime) -> Iterator[Hatched]:
    frame = found.frame
    row = Sheet(Box(0, 0, frame.width, frame.top - 4))
    for window in windows(clashes):
        left, right = found.x(window.since), found.x(window.until or until)
        left, right = min(left, right - SLIMMEST_WINDOW), max(right, left)
        sides = {left, right} | {found.x(clash.since) for clash in window.clashes}
        edges = "".join(f"M{x:.1f} {frame.top - 6}V{frame.base}" for x in sorted(sides))
        label = row.place(_window_labels(window, left, right, frame, until))
        yield Hatched(round(left, 1), round(right - left, 1), edges, label)


def _window_labels(
    window: Window, left: float, right: float, frame: Frame, until: datetime
) -> Iterator[Label]:
    """In full from its left edge, or up to its right one; else the number alone."""
    y = frame.top - 12
    numbers = "–".join(str(n) for n in sorted({window.numbers[0], window.numbers[-1]}))
    if not frame.is_narrow and frame.height > SMALL.height:
        words = f" {_window_told(window, numbers, until)}"
        yield Label(round(left + 2, 1), y, words, "start", "warn")
        yield Label(round(right - 2, 1), y, words, "end", "warn")
    brief = gettext("%(numbers)s open") % {"numbers": numbers} if window.until is None else numbers
    for text in (f" {brief}", f" {numbers}"):
        yield Label(round((left + right) / 2, 1), y, text, "middle", "warn")
        yield Label(round(right, 1), y, text, "end", "warn")


def _window_told(window: Window, numbers: str, until: datetime) -> str:
    """Which conflicts it is, and since when they are open or how long they lasted."""
    if window.until is None:
        words = ngettext(
            "Conflict %(numbers)s, open since %(hour)s",
            "Conflicts %(numbers)s, open since %(hour)s",
            len(window.numbers),
        )
        return words % {"numbers": numbers, "hour": hour(window.since)}
    words = ngettext(
        "Conflict %(numbers)s, closed after %(length)s",
        "Conflicts %(numbers)s, closed after %(length)s",
        len(window.numbers),
    )
    return words % {"numbers": numbers, "length": lasted(window.clashes[0], until)}


def _figures(found: Sequence[Track], toll: Toll, to_scale: Scale) -> Iterator[Label]:
    """What was given up, and each figure beside its first marker, wherever there is room."""
    sheet = _sheet(found, toll, to_scale)
    if not to_scale.frame.is_narrow and to_scale.frame.height > SMALL.height:
        yield from _steps(toll, to_scale, sheet)
    for number, track in enumerate(found):
        told = None
        for point in track.points:
            text = labelled(point, gap="")
            if text != told:
                yield from filter(None, [sheet.place(_beside(point, text, to_scale, nudge(number)))])
            told = text


def _beside(point: Point, text: str, found: Scale, off: float) -> Iterator[Label]:
    whisker = ARROW if point.report.figure.qualifier in UPWARD else 0
    return round_a_marker(found.x(point.report.at), found.y(value(point)) + off, text, reach=whisker)


def _sheet(found: Sequence[Track], toll: Toll, to_scale: Scale) -> Sheet:
    """The plot with its markers, arrows and crosses on it, and with its lines."""
    frame = to_scale.frame
    taken, lines = [], []
    for number, track in enumerate(found):
        off = nudge(number)
        taken += [_room(point, to_scale, off) for point in track.points]
        lines += [Box(a - 1, b - 1, c + 1, d + 1) for a, b, c, d in course(track, to_scale, off)]
    for at, point in given_up(toll):
        x, y = to_scale.x(at), to_scale.y(value(point))
        taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    return Sheet(Box(frame.left - 8, 0, frame.end + BESIDE, frame.base + 2), taken, lines)


def _room(point: Point, found: Scale, off: float) -> Box:
    """What a marker takes, with its arrow."""
    x, y = found.x(point.report.at), found.y(value(point)) + off
    qualifier = point.report.figure.qualifier
    up, down = (ARROW if qualifier in way else RADIUS for way in (UPWARD, DOWNWARD))
    return Box(x - RADIUS, y - up, x + RADIUS, y + down)


def _steps(toll: Toll, found: Scale, sheet: Sheet) -> Iterator[Label]:
    """Words beside a cross: corrected down by 2."""
    crossed = {(at, point.report.key) for at, point in given_up(toll)}
    by_key = {point.report.key: point for point in toll.points}
    for step in toll.steps:
        if (step.at, step.old.key) not in crossed:
            continue
        x, old = found.x(step.at), found.y(value(by_key[step.old.key]))
        after = by_key.get(step.new.key) if step.new else None
        middle = (old + found.y(value(after))) / 2 if after else old
        words = step_told(step)
        candidates = (
            Label(round(x + 10, 1), round(middle + down, 1), words, "start", "") for down in (4, 18, -10)
        )
        yield from filter(None, [sheet.place(candidates)])


def _own_words(found: Sequence[Track]) -> list[str]:
    """What stands at the end of each line: whose it is, and its figure."""
    names = _fitting([track.name for track in found])
    return [
        name if track.last.until else f"{name} {labelled(track.last.point, gap='')}"
        for name, track in zip(names, found, strict=True)
    ]


def _fitting(names: Sequence[str]) -> list[str]:
    """The names cut to their room where they can still be told apart; in the middle where none does that."""
    tried = [[_cut(name, head) for name in names] for head in CUTS]
    return next((cut for cut in tried if len(set(cut)) == len(set(names))), tried[1])


def _cut(name: str, head: int) -> str:
    if breadth(name) < WIDEST_NAME:
        return name
    return f"{name[:head].rstrip()}…{name[len(name) - KEPT + head :].lstrip()}"


def _names(found: Sequence[Track], names: Sequence[str], to_scale: Scale, end: float) -> Iterator[Label]:
    """The agencies at the ends of their lines, each on a line of text of its own."""
    if not names:
        return
    ends = [to_scale.y(value(track.last.point)) + nudge(n) + 4 for n, track in enumerate(found)]
    heights = spread(ends, to_scale.frame.top, to_scale.frame.base)
    for track, name, y in zip(found, names, heights, strict=True):
        yield Label(round(end + BESIDE, 1), y, name, "start", f"own {kind(track.agency)}")
