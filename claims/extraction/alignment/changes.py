"""What a claim that is told again says otherwise: its figure, its claimant, its place or its meaning.

Readers err, and err otherwise when the words around a claim change. So a difference counts only where the
story's own words show it: a name that stood there and is gone, a unit that both versions spell out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from claims.extraction.alignment.meaning import means_otherwise
from claims.extraction.alignment.names import related, stands_in
from claims.extraction.alignment.statements import Telling
from claims.extraction.alignment.words import is_number, normal
from claims.extraction.types import Figure

FIGURE, CLAIMANT, PLACE, MEANING = "figure", "claimant", "place", "meaning"
PERIODS = {
    "year": "(?:year|yearly|annual|annually|annum)",
    "month": "month(?:ly)?",
    "week": "week(?:ly)?",
    "day": "(?:day|daily)",
}
CALENDAR = re.compile(
    r"\b(?:(?:last|this|next|previous|current|past|coming) (?:financial )?"
    r"(?:year|month|quarter|decade|season)|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs: `kinds` of figure, claimant, place, meaning; values before and after, and their words.

    `old` and `new` are numbers where the figure changed, else the claimants or places; None for a meaning.
    """

    kinds: tuple[str, ...]
    old: float | str | None
    new: float | str | None
    old_text: str
    new_text: str


def changed(old: Telling, new: Telling, old_text: str, new_text: str, wording: str) -> Change | None:
    """What the newer telling changes of the older; None where it says the same in other words.

    `wording` is how the sentence came again ("same", "edited", "anew"): words that stand as they stood change
    no figure and no place, and a claimant only where another name stands in the story.
    """
    kinds = tuple(_kinds(old, new, old_text, new_text, wording))
    if not kinds:
        return None
    if kinds[0] == FIGURE and old.figure and new.figure:
        before, after = _figure_words(old, new, old.figure), _figure_words(new, old, new.figure)
        return Change(kinds, old.figure.low, new.figure.low, before, after)
    if kinds[0] == MEANING:
        return Change(kinds, None, None, old.sentence, new.sentence)
    by_name = kinds[0] == CLAIMANT
    before, after = (old.claimant, new.claimant) if by_name else (old.place, new.place)
    return Change(kinds, before, after, before, after)


def _figure_words(telling: Telling, other: Telling, figure: Figure) -> str:
    """The figure as it is told, with the period that makes the difference: "40 million (last year)"."""
    period = " ".join(sorted(_calendar(telling.sentence) - _calendar(other.sentence)))
    return f"{figure.text} ({period})" if period and _period_changed(telling, other) else figure.text


def _kinds(old: Telling, new: Telling, old_text: str, new_text: str, wording: str) -> Iterator[str]:
    reworded = normal(old.sentence) != normal(new.sentence)
    if reworded and (_figure_changed(old, new) or _period_changed(old, new)):
        yield FIGURE
    if _claimant_changed(old, new, old_text, new_text):
        yield CLAIMANT
    if reworded and _place_changed(old, new):
        yield PLACE
    if reworded and wording == "edited" and means_otherwise(old, new):
        yield MEANING


def _figure_changed(old: Telling, new: Telling) -> bool:
    was, now = old.figure, new.figure
    if was is None or now is None or was.text.lower().split() == now.text.lower().split():
        return False
    if (was.low, was.high, was.qualifier) != (now.low, now.high, now.qualifier):
        return True
    return (was.unit != now.unit and _spells_unit(was) and _spells_unit(now)) or _rate_changed(old, new)


def _spells_unit(figure: Figure) -> bool:
    """Whether the figure's own words name what it is measured in."""
    return any(not is_number(word) for word in re.findall(r"[^\W\d_]+|[%$€£¥]", figure.text)[-1:])


def _rate_changed(old: Telling, new: Telling) -> bool:
    """A period that one of them tells and the other has no word of: "5 million a year", "5 million"."""
    was = old.figure.per if old.figure else None
    now = new.figure.per if new.figure else None
    told = (was and not _names_period(was, new.sentence)) or (now and not _names_period(now, old.sentence))
    return was != now and bool(told)


def _names_period(period: str, sentence: str) -> bool:
    return bool(re.search(rf"\b{PERIODS.get(period, period)}\b", sentence, re.IGNORECASE))


def _period_changed(old: Telling, new: Telling) -> bool:
    """The figure is of another time: "last year" where "this year" stood, 2019 where 2018 did."""
    if old.figure is None or new.figure is None:
        return False
    before, after = _calendar(old.sentence), _calendar(new.sentence)
    return bool(before) and bool(after) and before.isdisjoint(after)


def _calendar(sentence: str) -> set[str]:
    return {hit[0].lower() for hit in CALENDAR.finditer(" ".join(sentence.split()))}


def _claimant_changed(old: Telling, new: Telling, old_text: str, new_text: str) -> bool:
    """Somebody else is said to have said it, and the story shows it: the one is gone or the other is new."""
    if related(old.claimant, new.claimant) and old.claimant and new.claimant:
        return False
    was, now = _Name(old.claimant, new.claimant), _Name(new.claimant, old.claimant)
    left = was.stands_in(old.sentence) and not was.stands_in(new.sentence)
    came = now.stands_in(new.sentence) and not now.stands_in(old.sentence)
    if not was.name:
        return came and not now.stands_in(old_text)
    if not now.name:
        return left and not was.stands_in(new_text)
    if was.stands_in(new.sentence) and not now.stands_in(new.sentence):
        return False
    return (left and came) or (came and not now.stands_in(old_text)) or not was.stands_in(new_text)


def _place_changed(old: Telling, new: Telling) -> bool:
    """One place's name stands where another stood."""
    if not old.place or not new.place or related(old.place, new.place):
        return False
    was, now = _Name(old.place, new.place), _Name(new.place, old.place)
    left = was.stands_in(old.sentence) and not was.stands_in(new.sentence)
    return left and now.stands_in(new.sentence) and not now.stands_in(old.sentence)


class _Name(NamedTuple):
    """A name, and the one it has to be told from."""

    name: str
    other: str

    def stands_in(self, text: str) -> bool:
        return stands_in(self.name, text, apart_from=self.other)
