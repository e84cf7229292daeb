"""Dates and times as English-speaking desks write them in running text, with the zones they use.

"1120 GMT on Friday, September 17, 2027", "10 a.m. EDT, Sept. 17", "17/09/2027 00:01", "noon London time".
Whatever has to be assumed is told in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from claims.ingest.limits import EARLIEST_YEAR, LATEST_YEAR

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Hours east of Greenwich. Letters that two parts of the world use are left out, so that nobody guesses.
_HOURS_EAST = {
    0.0: "gmt utc ut z wet",
    1.0: "bst west cet mez",
    2.0: "cest mesz eet sast",
    3.0: "eest msk eat",
    8.0: "hkt sgt awst",
    9.0: "jst kst",
    10.0: "aest",
    11.0: "aedt",
    12.0: "nzst",
    13.0: "nzdt",
    -2.5: "ndt",
    -3.0: "adt",
    -3.5: "nst",
    -4.0: "edt",
    -5.0: "est cdt",
    -6.0: "mdt",
    -7.0: "mst pdt",
    -8.0: "pst akdt",
    -9.0: "akst",
    -10.0: "hst",
}
ABBREVIATIONS = {name: hours for hours, names in _HOURS_EAST.items() for name in names.split()}
PLACES = {
    "et": "America/New_York",
    "eastern time": "America/New_York",
    "ct": "America/Chicago",
    "central time": "America/Chicago",
    "mt": "America/Denver",
    "mountain time": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific time": "America/Los_Angeles",
    "uk time": "Europe/London",
    "british time": "Europe/London",
}

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
)
_MONTH += r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_YEAR = (
    r"(?:,?\s+(?P<{0}>(?:19|20|21)[0-9]{{2}})\b(?!\s*(?:gmt|utc|hrs|hours|[ecmp][sd]t|bst|cest|cet|z)\b))?"
)
_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
_DATE = re.compile(
    rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?:"
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    rf"|{_MONTH.format('month')}\s+{_DAY.format('day')}(?![0-9:.])\b{_YEAR.format('year')}"
    rf"|{_DAY.format('day2')}(?:\s+of)?\s+{_MONTH.format('month2')}{_YEAR.format('year2')}"
    r"|(?P<one>[0-9]{1,2})(?P<mark>[/.])(?P<two>[0-9]{1,2})(?P=mark)(?P<year3>[0-9]{4}|[0-9]{2})\b"
    r"|(?P<near>today|tomorrow)\b)"
    rf"|\b{_WEEKDAY.replace('weekday', 'only')}(?=\W|$)",
    re.IGNORECASE,
)
_ZONES = "|".join(sorted([*ABBREVIATIONS, *PLACES], key=len, reverse=True))
_ZONE = (
    rf"(?:(?P<offset>(?:(?:gmt|utc)\s?)?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)(?![0-9-])|(?P<zone>{_ZONES})\b"
    r"|(?P<city>[a-z]{3,20}(?:[ _][a-z]{3,20})?)\s+time\b|(?P<local>local(?:\s+time)?)\b)"
)
_TIME = re.compile(
    r"(?<![0-9:.])(?:"
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<hour2>[0-9]{1,2})\s?(?P<half2>[ap])\.?m\b\.?"
    r"|(?P<four>[0-9]{4})(?:\s?(?:hrs|hours|h))?(?=\s?\(?(?:"
    + _ZONES
    + r"|[+-][0-9]{2}|hrs|hours|local)\b)(?:\s?(?:hrs|hours))?"
    r"|(?P<four2>[0-9]{4})\s?(?:hrs|hours|h)\b"
    r"|(?P<word>midnight|noon)\b"
    rf")(?:\s?(?:hrs|hours|h)\b)?(?:\s*[,(]?\s*{_ZONE}\)?)?",
    re.IGNORECASE,
)


# Beside a day, four digits are an hour: "0900, Thursday 16 September".
_BARE_HOUR = re.compile(
    r"\b(?P<four>(?:[01][0-9]|2[0-3])[0-5][0-9])\b(?![:.][0-9])"
    r"(?P<hour>)(?P<hour2>)(?P<minute>)(?P<half>)(?P<half2>)(?P<four2>)(?P<word>)"
    r"(?P<offset>)(?P<zone>)(?P<city>)"
)

# How a time or a day begins: for who must tell "for release Sunday" from "for release in Europe".
BEGINS = (
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?\s?[ap]\.?m\b|[0-9]{1,2}[:.][0-9]{2}\b|[0-9]{4}\s|noon\b|midnight\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in UTC, where it stands in the text, and what was assumed about it."""

    time: datetime
    spans: tuple[tuple[int, int], ...]
    has_hour: bool
    notes: tuple[str, ...] = ()


def is_named(text: str) -> bool:
    """Whether a day or an hour stands in it, be it enough for a moment or not."""
    return bool(_DATE.search(text) or _TIME.search(text))


