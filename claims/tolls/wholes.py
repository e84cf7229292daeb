"""Which figures of a story are of one whole, and which of them is the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claims.tolls import cues, measures, periods, sides, subjects
from claims.tolls.bounds import bound_of
from claims.tolls.claimants import is_same
from claims.tolls.spots import Spot
from claims.tolls.types import Reading, Role
from claims.tolls.vocabulary import GENERIC

Pair = tuple[Spot, Reading]
CASUALTIES = frozenset("killed wounded missing trapped".split())


def parted(judged: Sequence[Pair], *, several: bool) -> list[Pair]:
    """The figures of a story: what stands above its whole made a part of it, counts of years apart.

    `several`: of happenings; what counts them all is a whole of none.
    """
    found = _without_sums(judged) if several else list(judged)
    for k, (spot, reading) in enumerate(found):
        later = [pair for pair in found[k + 1 :] if _is_point(reading) and counts_too(reading, pair[1])]
        wholes = [each for each, told in later if _is_whole(spot, told, each)]
        wholes += [pair[0] for pair in found if _is_added((spot, reading), pair)]
        if whole := next(iter(wholes), None):
            found[k] = (spot, replace(reading, role=Role.PART, why=f"of {whole.figure.text}"))
        elif left := next((each for each, _ in later if _is_left(spot, reading, each)), None):
            found[k] = (spot, replace(reading, role=Role.RECALLED, why=f"{left.figure.text} are left"))
        elif told := next((each for each, _ in later if _is_told_better(spot, each)), None):
            found[k] = (spot, replace(reading, role=Role.OTHER, why=f"told below: {told.figure.text}"))
    return [(spot, _of_years(reading, found)) for spot, reading in found]


def kinds(pairs: Sequence[Pair]) -> list[Pair]:
    """Of "31 patients and six nurses" neither number is the toll: each is told as of its kind."""
    found = list(pairs)
    for k, ((spot, reading), (after, then)) in enumerate(pairwise(pairs)):
        if (
            reading.measure == then.measure
            and reading.measure in measures.OF_PEOPLE
            and _is_beside(spot, after)
        ):
            for place, each in ((k, spot), (k + 1, after)):
                found[place] = (each, replace(pairs[place][1], subject=(sides.KIND, measures.noun(each))))
    return [(spot, _of_a_kind(spot, reading)) for spot, reading in found]


def _of_a_kind(spot: Spot, reading: Reading) -> Reading:
    """As in "six pupils and a teacher": the number counts those of its noun alone."""
    is_kind = reading.measure in measures.OF_PEOPLE and measures.noun(spot) and cues.AND_ONE.match(spot.after)
    return replace(reading, subject=(sides.KIND, measures.noun(spot))) if is_kind else reading


def _is_beside(spot: Spot, after: Spot) -> bool:
    """Whether two figures of different nouns follow each other with no more than "and" between them."""
    nouns = measures.noun(spot), measures.noun(after)
    between = spot.sentence[spot.end : after.start].strip(" ,")
    return (
        spot.said.span == after.said.span and all(nouns) and nouns[0] != nouns[1] and between in ("", "and")
    )


def _without_sums(judged: Sequence[Pair]) -> list[Pair]:
    """A figure that is the sum of points told before of places of their own counts several happenings."""
    found: list[Pair] = []
    for spot, reading in judged:
        before = [each for each, told in found if counts_too(reading, told) and _place(each)]
        is_sum = len({_place(each) for each in before}) > 1 and spot.figure.low == sum(
            each.figure.low for each in before
        )
        is_of_people = _is_point(reading) and reading.measure in measures.OF_PEOPLE
        found.append((spot, replace(reading, role=Role.SUM, why="all")) if is_sum and is_of_people
                     else (spot, reading))  # fmt: skip
    return found


def counts_too(reading: Reading, told: Reading) -> bool:
    """Whether a point tells of the same toll: of money in the same unit and period, of people in the same
    rate, and of the same year where that is over."""
    is_alike = _is_point(told) and subjects.alike(reading, told)
    if reading.measure != "money":
        return is_alike and reading.per == told.per and periods.of_one_year(reading.period, told.period)
    return is_alike and (reading.unit, reading.per, reading.period) == (told.unit, told.per, told.period)


def is_same_voice(told: Spot, spot: Spot) -> bool:
    """Whether a figure is no rival's: the story's own voice, or who told the other."""
    return not spot.said.speaker or not told.said.speaker or is_same(spot.said.speaker, told.said.speaker)


def is_below(spot: Spot, whole: Spot) -> bool:
    """Whether a figure leaves open only fewer than the other."""
    one, other = bound_of(spot.figure), bound_of(whole.figure)
    return not one.meets(other) and one.low < other.low


def is_apart(spot: Spot, told: Spot, *, several: bool) -> bool:
    """Whether two figures count two wholes: a count put forward as such, or places of their own.

    "22 people in Alda and 17 in Brask"; of two sentences where the story tells of several happenings.
    """
    if cues.PUT.search(f"{spot.opening}#") or cues.STILL.search(f"{spot.opening}#{spot.rest}"):
        return True
    if cues.ACROSS.search(f"{spot.opening}#{spot.rest}") and _place(spot) != _place(told):
        return True
    places = _place(spot), _place(told)
    is_beside = spot.said.span == told.said.span or several
    return is_beside and all(places) and places[0] != places[1]


def _place(spot: Spot) -> str:
    """The place that stands behind the figure, opens its sentence or counts itself; else the claim's."""
    behind = (
        cues.OWN_PLACE.search(spot.after)
        or cues.FIRST_PLACE.search(spot.before)
        or cues.COUNTING_PLACE.search(spot.before)
    )
    return behind[behind.lastindex or 1] if behind else spot.said.place


