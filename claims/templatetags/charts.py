"""Where the marks of a chart lie. Numbers in, coordinates out; the templates draw them as SVG.

Lengths are units of the drawing's own viewBox. Each chart is drawn twice, wide and narrow, since text in an
SVG shrinks with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext

from claims.templatetags.toll_labels import BESIDE, breadth

MARGIN = 8
FOOT = 24  # room for the labels below the base line
HEAD = 20  # room for the numbers above the highest column


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `x`, `y`, `width`, `height`; `middle` and `above` place its texts.

    `usual` is the path of the line to compare with, or blank; `label` is blank where there is no room.
    """

    x: float
    y: float
    width: float
    height: float
    middle: float
    above: float
    usual: str
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart of `width` by `height`, its base line at `base`."""

    width: int
    height: int
    base: int
    end: int
    below: int
    columns: tuple[Column, ...]


def columns(
    values: Sequence[int], usual: Sequence[float | None], labels: Sequence[str], *, width: int, height: int
) -> Columns:
    """Columns of equal breadth. Where labels would touch, only every second one or so is shown."""
    room = (width - 2 * MARGIN) / len(values)
    top = max(*values, *(value or 0 for value in usual), 1) * 1.02
    base = height - FOOT
    every = ceil(26 / room)

    def level(value: float) -> float:
        return round(base - value / top * (base - HEAD), 1)

    def column(number: int, value: int, compared: float | None, label: str) -> Column:
        left, y = MARGIN + number * room, level(value)
        higher = y if compared is None else min(y, level(compared))
        line = "" if compared is None else f"M{left + room * 0.08:.1f} {level(compared)}h{room * 0.84:.1f}"
        return Column(
            x=round(left + room * 0.2, 1),
            y=y,
            width=round(room * 0.6, 1),
            height=round(base - y, 1),
            middle=round(left + room / 2, 1),
            above=round(higher - 6, 1),
            usual=line,
            value=value,
            label=label if number % every == 0 else "",
        )

    drawn = (column(*each) for each in zip(range(len(values)), values, usual, labels, strict=True))
    return Columns(width, height, base, width - MARGIN, height - 7, tuple(drawn))


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place, or a point with its text; `anchor` says to which side of `x` the text runs."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line chart: its path, two lines of the grid (nought and the top), labels of the time, two points."""

    width: int
    height: int
    left: int
    right: int
    path: str
    base: Mark
    top: Mark
    labels: tuple[Mark, ...]
    peak: Mark
    last: Mark


def line(
    values: Sequence[int], labels: Sequence[tuple[float, str]], *, width: int, height: int, peak: str
) -> Line:
    """Values at equal steps from left to right. `labels` are (share of the width, text)."""
    still = _left(values[-1])
    left, right, base = 34, width - ceil(BESIDE + breadth(still)), height - FOOT
    ceiling = round_up(max(*values, 1))
    step = (right - left) / (len(values) - 1)

    def place(number: int) -> tuple[float, float]:
        return round(left + number * step, 1), round(base - values[number] / ceiling * (base - HEAD), 1)

    highest = max(range(len(values)), key=lambda number: values[number])
    points = [place(number) for number in range(len(values))]
    return Line(
        width=width,
        height=height,
        left=left,
        right=right,
        path="M" + "L".join(f"{x} {y}" for x, y in points),
        base=Mark(left - 8, base, "0"),
        top=Mark(left - 8, HEAD, number_format(ceiling, force_grouping=True)),
        labels=tuple(
            Mark(round(left + share * (right - left), 1), height - 7, text) for share, text in labels
        ),
        peak=Mark(*points[highest], peak, _away_from_edge(highest, len(values))),
        last=Mark(*points[-1], still),
    )


def _left(count: int) -> str:
    """How many still wait at the end."""
    return gettext("%(count)s left") % {"count": number_format(count, force_grouping=True)}


def _away_from_edge(number: int, count: int) -> str:
    """Where the text of a point runs so that it stays within the drawing."""
    share = number / (count - 1)
    return "start" if share < 0.25 else "end" if share > 0.75 else "middle"


def round_up(value: int) -> int:
    """The next number that reads well at the top of an axis: 1, 2 or 5 times a power of ten."""
    power = int(10 ** (len(str(value)) - 1))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value)


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


def spark(values: Sequence[int], *, width: int = 120, height: int = 22) -> tuple[Bar, ...]:
    """Bars without numbers, for a cell of a table that has them."""
    room, top = width / len(values), max(*values, 1)
    heights = (round(value / top * height, 1) for value in values)
    return tuple(
        Bar(round(number * room + room * 0.07, 1), height - tall, round(room * 0.86, 1), tall)
        for number, tall in enumerate(heights)
    )
