"""Brings the sums of one toll to one period: a month, a year, or a total over years by the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.tolls import periods
from claims.tolls.bounds import Bound, bound_of
from claims.tolls.types import Report

DIGITS = 6  # behind the point, of a sum that was divided


@dataclass(frozen=True, slots=True)
class Scale:
    """What the figures of a toll are told for: `per` None leaves them as they are."""

    per: str | None
    about: float

    def factor(self, report: Report) -> float:
        """What to multiply a report's figure with."""
        if not self.per or report.reading.per == self.per:
            return 1.0
        told = report.reading.per
        by_year = periods.A_YEAR.get(told, 1.0) if told else 1 / (periods.years(report.reading.period) or 1.0)
        return by_year / periods.A_YEAR[self.per]

    def normalised(self, report: Report) -> float | None:
        """Its low in the toll's period, None where it is told for that."""
        factor = self.factor(report)
        return None if factor == 1.0 else round(report.figure.low * factor, DIGITS)

    def bound(self, report: Report) -> Bound:
        """What the report leaves open, in the toll's period; a sum brought to another one is about."""
        found = bound_of(report.figure, self.about)
        factor = self.factor(report)
        if factor == 1.0 or report.figure.qualifier != "exact":
            return found.times(factor)
        return Bound(found.low * (1 - self.about), found.high * (1 + self.about)).times(factor)


def scale(reports: Sequence[Report], about: float) -> Scale:
    """The period that most of them are told for, of several the one told first; `reports` by time."""
    told = Counter(report.reading.per for report in reports if report.reading.per in periods.A_YEAR)
    return Scale(told.most_common(1)[0][0] if told else None, about)
