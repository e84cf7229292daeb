"""What a figure is to the toll of its measure, by the words of its own clause, and which."""

from __future__ import annotations

import re
from datetime import datetime

from claims.extraction.alignment.measures import FAMILY
from claims.tolls import cues, measures, periods
from claims.tolls.spots import Spot
from claims.tolls.types import Role
from claims.tolls.vocabulary import SIZES

Judged = tuple[Role, str]
CLOSE = 6  # words within which "including" reaches a figure
POINT: Judged = (Role.POINT, "")
UNCOUNTED: Judged = (Role.OTHER, "not counted over time")


def role(spot: Spot, measure: str, period: str, sent_at: datetime | None) -> Judged:
    """The role and why, from the figure's sentence alone."""
    clause = _masked(spot)
    if cues.FROM_NOW.search(clause):
        return POINT
    if cues.DIFFERENCE.search(clause):
        return Role.OTHER, "a difference"
    if measure == "money":
        return _of_money(spot, clause, period) or POINT
    if measure in SIZES or spot.figure.unit in SIZES or _is_conversion(spot):
        return Role.OTHER, "a size"
    is_counted = measures.is_named(measure) or (measure != "people" and _is_of_a_toll(spot))
    return _of_count(spot, clause, measure, period, sent_at) or (POINT if is_counted else UNCOUNTED)


def _is_of_a_toll(spot: Spot) -> bool:
    """Whether a counted noun may have a toll: people of a happening, what armies have, cases and catches."""
    is_people = spot.figure.unit == "people" or spot.is_bare
    return spot.said.type in ("troops", "crime") or (is_people and spot.said.type in measures.CROWD)


def _of_count(spot: Spot, clause: str, measure: str, period: str, sent_at: datetime | None) -> Judged | None:
    told = cues.SAID_COUNTED.sub(r"\1", clause)
    found = _search(cues.RECALLED, told, Role.RECALLED) or _search(cues.DENIED, clause, Role.RECALLED)
    if found:
        return found
    if spot.figure.per == "year" and measure in measures.OF_PEOPLE:
        return Role.OTHER, "so many every year"
    is_of_a_day = measure in measures.OF_PEOPLE and not periods.is_over(period)
    if is_of_a_day and (found := _of_another_time(spot, clause, sent_at)):
        return found
    return _part(spot, clause) or (_feared(clause) if measure == "jobs" else _not_yet(clause))


def _of_money(spot: Spot, clause: str, period: str) -> Judged | None:
    if _is_conversion(spot):
        return Role.OTHER, "the same in another currency"
    if judged := _search(cues.RECALLED, clause, Role.RECALLED):
        return judged
    if cues.THRESHOLD.search(clause) and cues.ANY.search(clause):
        return Role.OTHER, "a threshold"
    share = _search(cues.EACH, clause, Role.OTHER) or _share(spot, clause)
    return share or (None if period else _unpaid(clause))


def is_to_come(spot: Spot) -> bool:
    """Whether a sum is told as one that will be: its toll is another than that of what is paid."""
    return bool(cues.TO_COME.search(_governed(_masked(spot))))


def _unpaid(clause: str) -> Judged | None:
    """Feared, or wished; what will be paid is a point of a toll of its own."""
    return _feared(clause) or (None if cues.TO_COME.search(_governed(clause)) else _not_yet(clause))


def _share(spot: Spot, clause: str) -> Judged | None:
    """A part of a sum told elsewhere, or the same by the year."""
    if cues.AVERAGE.search(clause + spot.figure.text):
        return Role.PART, "an average"
    told = cues.SHARE_TOLD.search(spot.before)
    return (Role.PART, told[0]) if told else _search(cues.SHARE, clause, Role.PART)


def _not_yet(clause: str) -> Judged | None:
    """Feared or planned; "are said to have died" is neither."""
    return _feared(clause) or _search(cues.PLANNED, _governed(clause), Role.PLANNED)


def _feared(clause: str) -> Judged | None:
    return _search(cues.FEARED, _governed(clause), Role.OTHER)


def _governed(clause: str) -> str:
    """As much of the clause as says whether the figure is so already."""
    return cues.FULFILLED.sub("", cues.GOVERNED.sub(r"\1", clause))


def _of_another_time(spot: Spot, clause: str, sent_at: datetime | None) -> Judged | None:
    """Of another happening, or of several at once."""
    if not cues.OWN_PLACE.search(spot.after) and (found := _search(cues.SUM, clause, Role.SUM)):
        return found
    lead = f"{spot.before}#{spot.rest}"
    if found := _search(cues.OLDER, _without_since(lead), Role.OLDER):
        return found
    for year in cues.YEAR.finditer(lead):
        is_own = sent_at is not None and int(year[1]) == sent_at.year
        if not is_own and not _is_since(lead, year.start()):
            return Role.OLDER, year[1]
    month = cues.MONTH.search(_without_since(lead))
    if month and sent_at and periods.MONTHS.index(month[1].lower()) + 1 != sent_at.month:
        return Role.OLDER, month[0]
    return None


def _is_since(lead: str, at: int) -> bool:
    """As in "the deadliest attack since 2016" behind the figure: that year is not the figure's."""
    return "#" in lead[:at] and bool(re.search(r"\bsince\b[^,;]*$", lead[:at], re.IGNORECASE))


def _without_since(lead: str) -> str:
    """As in "since the war began two years ago", which tells how long and not when."""
    return re.sub(r"\bsince\b[^,;]*", "", lead) if "#" in re.sub(r"\bsince\b[^,;]*", "", lead) else lead


def _part(spot: Spot, clause: str) -> Judged | None:
    if cues.NONE_OF.search(f"{spot.before}#") or (spot.figure.low == 0 and spot.is_some_of):
        return Role.PART, "none of them"
    if found := _search(cues.PART, clause, Role.PART):
        return found
    if re.search(r"\bof (?:them|whom)$", spot.figure.text) or re.match(
        r"the (?:other|remaining)", spot.figure.text, re.IGNORECASE
    ):
        return Role.PART, spot.figure.text
    markers = list(cues.INCLUDING.finditer(spot.before))
    if not markers or cues.OTHERS.search(spot.figure.text):
        return None
    between = spot.before[markers[-1].end() :]
    is_over = (
        len(between.split()) > CLOSE
        or any(word.lower() in FAMILY for word in re.findall(r"\w+", between))
        or re.search(r"[;.]", between)
    )
    return None if is_over else (Role.PART, markers[-1][0])


def _is_conversion(spot: Spot) -> bool:
    """In brackets behind a sum, or in the line that gives the rate."""
    return spot.is_in_brackets or spot.after.lstrip().startswith("=") or spot.before.rstrip().endswith("=")


def _masked(spot: Spot) -> str:
    """The clause with the figure as "#", with what of its text is no number or noun kept before it."""
    hedge = re.match(r"[^\d]*?(?=\b(?:the other|another|a further|not|from|more)\b)", spot.figure.text)
    return f"{spot.opening}{hedge[0] if hedge else ''}#{spot.rest}"


def _search(pattern: re.Pattern[str], clause: str, role: Role) -> Judged | None:
    found = pattern.search(clause)
    return (role, found[0].replace("#", "…").strip()) if found else None
