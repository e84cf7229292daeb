"""Whose dead: one storm in two countries has a toll in each.

Two places are told apart where one sentence counts the people of both, one beside the other: "12 in Peltra
and four in Osmar". Only then does the place of any other count of that event matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from claims.tolls import cues, measures, periods
from claims.tolls.types import Report, Role

_NAME = r"((?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)*)"
_BEHIND = re.compile(
    rf"\s*(?:\w+ ){{0,3}}(?:in|at|near|off|on|across)\s+(?:the\s+)?(?:\w+\s+of\s+|{cues.NEXT_DOOR})?{_NAME}",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:in|off)\s+(?:the\s+)?{_NAME},?\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_TIMES = frozenset([*(month.title() for month in periods.MONTHS), *_DAYS])


def lands(reports: Sequence[Report]) -> dict[int, str]:
    """The place that each count of people is of, by the report's key; "" where that is not told.

    Empty where no sentence tells of two. The order of `reports` changes nothing.
    """
    people = [each for each in reports if each.reading.measure in measures.OF_PEOPLE]
    sentences = groupby(sorted(people, key=_sentence), key=_sentence)
    apart = {name for _, told in sentences for name in _beside(told)}
    if not apart:
        return {}
    own = {each.key: _own(each, apart) for each in people}
    return {each.key: own[each.key] or _of_article(each, people, own) for each in people}


def _sentence(report: Report) -> tuple[object, ...]:
    return report.article, report.version, report.sentence, report.reading.measure


def _beside(told: Iterable[Report]) -> set[str]:
    """The places of the counts of one sentence, where there are several."""
    points = [each for each in told if each.reading.role is Role.POINT]
    names = {_right_there(each) for each in points} - {""}
    return names if len(names) > 1 else set()


def _right_there(report: Report) -> str:
    """The place right behind the figure, else the one right before it."""
    before, _, after = report.sentence.partition(report.figure.text)
    found = _BEHIND.match(after) or _BEFORE.search(before)
    return found[1] if found and found[1] not in _TIMES else ""


def _own(report: Report, apart: set[str]) -> str:
    """The place beside the figure, else the only one of those told apart in its sentence."""
    there = _right_there(report)
    if there in apart:
        return there
    named = [name for name in apart if re.search(rf"\b{re.escape(name)}\b", report.sentence)]
    if len(named) > 1:  # "Peltra counted 12 dead and Osmar four"
        before = report.sentence.partition(report.figure.text)[0]
        named = [name for name in named if re.search(rf"\b{re.escape(name)}\s+{cues.COUNTS}?$", before)]
    return named[0] if len(named) == 1 else ""


def _of_article(report: Report, people: Iterable[Report], own: Mapping[int, str]) -> str:
    """The place of all else that its story counts; "" where its sentence names several, or its story does."""
    names = {own[each.key] for each in people if each.article == report.article} - {""}
    return names.pop() if len(names) == 1 else ""
