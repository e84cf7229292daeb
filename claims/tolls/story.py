"""What the figures of one story say of each other: parts of what was told above, more of it, the "
"same again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.alignment.words import normal
from claims.tolls import cues, measures, subjects
from claims.tolls.bounds import Bound, bound_of
from claims.tolls.claimants import is_same
from claims.tolls.spots import Spot
from claims.tolls.types import Reading, Role

FEW = 0.125  # of the toll above: whoever tells so few in the same story counts some of them only
Pair = tuple[Spot, Reading]
_SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]?")


def among_others(pairs: Sequence[Pair], text: str) -> list[Pair]:
    """The figures of a story in the order of its text, each read in the light of those before it."""
    judged: list[Pair] = []
    for spot, reading in pairs:
        told = _filled(spot, reading, judged, text)
        judged.append((spot, _judged(spot, told, judged)))
    return _totals(judged)


def _filled(spot: Spot, reading: Reading, before: Sequence[Pair], text: str) -> Reading:
    """What its sentence leaves out it takes from the figure of its measure before."""
    same = [told for _, told in before if told.measure == reading.measure and told.role is not Role.OTHER]
    if reading.measure == "troops" and spot.is_bare and same:
        return replace(reading, subject=(same[-1].subject[0], *reading.subject[1:]))
    return _sum_filled(spot, reading, same, text) if reading.measure == "money" else reading


def _sum_filled(spot: Spot, reading: Reading, before: Sequence[Reading], text: str) -> Reading:
    """A sum of nothing takes the subject, and a part the rate, of the sum before; fewer of it are a part."""
    sums = [told for told in before if told.role is Role.POINT]
    if reading.subject == (subjects.COST,):
        subject = sums[-1].subject if sums else _of_sentence_before(spot, text)
        reading = replace(reading, subject=subject)
    if reading.role is Role.PART and sums and not reading.per and not reading.period:
        reading = replace(reading, per=sums[-1].per, period=sums[-1].period)
    return reading


def _of_sentence_before(spot: Spot, text: str) -> tuple[str, ...]:
    """As in "It is some 15 billion a year" behind a sentence that names what it is."""
    ahead = _SENTENCES.findall(text[: spot.said.span.start].rstrip())
    return (subjects.COST, *sorted(subjects.stems(normal(ahead[-1].strip())))) if ahead else (subjects.COST,)


def _judged(spot: Spot, reading: Reading, before: Sequence[Pair]) -> Reading:
    """A point that is more of the same, told above, or a part of what was told above."""
    if reading.role is not Role.POINT or reading.measure not in (*measures.OF_PEOPLE, "troops", "money"):
        return reading
    points = [(each, told) for each, told in before if _counts_too(reading, told)]
    if reading.measure != "money" and _is_more(spot, bool(points), [told for _, told in before]):
        return replace(reading, role=Role.NEW, why=cues.MORE.search(_with_text(spot))[0])  # type: ignore[index]
    if again := next((each for each, _ in points if _tells_again(each, spot)), None):
        return replace(reading, role=Role.OTHER, why=f"told above: {again.figure.text}")
    whole = next((pair for pair in points if _is_part(spot, reading, pair)), None)
    return replace(reading, role=Role.PART, why=f"of {whole[0].figure.text}") if whole else reading


def _counts_too(reading: Reading, told: Reading) -> bool:
    is_alike = told.role is Role.POINT and subjects.alike(reading, told)
    if reading.measure != "money":
        return is_alike
    return is_alike and (reading.unit, reading.per, reading.period) == (told.unit, told.per, told.period)


def _with_text(spot: Spot) -> str:
    return f"{spot.words_before(2)} {spot.figure.text} {spot.rest[:12]}"


def _is_more(spot: Spot, is_told: bool, before: Sequence[Reading]) -> bool:
    """As in "12 more people"; "another 31 were wounded" behind a toll of dead is no more of the wounded."""
    near = cues.MORE_THAN.sub("", _with_text(spot))
    if not cues.MORE.search(near):
        return False
    counts_others = any(told.measure in measures.OF_PEOPLE for told in before)
    return is_told or not counts_others


def _tells_again(told: Spot, spot: Spot) -> bool:
    """The same figure from the same mouth, or in the story's own voice."""
    same = (told.figure.low, told.figure.high) == (spot.figure.low, spot.figure.high)
    return same and is_same_voice(told, spot)


def is_same_voice(told: Spot, spot: Spot) -> bool:
    """Whether a figure is no rival's: the story's own voice, or who told the other."""
    return not spot.said.speaker or not told.said.speaker or is_same(spot.said.speaker, told.said.speaker)


def _is_part(spot: Spot, reading: Reading, whole: Pair) -> bool:
    """Fewer than the toll above, and either no rival's count or one of a smaller place or a single day."""
    told, toll = whole
    if toll.period.startswith("since") and not reading.period:
        return spot.figure.low < told.figure.low
    if not _is_below(bound_of(spot.figure), bound_of(told.figure)):
        return False
    is_narrow = bool(cues.WITHIN.search(spot.clause)) and not cues.WITHIN.search(told.clause)
    return is_narrow or is_same_voice(told, spot) or spot.figure.low < FEW * told.figure.low


def _is_below(one: Bound, other: Bound) -> bool:
    return not one.meets(other) and one.low < other.low


def _totals(judged: Sequence[Pair]) -> list[Pair]:
    """What stands above a total of the same voice is a part of it; a count of years stands apart."""
    found = list(judged)
    for k, (spot, reading) in enumerate(found):
        later = [
            pair for pair in found[k + 1 :] if reading.role is Role.POINT and _counts_too(reading, pair[1])
        ]
        if whole := next((pair for pair in later if _is_total(spot, reading, pair)), None):
            found[k] = (spot, replace(reading, role=Role.PART, why=f"of {whole[0].figure.text}"))
    return [(spot, _apart(reading, found)) for spot, reading in found]


def _is_total(spot: Spot, reading: Reading, whole: Pair) -> bool:
    told, toll = whole
    is_people = reading.measure in measures.OF_PEOPLE and not toll.period
    return (
        is_people
        and bool(cues.ALL.search(told.clause))
        and _is_below(bound_of(spot.figure), bound_of(told.figure))
    )


def _apart(reading: Reading, judged: Sequence[Pair]) -> Reading:
    """A count since long ago beside the toll of the day is a sum over several happenings."""
    if reading.role is not Role.POINT or not reading.period.startswith("since"):
        return reading
    first = next(told for _, told in judged if told.role is Role.POINT and told.measure == reading.measure)
    is_beside = reading.measure in measures.OF_PEOPLE and not first.period
    return replace(reading, role=Role.SUM, why=reading.period) if is_beside else reading
