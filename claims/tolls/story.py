"""What the figures of one story say of each other: parts of what was told above, more of it, it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.tolls import cues, measures, subjects, wholes
from claims.tolls.roles import UNCOUNTED
from claims.tolls.spots import Spot
from claims.tolls.types import Reading, Role
from claims.tolls.wholes import Pair, counts_too

FEW = 0.125  # of the toll above: whoever tells so few in the same story counts some of them only
_SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]?")


def among_others(pairs: Sequence[Pair], text: str) -> list[Pair]:
    """The figures of a story in the order of its text, each read in the light of those before it."""
    judged: list[Pair] = []
    pairs = wholes.kinds(pairs)
    several = bool(cues.SEVERAL.search(text))
    for spot, reading in pairs:
        told = _filled(spot, reading, judged, text)
        judged.append((spot, _judged(spot, told, judged, several=several)))
    return wholes.parted(judged, several=several)


def _filled(spot: Spot, reading: Reading, before: Sequence[Pair], text: str) -> Reading:
    """What its sentence leaves out it takes from the figure of its measure before."""
    same = [told for _, told in before if told.measure == reading.measure and told.role is not Role.OTHER]
    points = [
        told for _, told in before if told.role is not Role.OTHER and told.measure in measures.OF_PEOPLE
    ]
    is_unclear = (reading.role, reading.why) == UNCOUNTED and spot.is_bare
    if is_unclear and points and cues.THE_NUMBER.search(f"{spot.opening}#"):
        return replace(reading, measure=points[-1].measure, role=Role.POINT, why="", unit="people")
    if reading.measure == "troops" and spot.is_bare and same and not measures.names_force(spot):
        return replace(reading, subject=(same[-1].subject[0], *reading.subject[1:]))
    return _sum_filled(spot, reading, same, text) if reading.measure == "money" else reading


def _sum_filled(spot: Spot, reading: Reading, before: Sequence[Reading], text: str) -> Reading:
    """A sum of nothing takes the subject, and a part the rate, of the sum before; fewer of it are a part."""
    sums = [told for told in before if told.role is Role.POINT]
    if reading.subject == (subjects.COST,):
        subject = sums[-1].subject if sums else _of_sentence_before(spot, text)
        reading = replace(reading, subject=subject)
    is_same_sum = reading.role is Role.PART or bool(cues.THE_SUM.search(f"{spot.opening}#"))
    if sums and not is_same_sum and sums[-1].period and not sums[-1].per:
        is_same_sum = len({*reading.subject} & {*sums[-1].subject}) > 1  # the same kind of sum, and of what
    if is_same_sum and sums and not reading.per and not reading.period:
        reading = replace(reading, per=sums[-1].per, period=sums[-1].period)
    return reading


def _of_sentence_before(spot: Spot, text: str) -> tuple[str, ...]:
    """As in "It is some 15 billion a year" behind a sentence that names what it is."""
    ahead = _SENTENCES.findall(text[: spot.said.span.start].rstrip())
    return (subjects.COST, *sorted(subjects.stems_of(ahead[-1]))) if ahead else (subjects.COST,)


def _judged(spot: Spot, reading: Reading, before: Sequence[Pair], *, several: bool) -> Reading:
    """A point that is more of the same, told above, or a part of what was told above."""
    if reading.role is Role.PART and _is_first(spot, reading, before):
        return replace(reading, role=Role.POINT, why="")
    if reading.role is not Role.POINT or reading.measure not in (*measures.OF_PEOPLE, "troops", "money"):
        return reading
    points = [(each, told) for each, told in before if counts_too(reading, told)]
    if reading.measure != "money" and _is_more(spot, bool(points), [told for _, told in before]):
        return replace(reading, role=Role.NEW, why=cues.MORE.search(_with_text(spot))[0])  # type: ignore[index]
    if again := next((each for each, _ in points if _tells_again(each, spot)), None):
        return replace(reading, role=Role.OTHER, why=f"told above: {again.figure.text}")
    whole = next((pair for pair in points if _is_part(spot, reading, pair, several=several)), None)
    return replace(reading, role=Role.PART, why=f"of {whole[0].figure.text}") if whole else reading


def _is_first(spot: Spot, reading: Reading, before: Sequence[Pair]) -> bool:
    """As in "34 were on board. Twenty of them drowned": some of others, the first of their own measure."""
    is_some = cues.OF_OTHERS.search(f"#{spot.rest}") or cues.OF_OTHERS.search(spot.figure.text)
    is_told = any(told.measure == reading.measure for _, told in before)
    is_of_people = reading.measure in measures.OF_PEOPLE
    return bool(is_some) and is_of_people and not is_told and measures.has_own_verb(spot)


def _with_text(spot: Spot) -> str:
    return f"{spot.words_before(2)} {spot.figure.text} {spot.rest[:12]}"


def _is_more(spot: Spot, is_told: bool, before: Sequence[Reading]) -> bool:
    """As in "12 more people"; "another 31 were wounded" behind a toll of dead is no more of the wounded.

    It is where the story tells what is new: "ten new cases ... three more people died".
    """
    near = cues.MORE_THAN.sub("", _with_text(spot))
    if not cues.MORE.search(near) or spot.figure.per:
        return False
    others = [told for told in before if told.measure in measures.OF_PEOPLE]
    return is_told or not others or others[0].role is Role.NEW


def _tells_again(told: Spot, spot: Spot) -> bool:
    """The same number from the same mouth, or in the story's own voice: "at least 12", later "the 12"."""
    same = (told.figure.low, told.figure.high) == (spot.figure.low, spot.figure.high)
    return same and wholes.is_same_voice(told, spot)


def _is_part(spot: Spot, reading: Reading, whole: Pair, *, several: bool) -> bool:
    """Fewer than the toll above, and either no rival's count or one of a smaller place or a single day."""
    told, toll = whole
    if toll.period.startswith("since") and not reading.period:
        return spot.figure.low < told.figure.low
    if not wholes.is_below(spot, told) or wholes.is_apart(spot, told, several=several):
        return False
    is_narrow = bool(cues.WITHIN.search(spot.clause)) and not cues.WITHIN.search(told.clause)
    return is_narrow or wholes.is_same_voice(told, spot) or spot.figure.low < FEW * told.figure.low
