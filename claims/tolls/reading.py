"""Reads what each figure of a story counts, and which of them are points of a toll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from claims.extraction.figures import currencies
from claims.tolls import measures, periods, subjects
from claims.tolls.roles import is_to_come, role
from claims.tolls.spots import Spot, spots
from claims.tolls.story import among_others
from claims.tolls.types import Reading, Role, Said
from claims.tolls.wholes import Pair

TELLS_NOTHING = Reading(measure="", role=Role.OTHER, why="no figure")
_SCALE = re.compile(r"\b(?:thousand|million|billion|trillion|bn|mln|m|k)\b", re.IGNORECASE)
_CURRENCY = re.compile(
    rf"\b(?:{'|'.join(currencies.WORDS)})s?\b|[{''.join(currencies.SYMBOLS)}]|\b[A-Z]{{3}}\b", re.IGNORECASE
)


def read(
    text: str, said: Sequence[Said], *, headline: str = "", sent_at: datetime | None = None
) -> list[Reading]:
    """One reading for each of `said`, in its order; `text` is the version that they stand in."""
    found = [TELLS_NOTHING] * len(said)
    placed = spots(said)
    units = _units(placed)
    alone = [_alone(spot, unit, text, sent_at) for spot, unit in zip(placed, units, strict=True)]
    pairs = sorted(zip(placed, alone, strict=True), key=lambda pair: _is_headline(pair[0], headline))
    told = among_others(pairs, text)
    for spot, reading in told:
        found[spot.number] = (
            _under_headline(reading, told, headline) if _is_headline(spot, headline) else reading
        )
    return found


def _under_headline(reading: Reading, told: Sequence[Pair], headline: str) -> Reading:
    """A headline rounds and shortens: where the body tells of the same, that counts."""
    is_told = any(
        other.role is Role.POINT and (other.measure, other.unit) == (reading.measure, reading.unit)
        for spot, other in told
        if not _is_headline(spot, headline)
    )
    return replace(reading, role=Role.OTHER, why="the headline") if is_told else reading


def _is_headline(spot: Spot, headline: str) -> bool:
    """A headline tells what the body tells, and stands behind it."""
    return bool(headline) and " ".join(headline.split()).startswith(" ".join(spot.said.sentence.split()))


def _alone(spot: Spot, unit: str, text: str, sent_at: datetime | None) -> Reading:
    """What the figure's own sentence says of it."""
    measure = measures.measure(spot, unit)
    is_money = measure == "money"
    period = periods.closed(spot, text, sent_at) if is_money else _stretch(spot, measure, sent_at)
    judged, why = role(spot, measure, period, sent_at)
    if is_money and judged is Role.POINT and not period and is_to_come(spot):
        period = periods.TO_COME
    return Reading(
        measure=measure,
        role=judged,
        subject=subjects.subject(spot, measure, unit),
        period=period,
        per=periods.rate(spot) if is_money else spot.figure.per,
        why=why,
        unit=unit,
    )


def _stretch(spot: Spot, measure: str, sent_at: datetime | None) -> str:
    """Of people the one period that matters is a long one: "since the war began", a year that is over."""
    return periods.of_people(spot, sent_at) if measure in measures.OF_PEOPLE else ""


def _units(placed: Sequence[Spot]) -> list[str]:
    """The unit of each figure; a sum told without its currency has that of the sum before it."""
    units: list[str] = []
    named = [spot.figure.unit for spot in placed if _names_currency(spot) and not spot.is_in_brackets]
    last = named[0] if named else ""
    for spot in placed:
        if _names_currency(spot) and not spot.is_in_brackets:
            last = spot.figure.unit
        units.append(last if last and _lacks_currency(spot) else spot.figure.unit)
    return units


def _names_currency(spot: Spot) -> bool:
    return measures.is_money(spot.figure.unit) and bool(_CURRENCY.search(spot.figure.text))


def _lacks_currency(spot: Spot) -> bool:
    """A sum by its scale and its claim's type, whose words name no currency."""
    is_sum = spot.said.type in ("spending", "economy") and bool(_SCALE.search(spot.figure.text))
    is_other = spot.figure.unit in ("%", "pp") or (spot.figure.unit == "people" and not spot.is_bare)
    return is_sum and not is_other and not _CURRENCY.search(spot.figure.text)
