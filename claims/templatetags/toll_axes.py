"""The two scales of a toll chart: time from left to right, figures from the base line up. Plain functions.

Lengths are units of the drawing's viewBox.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor, log10

from django.utils import timezone
from django.utils.translation import get_language_bidi, gettext

from claims.templatetags import dates
from claims.words import said

MINUTES = (5, 10, 15, 30, 60, 120, 180, 360, 720)
DAY = 1440
DAYS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
SHORTEST = timedelta(minutes=30)  # that a chart spans
TENSE = 0.75  # where the lowest figure is above this share of the highest, the scale does not begin at nought
HEADROOM = 1.1
ISOLATES = ("\u2066", "\u2069")  # what stands between them is apart, and runs from left to right
SIZES = ((1e12, said("%(number)s tn")), (1e9, said("%(number)s bn")), (1e6, said("%(number)s m")))


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's size, the margins round its plot, and how many labels an axis has room for."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    times: int
    values: int
    is_narrow: bool = False

    @property
    def base(self) -> int:
        return self.height - self.bottom

    @property
    def depth(self) -> int:
        return self.base - self.top

    @property
    def end(self) -> int:
        return self.width - self.right


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a moment and a figure lie within a frame."""

    frame: Frame
    begin: datetime
    until: datetime
    low: float
    high: float

    def x(self, at: datetime) -> float:
        """Within the plot, also for a moment outside of it."""
        share = (at - self.begin) / (self.until - self.begin)
        return round(self.frame.left + min(max(share, 0), 1) * (self.frame.end - self.frame.left), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.frame.base - share * (self.frame.base - self.frame.top), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its label."""

    at: float
    label: str


def scale(times: Sequence[datetime], values: Sequence[float], until: datetime, frame: Frame) -> Scale:
    """Room for all of the times and values; time begins at a round moment before the first.

    A chart of a short time begins earlier, so that it ends where its lines do.
    """
    last = max(*times, until)
    first = min(*times, last - SHORTEST)
    begin = next(moments(first, last, 2 * frame.times))
    return Scale(frame, begin, last, *ends(values))


def ends(values: Sequence[float]) -> tuple[float, float]:
    """Where the scale of figures begins and stops: at nought, unless they lie close together high up."""
    lowest, highest = min(*values, values[0]), max(*values, values[0])
    if lowest <= 0 or lowest < highest * TENSE or lowest == highest:
        return min(0.0, lowest), max(highest * HEADROOM, 1.0)
    span = highest - lowest
    step = round_step(span, 2)
    return max(0.0, floor((lowest - span / 2) / step) * step), highest + span / 5


def levels(found: Scale, *, whole: bool) -> list[Tick]:
    """Round figures along the left edge, lowest first; `whole` where halves would say nothing."""
    step = round_step(found.high - found.low, found.frame.values)
    step = max(step, 1.0) if whole else step
    first = ceil(found.low / step - 1e-9)
    count = floor(found.high / step + 1e-9) - first + 1
    return [Tick(found.y((first + n) * step), short((first + n) * step)) for n in range(count)]


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that parts `span` into at most `most` pieces."""
    least = span / most
    power: float = 10.0 ** floor(log10(least)) if least > 0 else 1.0
    return next(power * step for step in (1, 2, 5, 10) if power * step >= least * (1 - 1e-9))


def hours(found: Scale) -> list[Tick]:
    """Round moments along the base line, as the desk's clock shows them."""
    marks = list(moments(found.begin, found.until, found.frame.times))
    inside = [mark for mark in marks if found.begin <= mark <= found.until]
    form = _form(inside, is_narrow=found.frame.is_narrow)
    return [Tick(found.x(mark), _label(mark, form)) for mark in inside]


def moments(begin: datetime, end: datetime, most: int) -> Iterator[datetime]:
    """Round local times from the last one before `begin` on, at most about `most` of them up to `end`."""
    length = (end - begin).total_seconds() / 60 / most
    minutes = next((step for step in MINUTES if step >= length), None)
    days = next((step for step in DAYS if step * DAY >= length), None)
    if minutes:
        return _minutes(begin, end, minutes)
    return _minutes(begin, end, days * DAY) if days else _months(begin, end, length)


def _minutes(begin: datetime, end: datetime, step: int) -> Iterator[datetime]:
    """By the clock on the wall: a night in which the clocks change keeps its round hours."""
    local = timezone.localtime(begin)
    wall = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    passed = (local.replace(tzinfo=None) - wall).total_seconds() // 60
    wall += timedelta(minutes=passed // step * step)
    while (mark := wall.replace(tzinfo=local.tzinfo)) <= end:
        yield mark
        wall += timedelta(minutes=step)


def _months(begin: datetime, end: datetime, length: float) -> Iterator[datetime]:
    step = next((months for months in MONTHS if months * 30 * DAY >= length), MONTHS[-1])
    mark = timezone.localtime(begin).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    mark = mark.replace(month=(mark.month - 1) // step * step + 1 if step <= 12 else 1)
    while mark <= end:
        yield mark
        later = mark.month - 1 + step
        mark = mark.replace(year=mark.year + later // 12, month=later % 12 + 1)


def _form(marks: Sequence[datetime], *, is_narrow: bool) -> str:
    """How the marks are told apart: by hour, day, month or year."""
    step = marks[1] - marks[0] if len(marks) > 1 else timedelta(hours=1)
    if step < timedelta(days=1):
        return "hour" if is_narrow and step >= timedelta(hours=1) else "minute"
    if step < timedelta(days=28):
        return "day"
    return "month" if step < timedelta(days=360) else "year"


def _label(mark: datetime, form: str) -> str:
    if form in ("hour", "minute"):
        is_midnight = mark.hour == mark.minute == 0
        clock = f"{mark:%H}" if form == "hour" else f"{mark:%H:%M}"
        return dates.brief_day(mark) if is_midnight else clock
    if form == "day":
        return dates.brief_day(mark)
    return f"{mark:%Y}" if form == "year" or mark.month == 1 else dates.brief_month(mark)


def short(value: float, *, sign: str = "") -> str:
    """A figure as an axis or a marker has room for it: 8,400, 3.4 m, ≥ 50 bn."""
    for size, words in SIZES:
        if abs(value) >= size:
            return gettext(words) % {"number": _signed(sign, value / size)}
    return _signed(sign, value)


def _signed(sign: str, value: float) -> str:
    return from_the_left(f"{sign}{_plain(value)}") if sign else _plain(value)


def from_the_left(figure: str) -> str:
    """A figure whose sign stays at its left, also within words that run from right to left."""
    return figure.join(ISOLATES) if get_language_bidi() else figure


def _plain(value: float) -> str:
    whole = f"{value:,.2f}".rstrip("0").rstrip(".")
    return whole if whole not in ("", "-0") else "0"
