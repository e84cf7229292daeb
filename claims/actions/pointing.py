"""What a person points at in a story: the words' exact place, and what the figure grammar reads there.

The grammar is of help and the person has the last word: what is given is taken, what is left out is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite

from django.utils.translation import gettext as _

from claims.actions.wording import lacking
from claims.exceptions import Incomplete
from claims.extraction import QUALIFIERS, Story, pointed, sentence_round, types
from claims.extraction.passages import nearest, places
from claims.extraction.types import Cut, Span
from claims.models import Figure, Revision
from claims.words import said

PERIODS = ("year", "month", "week", "day", "hour")
AROUND = 50  # characters shown to either side of a place that is offered
NOT_THERE = said("These words don’t stand in the story as they are given here.")
NO_FIGURE_THERE = said("The figure’s words don’t stand in the sentence as they are given here.")
NO_NUMBER = said("No number could be read in “%(words)s”; give its value, too.")
FEW = 4  # words: with a figure among them, they point at the sentence that has it


class Ambiguous(Incomplete):
    """The words stand in several places: (where it begins, the words around it) of each, to choose from."""

    def __init__(self, field: str, found: list[tuple[int, str]]) -> None:
        sentence = _("These words stand in %(number)s places; choose the one you mean.") % {
            "number": len(found)
        }
        super().__init__(sentence, {field: sentence})
        self.field, self.places = field, found


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A figure as a person tells it: its words in the sentence, and its values; what is None is read."""

    words: str
    low: float | None = None
    high: float | None = None
    qualifier: str | None = None
    unit: str | None = None
    of: str | None = None
    per: str | None = None


def passage(revision: Revision, words: str, *, field: str, at: int | None, within: Span | None) -> Span:
    """Where the words stand. Raises Incomplete where they don't, Ambiguous where they do more than once."""
    found = places(revision.body, words, within)
    chosen = [span for span in found if span.start == at] or found
    if not chosen:
        raise lacking(field, NO_FIGURE_THERE if field == "figure" else NOT_THERE)
    if len(chosen) > 1:
        raise Ambiguous(field, [(span.start, _around(revision.body, span)) for span in chosen])
    return chosen[0]


def sentence(revision: Revision, words: str, *, at: int | None = None, within: Span | None = None) -> Span:
    """The passage that makes the claim: the words given; of a few with a figure, the sentence round them."""
    span = passage(revision, words, field="words", at=at, within=within)
    is_short = len(words.split()) <= FEW and figures(revision, span, span)
    return sentence_round(story(revision), span) if is_short else span


def story(revision: Revision) -> Story:
    cuts = tuple(Cut(Span(cut["start"], cut["end"]), cut["reason"]) for cut in revision.chrome)
    return Story(revision.body, cuts)


def figures(revision: Revision, span: Span, inside: Span | None = None) -> list[types.Figure]:
    """What the grammar reads of the passage, or of the words `inside` it."""
    found = [claim.figure for claim in pointed(story(revision), span, inside) if claim.figure]
    return found if inside is None or _read_alone(inside.of(revision.body)) else []


def _read_alone(words: str) -> types.Figure | None:
    """The figure of the words by themselves: "people" is part of one, and none."""
    found = (claim.figure for claim in pointed(Story(words), Span(0, len(words))))
    return next(filter(None, found), None)


def read_at(revision: Revision, span: Span, at: Span) -> types.Figure | None:
    """What the words at `at` say in their sentence: how much, they say themselves; of what, all of it says.

    "Nearly" before them is none of them. Words that cut a number in two, as "1.5" of "1.5 million", tell no
    number of their own, and have that of the sentence.
    """
    read = next(iter(figures(revision, span, at)), None)
    alone = _read_alone(at.of(revision.body))
    if read is None or alone is None or alone.low not in (read.low, read.high):
        return read
    return replace(read, low=alone.low, high=alone.high, qualifier=alone.qualifier)


def figure(revision: Revision, span: Span, told: FigureTold, at: Span) -> Figure:
    """The figure at `at` in the sentence at `span`, unsaved. Raises Incomplete, naming the field."""
    read = read_at(revision, span, at)
    if read is None and told.low is None:
        raise lacking("low", NO_NUMBER, words=told.words)
    values = _values(read, told)
    _check(values)
    return Figure(text=at.of(revision.body), converted=(read.converted or "") if read else "", **values)


def near(revision: Revision, words: str, start: int, within: Span | None = None) -> Span | None:
    """Of the places where the words stand, the nearest to `start`."""
    return nearest(places(revision.body, words, within), start)


def _values(read: types.Figure | None, told: FigureTold) -> dict[str, object]:
    """What was given; what was not, as it is read."""
    qualifier = told.qualifier or ("range" if told.high is not None else _qualifier(read, told))
    is_range = qualifier == "range" and told.low is None
    return {
        "low": read.low if read and told.low is None else told.low,
        "high": read.high if read and is_range and told.high is None else told.high,
        "qualifier": qualifier,
        "unit": told.unit or (read.unit if read else ""),
        "of": (read.of if read else "") if told.of is None else told.of,
        "per": ((read.per if read else "") if told.per is None else told.per) or "",
    }


def _qualifier(read: types.Figure | None, told: FigureTold) -> str:
    """That of the words; a value that somebody gives is exact where nothing more is said of it."""
    return read.qualifier if read and told.low is None else "exact"


def _check(values: dict[str, object]) -> None:
    low, high = values["low"], values["high"]
    is_range = values["qualifier"] == "range"
    wrong = {
        "low": not isinstance(low, float) or not isfinite(low) or abs(low) > 1e18,
        "high": high is not None and not _is_above(high, low),
        "qualifier": values["qualifier"] not in QUALIFIERS or is_range != (high is not None),
        "unit": not str(values["unit"]).strip(),
        "per": bool(values["per"]) and values["per"] not in PERIODS,
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise lacking(field, WRONG[field])


def _is_above(high: object, low: object) -> bool:
    return isinstance(high, float) and isinstance(low, float) and isfinite(high) and high >= low


WRONG = {
    "low": said("Give the value as a number, such as 1,500,000 or 1.5 million."),
    "high": said("The upper end of a range is a number, and not below the lower one."),
    "qualifier": said("A range has two ends; any other figure has one value."),
    "unit": said("Say what is counted or measured: people, %, a currency’s code, or a noun."),
    "per": said("A rate is told by the year, month, week, day or hour."),
}


def _around(body: str, span: Span) -> str:
    """The words with some of those around them, for telling one place from another."""
    start, end = max(0, span.start - AROUND), min(len(body), span.end + AROUND)
    words = " ".join(body[start:end].split())
    return f"{'…' * (start > 0)}{words}{'…' * (end < len(body))}"