def _is_point(reading: Reading) -> bool:
    return reading.role is Role.POINT


def _is_added(new: Pair, pair: Pair) -> bool:
    """As in "three more people have died, bringing the number to 14": only the sum is of the toll."""
    (spot, reading), (whole, told) = new, pair
    if reading.role is not Role.NEW or not counts_too(reading, told) or spot.said.span != whole.said.span:
        return False
    is_sum = cues.ALL.search(whole.clause) or cues.BROUGHT.search(f"{whole.opening}#")
    return bool(is_sum) and is_same_voice(spot, whole) and is_below(spot, whole)


def _is_left(spot: Spot, reading: Reading, left: Spot) -> bool:
    """Whether a later figure tells how many are left of those that an earlier counted."""
    is_falling = reading.measure in measures.FALLING and is_same_voice(spot, left)
    return is_falling and is_below(left, spot) and bool(cues.STILL.search(f"{left.opening}#{left.rest}"))


def _is_whole(spot: Spot, reading: Reading, whole: Spot) -> bool:
    """Whether a later figure of one voice holds an earlier: "in all", "that killed 12", of all people.

    Only of people: what is spent first is not always a part of what is spent in all.
    """
    is_of_people = reading.measure in measures.OF_PEOPLE and is_same_voice(spot, whole) and not reading.period
    if not is_of_people or not is_below(spot, whole):
        return False
    is_kind = bool(measures.noun(spot)) and whole.noun in GENERIC and spot.said.span != whole.said.span
    is_total = bool(cues.ALL.search(whole.clause) or cues.BROUGHT.search(f"{whole.opening}#"))
    return is_total or is_kind or bool(re.search(r"\b(?:that|which) (?:has |had )?\w+ $", whole.opening))


def _is_told_better(spot: Spot, told: Spot) -> bool:
    """Whether "dozens" are told in numbers later on."""
    is_vague = spot.figure.qualifier == "dozens" and told.figure.qualifier != "dozens"
    return is_vague and bound_of(spot.figure).meets(bound_of(told.figure))


def _of_years(reading: Reading, judged: Sequence[Pair]) -> Reading:
    """Beside the toll of the day a count since long ago is a sum over several happenings, and that of a year
    which is over tells of others."""
    if not _is_point(reading) or not reading.period or reading.measure not in measures.OF_PEOPLE:
        return reading
    if periods.is_over(reading.period):
        is_beside = any(_is_of_a_day(told, reading.measure) for _, told in judged)
        return replace(reading, role=Role.OLDER, why=reading.period) if is_beside else reading
    first = next(told for _, told in judged if _is_point(told) and told.measure == reading.measure)
    is_beside = reading.period.startswith("since") and not first.period and not first.per
    return replace(reading, role=Role.SUM, why=reading.period) if is_beside else reading


def _is_of_a_day(told: Reading, measure: str) -> bool:
    """Whether somebody came to harm in what the story tells, and not over a long time."""
    kin = CASUALTIES if measure in CASUALTIES else {measure}
    return told.measure in kin and told.role in (Role.POINT, Role.NEW) and not (told.period or told.per)
