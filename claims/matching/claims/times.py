"""The period that a claim speaks of, as a word that two stories can be compared by.

"2026", "2027-04", "2027-q1", "2027-h2", "2021-2025", "since 2027-05", "10 years"; what is relative ("last
year") is resolved against the time of the story, and stays as it is where that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from claims.extraction.figures.number_words import SMALL, TENS
from claims.matching.types import Claim

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        start=1,
    )
}
_MONTH = "|".join(name.capitalize() for name in MONTHS)
_COUNT = "|".join(["a", "\\d{1,3}", *(word for word in SMALL if word != "zero"), *TENS])
_YEAR = r"(?:19|20)\d\d"
_LEADS = r"in|since|during|of|for|by|until|from|last|this|next|between|through|throughout|to|and|per"
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTERS = {(1, 3): "q1", (4, 6): "q2", (7, 9): "q3", (10, 12): "q4", (1, 6): "h1", (7, 12): "h2"}

# What every period is told with: without it the rules need not be tried.
_TIMED = re.compile(rf"(?:19|20)\d\d|{_MONTH}|year|month|quarter|half|decade|Q[1-4]|H[12]", re.IGNORECASE)
_CLOSED = re.compile(r"\d{4}(-\d\d(\d\d)?)?|\d+ years")
_SPAN = re.compile(rf"\b({_YEAR})\s*(?:[-–]|to|and|through|until)\s*({_YEAR})\b")
_YEARS_TO = re.compile(rf"\b({_COUNT}) years (?:to|until|up to) ({_YEAR})\b", re.IGNORECASE)
_MONTHS_TO = re.compile(rf"\b({_COUNT}) months (?:to|until|ending|through) ({_MONTH})\b(?: ({_YEAR}))?")
_MONTH_SPAN = re.compile(rf"\b({_MONTH}) (?:to|and|through|until|[-–]) ({_MONTH})\b(?: ({_YEAR}))?")
_PART = re.compile(
    r"\b(first|second|third|fourth) (quarter|half)\b"
    rf"(?:[ ,]*(?:of )?(?:the )?({_YEAR}|last year|this year))?",
    re.IGNORECASE,
)
_SHORT_PART = re.compile(rf"\b(Q[1-4]|H[12])\b(?: ({_YEAR}))?")
_SINCE = re.compile(rf"\bsince (?:({_MONTH})(?: ({_YEAR}))?|({_YEAR}))\b")
_IN_MONTH = re.compile(
    rf"\b(?:{_LEADS}) ({_MONTH})\b(?! ?\d{{1,2}}\b)(?:[ ,]*({_YEAR}|last year|this year))?"
)
_IN_YEAR = re.compile(rf"(?<![\d.,$€£-])\b({_YEAR})\b(?![.,]?\d)(?! ?(?:people|soldiers|troops|percent|%))")
_RELATIVE = re.compile(r"\b(last|this|next|previous) (year|month)\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\b(?:in|over|for|within|during|past|last|first|next) (?:the )?(?:past |last |next )?({_COUNT})[- ]"
    r"(years?|months?|decades?)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|overnight|in (?:a|one) day)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|plans? to|planned to|intends? to|is to|are to|was to|were to|pledged to|promised to)\b"
)
_DECADE = re.compile(
    r"\b(?:over|in|for|during|the|past|last) (?:the )?(?:past |last )?decade\b", re.IGNORECASE
)


def periods(claim: Claim) -> frozenset[str]:
    """The figure's own period where it was read as a year, years or a month; else those of its sentence."""
    told = claim.reading.period if claim.reading else ""
    own = frozenset({told} if told else ())
    return own if _CLOSED.fullmatch(told) else named(claim.sentence, claim.at) or own


def named(sentence: str, at: datetime | None) -> frozenset[str]:
    """The periods that a sentence names; the longest form of each, so "April 2026" is no year."""
    found: set[str] = set()
    if not _TIMED.search(sentence):
        return frozenset()
    for rule, read in _RULES:
        for hit in reversed(list(rule.finditer(sentence))):
            found.update(filter(None, read(hit, at)))
            sentence = sentence[: hit.start()] + " " * len(hit[0]) + sentence[hit.end() :]
    return frozenset(found)