def find(text: str, *, near: datetime | None = None) -> Moment | None:
    """The moment that `text` tells, or None where no day can be made of it.

    A day without its year, or only its hour or weekday, is the next one from `near` on: then `near` is
    needed. Without an hour it is the day's first instant.
    """
    iso = _iso(text)
    if iso:
        return iso
    day, hour = _DATE.search(text), _TIME.search(text)
    if day and (hour is None or _overlap(day, hour)):
        hour = _beside(_TIME, text, day) or _beside(_BARE_HOUR, text, day)
    if not day and not hour:
        return None
    spans = tuple(found.span() for found in (day, hour) if found)
    notes: list[str] = []
    zone = _zone(hour, notes) if hour else UTC
    clock = _clock(hour) if hour else time(0)
    local = near.astimezone(zone) if near else None
    if clock is None:
        return None
    on = _day(day, local, clock, notes) if day else _next(clock, local)
    if on and hour and (hour["word"] or "").lower() == "midnight":
        on += timedelta(days=1)
        notes.append("midnight taken for the end of the day")
    if on is None or not EARLIEST_YEAR < on.year < LATEST_YEAR:
        return None
    if not hour:
        notes.append("no hour, taken for the day's first instant in UTC")
    return Moment(datetime.combine(on, clock, zone).astimezone(UTC), spans, hour is not None, tuple(notes))


_ISO = re.compile(
    r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})\b"
)


def _iso(text: str) -> Moment | None:
    found = _ISO.search(text)
    try:
        moment = datetime.fromisoformat(re.sub(r"\s(?=Z|[+-])", "", found[0])) if found else None
    except ValueError:
        return None
    if found is None or moment is None or not EARLIEST_YEAR < moment.year < LATEST_YEAR:
        return None
    return Moment(moment.astimezone(UTC), (found.span(),), True)


def _beside(pattern: re.Pattern[str], text: str, day: re.Match[str]) -> re.Match[str] | None:
    return pattern.search(text, day.end()) or pattern.search(text, 0, day.start())


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _clock(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(12) if found["word"].lower() == "noon" else time(0)
    four, half = found["four"] or found["four2"], (found["half"] or found["half2"] or "").lower()
    hour = int(four[:2] if four else found["hour"] or found["hour2"])
    minute = int(four[2:] if four else found["minute"] or 0)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    return time(hour % 24, minute) if hour < 24 and minute < 60 else None


def _zone(found: re.Match[str], notes: list[str]) -> tzinfo:
    if found["offset"]:
        return _offset(found["offset"])
    name = " ".join((found["zone"] or "").lower().split())
    if name in PLACES:
        return ZoneInfo(PLACES[name])
    if name:
        return timezone(timedelta(hours=ABBREVIATIONS[name]))
    city = (found["city"] or "").replace(" ", "_")
    if city and (known := _cities().get(city.lower())):
        return ZoneInfo(known)
    notes.append("no time zone that is known, taken for UTC")
    return UTC


def _offset(written: str) -> tzinfo:
    sign, digits = (-1 if "-" in written else 1), re.sub(r"[^0-9]", "", written)
    hours, minutes = (
        int(digits[:-2] if len(digits) > 2 else digits),
        int(digits[-2:] if len(digits) > 2 else 0),
    )
    return timezone(sign * timedelta(hours=min(hours, 14), minutes=min(minutes, 59)))


@cache
def _cities() -> dict[str, str]:
    """The cities of the time zone database, lower case: `new_york`."""
    return {name.rpartition("/")[2].lower(): name for name in sorted(available_timezones()) if "/" in name}


def _day(found: re.Match[str], near: datetime | None, clock: time, notes: list[str]) -> date | None:
    """The day written; one without a year, or only a weekday, from `near` on."""
    if found["iso"]:
        return _date(*map(int, found["iso"].split("-")))
    if found["near"] or found["only"]:
        return _near(found, near, clock) if near else None
    if found["one"]:
        return _numeric(found, notes)
    return _named_month(found, near, notes)


def _named_month(found: re.Match[str], near: datetime | None, notes: list[str]) -> date | None:
    month = _month(found["month"] or found["month2"])
    day, year = int(found["day"] or found["day2"]), found["year"] or found["year2"]
    if year:
        return _date(int(year), month, day)
    if near is None:
        return None
    notes.append("no year, taken for the next such day")
    earliest = near.date() - timedelta(days=1)
    days = (_date(near.year + ahead, month, day) for ahead in (0, 1))
    return next((on for on in days if on and on >= earliest), None)


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def _numeric(found: re.Match[str], notes: list[str]) -> date | None:
    """17.09.2027 has the day first, 17/09/2027 whichever order is a day. Of two it is the later one."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year3"])
    year += 2000 if year < 100 else 0
    if found["mark"] == ".":
        return _date(year, two, one)
    days = [day for day in (_date(year, two, one), _date(year, one, two)) if day]
    fitting = [day for day in days if found["weekday"] and _is_weekday(day, found["weekday"])]
    if len(set(days)) > 1 and not fitting:
        notes.append("day or month first is not told, taken for the later day")
    return max(fitting or days, default=None)


def _is_weekday(day: date, name: str) -> bool:
    return DAYS[day.weekday()].startswith(name[:3].lower())


def _near(found: re.Match[str], near: datetime, clock: time) -> date | None:
    """Today, tomorrow, or the next day of that name on which it is yet to be so late."""
    if found["near"]:
        return near.date() + timedelta(days=found["near"].lower() == "tomorrow")
    days = [near.date() + timedelta(days=ahead) for ahead in range(8)]
    fitting = (day for day in days if _is_weekday(day, found["only"]))
    return next((day for day in fitting if datetime.combine(day, clock, near.tzinfo) > near), None)


def _next(clock: time, near: datetime | None) -> date | None:
    """The day on which it is next so late."""
    if near is None:
        return None
    return near.date() + timedelta(days=datetime.combine(near.date(), clock, near.tzinfo) <= near)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
