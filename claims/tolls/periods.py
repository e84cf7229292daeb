"""The time that a sum is of: a closed period, so many years, or a rate by the month."""

from __future__ import annotations

import re
from datetime import datetime

from claims.extraction.figures.number_words import SMALL, TENS
from claims.tolls import cues
from claims.tolls.spots import Spot

MONTHS = "january february march april may june july august september october november december".split()
HABITS = {"monthly": "month", "annual": "year", "yearly": "year", "weekly": "week", "daily": "day"}
A_YEAR = {"year": 1.0, "month": 12.0, "week": 365.25 / 7, "day": 365.25, "hour": 8766.0}
THIS_YEAR = "since the start of the year"
TO_COME = "to come"  # of a sum that will be paid, without a year
RELATIVE = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}

_YEAR = r"(?:19|20)\d\d"
_BETWEEN = re.compile(rf"\b({_YEAR})\s*(?:-|–|to|and|until|through)\s*({_YEAR}|\d\d)\b", re.IGNORECASE)
_MONTH = re.compile(
    rf"\b(?:in|for|of|during)\s+({'|'.join(MONTHS)})\b(?:\s+({_YEAR}))?(?!\s+\d)", re.IGNORECASE
)
_ONE_YEAR = re.compile(
    rf"\b(?:in|for|of|during|year)\s+({_YEAR})\b|\b({_YEAR})\s+(?:budget|accounts)\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    rf"\b({'|'.join(RELATIVE)})\s+(?:financial\s+|fiscal\s+|calendar\s+)?(year|month)\b", re.IGNORECASE
)
_SINCE = re.compile(
    rf"\bsince\s+({_YEAR}|the\s+(?:war|fighting|conflict|outbreak|offensive|campaign|uprising|siege|"
    r"epidemic|invasion|start|beginning)\b[^,.;]{0,24}|New\s+Year\b)",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(rf"\b(?:in|during) ({_YEAR})\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\blast year\b", re.IGNORECASE)
_NUMBER = rf"(\d{{1,2}}|{'|'.join([*SMALL, *TENS])})"
_YEARS = re.compile(
    rf"\b(?:in|over|for|within|during)\s+(?:the\s+)?(?:past\s+|last\s+|next\s+|these\s+)?{_NUMBER}\s+years\b",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(?:in|over|for)\s+(?:a|the (?:past|last))\s+decade\b", re.IGNORECASE)
_NTH = re.compile(
    r"\b(?:first|second|third|last|final)\s+(?:year|half|quarter|month)s?\s+of\s+(?:the\s+)?\w+",
    re.IGNORECASE,
)
_IS_MONTH = re.compile(r"\d{4}-\d\d")
_MOMENT = re.compile(r"\bat the (?:end|start|beginning|close|turn) of\b[^,;]*", re.IGNORECASE)  # no stretch
_PART = re.compile(r"(\d+) years")


def closed(spot: Spot, text: str, sent_at: datetime | None) -> str:
    """The period that the figure is of, "" where none is told; so many years take the story's bounds."""
    for where in (spot.rest, spot.opening, spot.sentence.partition(",")[0]):
        found = _told(_MOMENT.sub("", where), sent_at)
        if found and not (
            spot.figure.per and _IS_MONTH.fullmatch(found)
        ):  # of a rate, when it began or ended
            return _with_bounds(found, text)
    return ""


def of_people(spot: Spot, sent_at: datetime | None) -> str:
    """The long time that a count of people is of; "" of a day, and where one happening is told of.

    As in "since the war began", of this year so far, or of a year that is over: "2027".
    """
    if found := _SINCE.search(spot.clause):
        return " ".join(found[0].lower().split())
    lead = f"{spot.before}#{spot.rest}"
    if any(not hit[0].endswith("s") for hit in cues.HAPPENED.finditer(lead)):
        return ""
    if cues.THIS_YEAR.search(lead):
        return "" if cues.HAPPENED.search(lead) else THIS_YEAR
    return _year_over(lead, sent_at)


def is_over(period: str) -> bool:
    """Whether it is a year that the story looks back on."""
    return bool(re.fullmatch(_YEAR, period))


def of_one_year(one: str, other: str) -> bool:
    """Whether two counts of people are of one year that is over, or neither is of any."""
    return one == other or not (is_over(one) or is_over(other))


def _year_over(lead: str, sent_at: datetime | None) -> str:
    if not sent_at or cues.PAST_ONE.search(lead):
        return ""
    told = _LAST_YEAR.search(lead)
    year = (
        str(sent_at.year - 1) if told else next(iter(re.findall(rf"\b(?:in|during) ({_YEAR})\b", lead)), "")
    )
    return year if year and int(year) < sent_at.year else ""


def rate(spot: Spot) -> str | None:
    """The period of a rate: the figure's own, or an adjective before it, as in "the monthly cost"."""
    if spot.figure.per:
        return spot.figure.per
    found = re.findall(rf"\b({'|'.join(HABITS)})\b", spot.clause.lower())
    return HABITS[found[-1]] if found else None


def years(period: str) -> float | None:
    """How long a closed period is, in years; None where that is not told."""
    if found := _PART.fullmatch(period):
        return float(found[1])
    if found := re.fullmatch(rf"({_YEAR})-({_YEAR})", period):
        return float(int(found[2]) - int(found[1]) + 1)
    return 1.0 if re.fullmatch(_YEAR, period) else None


def agree(one: str, other: str) -> bool:
    """Whether two periods can be one: the same words, or so many years and bounds that far apart."""
    if one == other:
        return True
    loose = _PART.fullmatch(one) or _PART.fullmatch(other)
    return bool(loose) and years(one) is not None and years(one) == years(other)


def is_loose(period: str) -> bool:
    """So many years, without saying which."""
    return bool(_PART.fullmatch(period))


def _told(where: str, sent_at: datetime | None) -> str:
    if found := _NTH.search(where):
        return " ".join(found[0].lower().split())
    if found := _BETWEEN.search(where):
        last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
        return f"{found[1]}-{last}"
    if found := _SINCE.search(where):
        return " ".join(found[0].lower().split())
    if found := _YEARS.search(where):
        return f"{_count(found[1])} years"
    if _DECADE.search(where):
        return "10 years"
    return _relative(where, sent_at) or _dated(where, sent_at)


def _relative(where: str, sent_at: datetime | None) -> str:
    found = _RELATIVE.search(where)
    if not found or not sent_at:
        return ""
    steps = RELATIVE[found[1].lower()]
    if found[2].lower() == "year":
        return str(sent_at.year + steps)
    months = sent_at.year * 12 + sent_at.month - 1 + steps
    return f"{months // 12}-{months % 12 + 1:02}"


def _dated(where: str, sent_at: datetime | None) -> str:
    if found := _ONE_YEAR.search(where):
        return found[1] or found[2]
    found = _MONTH.search(where)
    if not found:
        return ""
    month = MONTHS.index(found[1].lower()) + 1
    year = int(found[2]) if found[2] else _year_of(month, sent_at)
    return f"{year}-{month:02}" if year else ""


def _year_of(month: int, sent_at: datetime | None) -> int | None:
    """The year of the month that was last when the story was sent."""
    return sent_at.year - (month > sent_at.month) if sent_at else None


def _with_bounds(period: str, text: str) -> str:
    """As in "in five years" where the story speaks of what was signed between 2021 and 2025."""
    if not (found := _PART.fullmatch(period)):
        return period
    bounds = {f"{a}-{b if len(b) == 4 else a[:2] + b}" for a, b in _BETWEEN.findall(text)}
    fitting = [each for each in sorted(bounds) if years(each) == float(found[1])]
    return fitting[0] if len(fitting) == 1 else period


def _count(word: str) -> int:
    return int(word) if word.isdigit() else int((SMALL | TENS)[word.lower()])
