"""One speaker's figure over the months: where it shifted, and where it only sounds different.

Sums are brought to one period and, at a rate that is known, to one currency. Counts of the dead, wounded and
the like grow by themselves and have their tolls; here are money, forces and counted things. What a speaker is
reminded of ("in March he had put it at 1.1 billion") is no word of that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from claims.extraction.alignment import names
from claims.tolls import currency, groups, measures, rates
from claims.tolls.arithmetic.leeway import ABOUT, Leeway, plain
from claims.tolls.types import Point, Report, Role

EXCHANGED = 0.05  # either way of a sum that was brought over at a month's mean rate
NOBODY = frozenset(
    "official officials source sources witness witnesses resident residents expert experts analyst "
    "analysts observer observers critic critics people person spokesman spokeswoman spokesperson".split()
)

Pair = tuple[Point, Point]
RatesAt = Callable[[datetime], currency.Rates]


@dataclass(frozen=True, slots=True)
class Series:
    """What one speaker told of one thing, by time; `normalised` of each point is in `unit` and `per`.

    `shifts` and `agree` are neighbouring points that cannot, and can, mean the same; `sources` are those of
    the rates that sums were brought over at.
    """

    speaker: str
    measure: str
    subject: tuple[str, ...]
    unit: str
    per: str | None
    points: tuple[Point, ...]
    shifts: tuple[Pair, ...]
    agree: tuple[Pair, ...]
    sources: tuple[str, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """The speaker kept to the figure."""
        return not self.shifts


def series(reports: Sequence[Report], *, rates_at: RatesAt = currency.known) -> list[Series]:
    """The series of every speaker who told a figure of one event or subject twice or more, by name.

    The order of `reports` changes nothing.
    """
    told = sorted((report for report in reports if _counts(report)), key=_when)
    found: list[Series] = []
    for speaker, words in _by_speaker(told).items():
        brought = _in_one_currency(words, rates_at)
        for group in groups.grouped([each.brought for each in brought]):
            keys = {report.key for report in group}
            mine = [each for each in brought if each.report.key in keys]
            if len(mine) > 1:
                found.append(_series(speaker, mine))
    return sorted(found, key=lambda each: (each.speaker, each.points[0].report.at, each.points[0].report.key))


@dataclass(frozen=True, slots=True)
class _Word:
    """A report, and the same in the currency of the speaker's other reports."""

    report: Report
    brought: Report
    source: str = ""

    def leeway(self, factor: float) -> Leeway:
        """What it leaves open, rounding and hedge, in the period that `factor` brings it to."""
        return plain(self.report.figure).by(self._exchange * factor).wider(EXCHANGED if self.source else 0.0)

    @property
    def _exchange(self) -> float:
        told = self.report.figure.low
        return self.brought.figure.low / told if told else 1.0


def _counts(report: Report) -> bool:
    """Whether it is a figure that a speaker stands for: a point, not of casualties, and its story stands."""
    reading = report.reading
    named = report.speaker and not names.naming(report.speaker) <= NOBODY
    of_things = reading.measure and reading.measure not in measures.OF_PEOPLE
    return bool(reading.role is Role.POINT and report.void_at is None and named and of_things)


def _when(report: Report) -> tuple[datetime, str, int, int]:
    return report.at, report.guid, report.order, report.figure.span.start


def _by_speaker(reports: Sequence[Report]) -> dict[str, list[Report]]:
    """The reports of each speaker, under the fullest form of the name; a version's repetition is left out."""
    speakers = dict.fromkeys(report.speaker for report in reports)
    fullest = sorted(speakers, key=lambda name: (-len(names.naming(name)), name))
    found: dict[str, list[Report]] = {}
    for report in reports:
        name = next(name for name in fullest if names.related(report.speaker, name))
        words = found.setdefault(name, [])
        if not any(_repeats(report, other) for other in words):
            words.append(report)
    return found


def _repeats(report: Report, other: Report) -> bool:
    """A later version of the same story with the same figure of the same thing."""
    same = report.figure.low, report.figure.high, report.figure.qualifier, report.reading.per
    told = other.figure.low, other.figure.high, other.figure.qualifier, other.reading.per
    is_version = report.article == other.article and report.version != other.version
    return is_version and same == told and groups.alike(report, other)


def _in_one_currency(reports: Sequence[Report], rates_at: RatesAt) -> list[_Word]:
    """Sums brought to the currency that the speaker tells most of them in; others as they are."""
    units = Counter(groups.unit(report) for report in reports if report.reading.measure == "money")
    main = min(units, key=lambda unit: (-units[unit], unit), default="")
    return [_brought(report, main, rates_at) for report in reports]


def _brought(report: Report, main: str, rates_at: RatesAt) -> _Word:
    unit = groups.unit(report)
    if report.reading.measure != "money" or unit == main:
        return _Word(report, report)
    found = rates_at(report.at)(report.figure.low, unit, main)
    if not found:
        return _Word(report, report)
    high = report.figure.high and report.figure.high / found.rate
    figure = replace(report.figure, low=found.value, high=high, unit=main)
    reading = replace(report.reading, unit=main)
    return _Word(report, replace(report, figure=figure, reading=reading), found.source)


def _series(speaker: str, words: Sequence[_Word]) -> Series:
    first = words[0].brought
    scale = rates.scale([word.brought for word in words], ABOUT)
    factors = [scale.factor(word.brought) for word in words]
    points = [
        Point(word.report, round(word.brought.figure.low * factor, 2))
        for word, factor in zip(words, factors, strict=True)
    ]
    open_to = [word.leeway(factor) for word, factor in zip(words, factors, strict=True)]
    neighbours = list(zip(pairwise(points), pairwise(open_to), strict=True))
    return Series(
        speaker=speaker,
        measure=first.reading.measure,
        subject=max((word.report.reading.subject for word in words), key=len),
        unit=groups.unit(first),
        per=scale.per,
        points=tuple(points),
        shifts=tuple(pair for pair, (one, other) in neighbours if not one.meets(other)),
        agree=tuple(pair for pair, (one, other) in neighbours if one.meets(other)),
        sources=tuple(dict.fromkeys(word.source for word in words if word.source)),
    )
