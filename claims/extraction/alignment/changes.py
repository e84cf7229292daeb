"""What a claim that is told again says otherwise: its figure, its claimant, its place or its meaning.

Readers err, and err otherwise when the words around a claim change. So a difference counts only where the
story's own words show it: a name that stood there and is gone, a unit that both versions spell out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from claims.extraction.alignment.claims import counted_noun
from claims.extraction.alignment.names import related, stands_in
from claims.extraction.alignment.statements import Count, Telling, statements
from claims.extraction.alignment.words import Words, is_number, normal
from claims.extraction.types import Figure

FIGURE, CLAIMANT, PLACE, MEANING = "figure", "claimant", "place", "meaning"
LONGEST_TURN = 5  # words within which a "not" turns what is said; a longer insertion speaks of something else

NEGATIONS = frozenset("not no never nobody nothing neither nor without cannot".split())
DENYING = frozenset("deny denies denied denying refuse refuses refused".split())
OPPOSITES = (
    ("rose risen rise rises rising increased increase increases grew grown climbed up more higher",
     "fell fallen fall falls falling decreased decrease decreases shrank dropped down fewer less lower"),
    ("gained gain gains gaining", "lost lose loses losing loss"),
    ("opened open opens opening began begun begin started start", "closed close closes closing ended"),
    ("approved approve accepted accept passed backed adopted", "rejected reject failed opposed blocked"),
    ("confirmed confirm", "denied deny"),
    ("won win wins", "lost lose loses"),
    ("arrived entered came", "left withdrew departed"),
    ("guilty convicted", "innocent acquitted cleared"),
    ("legal lawful", "illegal unlawful"),
    ("before", "after"),
    ("alive", "dead"),
)  # fmt: skip
OPPOSITE = [(frozenset(one.split()), frozenset(other.split())) for one, other in OPPOSITES]
CALENDAR = re.compile(
    r"\b(?:(?:last|this|next|previous|current|past|coming) (?:financial )?"
    r"(?:year|month|week|quarter|decade|season)|(?:19|20)\d\d)\b",
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
    if reworded and (_figure_changed(old.figure, new.figure) or _period_changed(old, new)):
        yield FIGURE
    if _claimant_changed(old, new, old_text, new_text):
        yield CLAIMANT
    if reworded and _place_changed(old, new):
        yield PLACE
    if reworded and wording == "edited" and _meaning_changed(old, new):
        yield MEANING


def _figure_changed(old: Figure | None, new: Figure | None) -> bool:
    if old is None or new is None or old.text.lower().split() == new.text.lower().split():
        return False
    if (old.low, old.high, old.qualifier) != (new.low, new.high, new.qualifier):
        return True
    return (old.unit != new.unit and _spells_unit(old) and _spells_unit(new)) or _period_told(old, new)


def _spells_unit(figure: Figure) -> bool:
    """Whether the figure's own words name what it is measured in."""
    return any(not is_number(word) for word in re.findall(r"[^\W\d_]+|[%$€£¥]", figure.text)[-1:])


def _period_told(old: Figure, new: Figure) -> bool:
    """A period that one of them tells in its own words ("a year") and the other has not got."""
    return old.per != new.per and any(
        figure.per is not None and figure.per in figure.text.lower() for figure in (old, new)
    )


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
    if was.name and now.name:
        if was.stands_in(new.sentence) and not now.stands_in(new.sentence):
            return False
        swapped = was.stands_in(old.sentence) and now.stands_in(new.sentence)
        return swapped or not now.stands_in(old_text) or not was.stands_in(new_text)
    if was.name:
        return was.stands_in(old.sentence) and not was.stands_in(new_text)
    return now.stands_in(new.sentence) and not now.stands_in(old_text)


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


def _meaning_changed(old: Telling, new: Telling) -> bool:
    before, after = _alone(old), _alone(new)
    if before and after and _counts_otherwise(before, after):
        return True
    return any(_turned(left, right) for left, right in _edits(_words(old, before), _words(new, after)))


def _counts_otherwise(old: Count, new: Count) -> bool:
    """Killed where wounded stood, soldiers where villagers did."""
    if old.measure and new.measure and old.measure != new.measure:
        return True
    nouns = counted_noun(old), counted_noun(new)
    return old.figure.unit == new.figure.unit == "people" and all(nouns) and nouns[0] != nouns[1]


def _turned(old: Words, new: Words) -> bool:
    """Whether one side of an edit denies what the other says, or says its opposite."""
    if max(len(old), len(new)) > LONGEST_TURN:
        return False
    if _denies(old) != _denies(new):
        return True
    return any(
        (_meets(old, one) and _meets(new, other)) or (_meets(old, other) and _meets(new, one))
        for one, other in OPPOSITE
    )


def _denies(words: Words) -> bool:
    return _meets(words, NEGATIONS | DENYING) or any(word.endswith(("n't", "n’t")) for word in words)


def _meets(words: Words, others: frozenset[str]) -> bool:
    return not others.isdisjoint(words)


def _edits(old: Words, new: Words) -> Iterator[tuple[Words, Words]]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield old[i:j], new[k:m]


def _alone(telling: Telling) -> Count | None:
    """The claim's figure in its sentence."""
    return next((count for statement in statements([telling]) for count in statement.counts), None)


def _words(telling: Telling, count: Count | None) -> Words:
    return count.words if count else statements([telling])[0].words
