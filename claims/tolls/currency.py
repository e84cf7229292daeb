"""Money in another currency, at rates that have a date and a source.

`currency_rates.csv` beside this file holds what one euro cost: the mean of the European Central Bank's daily
reference rates, by year up to 2018 and by month since. A currency that it does not have (a "crown" of no
country) is converted only where stories themselves told a rate often enough (`learned`).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

TABLE = Path(__file__).with_name("currency_rates.csv")
BANK = "European Central Bank"
EURO = "EUR"
FIRST_BY_MONTH = 2019
LASTS = timedelta(days=366)  # that the table's last row is used for after its month
NEAR = timedelta(days=120)  # within which other stories' conversions tell of a rate
FEWEST = 3  # conversions that a rate is learned from
SPREAD = 0.05  # that they may lie apart from their median

Pair = tuple[str, str]


class Converted(NamedTuple):
    """A sum in another currency; `rate` is what one of the new unit costs in the old one."""

    value: float
    rate: float
    source: str


class Told(NamedTuple):
    """A conversion as a story told it: `value` in `unit` is `other` in `to`."""

    value: float
    unit: str
    other: float
    to: str
    at: datetime


class Rate(NamedTuple):
    """What one of a pair's second currency costs in its first, and who says so."""

    value: float
    source: str


Rates = Callable[[float, str, str], Converted | None]


def convert(value: float, unit: str, to: str, at: datetime) -> Converted | None:
    """`value` in another currency at the mean rate of the month (before 2019: the year) of `at`, if known."""
    period = _period(at.date())
    row = _table().get(period, {}) if period else {}
    if unit not in row or to not in row:
        return None
    return _at(value, Rate(row[unit] / row[to], f"{BANK}, mean of {period}"))


def known(at: datetime, learnt: Mapping[Pair, Rate] | None = None) -> Rates:
    """The rates at one moment as one function: of the table, else those learned from stories."""

    def converted(value: float, unit: str, to: str) -> Converted | None:
        found = convert(value, unit, to, at)
        rate = (learnt or {}).get((unit, to))
        return found or (_at(value, rate) if rate else None)

    return converted


def learned(told: Iterable[Told], at: datetime) -> dict[Pair, Rate]:
    """The rates that conversions of some months around `at` imply, both ways round.

    A pair has one where three conversions or more agree within 5 percent; where they do not, or where two
    countries' money has one name, there is none.
    """
    implied: dict[Pair, list[float]] = defaultdict(list)
    for each in told:
        if abs(each.at - at) <= NEAR and each.value > 0 and each.other > 0:
            implied[each.unit, each.to].append(each.value / each.other)
            implied[each.to, each.unit].append(each.other / each.value)
    return {pair: rate for pair, values in implied.items() if (rate := _agreed(values))}


def _agreed(values: list[float]) -> Rate | None:
    middle = median(values)
    if len(values) < FEWEST or any(abs(value / middle - 1) > SPREAD for value in values):
        return None
    return Rate(middle, f"{len(values)} conversions in other stories")


def _at(value: float, rate: Rate) -> Converted:
    return Converted(value / rate.value, rate.value, rate.source)


def _period(day: date) -> str | None:
    """The row for a day: its year, its month, or the last month there is when that is not long ago."""
    period = f"{day:%Y}" if day.year < FIRST_BY_MONTH else f"{day:%Y-%m}"
    last = max(_table())
    if period <= last:
        return period
    return last if day - date.fromisoformat(f"{last}-28") <= LASTS else None


@cache
def _table() -> dict[str, dict[str, float]]:
    """Period -> currency -> what one euro cost, the euro itself with it."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row.pop("period"): {EURO: 1.0, **dict(_numbers(row))} for row in rows}


def _numbers(row: dict[str, str]) -> Iterator[tuple[str, float]]:
    return ((code, float(rate)) for code, rate in row.items() if rate)