def are_long(told: frozenset[str]) -> bool:
    """Whether they are stretches of time up to now, in which a single day is only a part."""
    return all(period.startswith("since") or period.endswith("s") for period in told)


def to_come(sentence: str) -> bool:
    """Whether it speaks of what is not so yet."""
    return bool(_TO_COME.search(sentence))


def one_day(sentence: str) -> frozenset[str]:
    """The single day that a sentence speaks of, as a period."""
    found = _DAY.search(sentence)
    return frozenset({found[0].lower()} if found else ())


def _span(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    yield f"{hit[1]}-{hit[2]}"


def _years_to(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    yield f"{int(hit[2]) - _count(hit[1]) + 1}-{hit[2]}"


def _month_span(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    first, last = MONTHS[hit[1].lower()], MONTHS[hit[2].lower()]
    year = hit[3] or _year_of(last, at)
    part = _QUARTERS.get((first, last))
    yield f"{year}-{part}" if part else f"{year}-{first:02}-{last:02}"


def _months_to(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    last, year = MONTHS[hit[2].lower()], hit[3]
    year = year or _year_of(last, at)
    first = last - _count(hit[1]) + 1
    part = _QUARTERS.get((first, last))
    yield f"{year}-{part}" if part else year if (first, last) == (1, 12) else f"{year}-{first:02}-{last:02}"


def _part(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    number, kind = _PARTS[hit[1].lower()], hit[2].lower()
    ends = number * (3 if kind == "quarter" else 6)
    yield f"{_told_year(hit[3], at) or _year_of(ends - 1, at)}-{kind[0]}{number}"


def _short_part(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    ends = int(hit[1][1]) * (3 if hit[1][0] == "Q" else 6)
    yield f"{hit[2] or _year_of(ends - 1, at)}-{hit[1].lower()}"


def _since(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    if hit[3]:
        yield f"since {hit[3]}"
    else:
        month = MONTHS[hit[1].lower()]
        yield f"since {hit[2] or _year_of(month, at)}-{month:02}"


def _in_month(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    month = MONTHS[hit[1].lower()]
    yield f"{_told_year(hit[2], at) or _year_of(month, at)}-{month:02}"


def _in_year(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    yield hit[1]


def _relative(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    step = {"last": -1, "previous": -1, "this": 0, "next": 1}[hit[1].lower()]
    if at is None:
        yield hit[0].lower()
    elif hit[2].lower() == "year":
        yield str(at.year + step)
    else:
        months = at.year * 12 + at.month - 1 + step
        yield f"{months // 12}-{months % 12 + 1:02}"


def _length(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    unit = hit[2].lower().rstrip("s")
    yield f"{_count(hit[1]) * 10} years" if unit == "decade" else f"{_count(hit[1])} {unit}s"


def _decade(hit: re.Match[str], at: datetime | None) -> Iterator[str]:
    yield "10 years"


def _count(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 1 if word == "a" else int(SMALL.get(word) or TENS[word])


def _told_year(words: str | None, at: datetime | None) -> str:
    """The year as told: "2026", or "last year" where the story's own is known."""
    if not words or words.isdigit() or at is None:
        return words or ""
    return str(at.year - (words.lower() == "last year"))


def _year_of(month: int, at: datetime | None) -> str:
    """The year of the latest such month that had begun at the time of the story."""
    if at is None:
        return "some year"
    return str(at.year if month <= at.month else at.year - 1)


_RULES = (
    (_SPAN, _span),
    (_YEARS_TO, _years_to),
    (_MONTHS_TO, _months_to),
    (_MONTH_SPAN, _month_span),
    (_PART, _part),
    (_SHORT_PART, _short_part),
    (_SINCE, _since),
    (_IN_MONTH, _in_month),
    (_LENGTH, _length),
    (_DECADE, _decade),
    (_RELATIVE, _relative),
    (_IN_YEAR, _in_year),
)
