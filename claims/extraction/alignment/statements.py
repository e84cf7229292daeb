"""The claims of one version, sentence by sentence, ready to be compared with those of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from claims.extraction.alignment import measures
from claims.extraction.alignment.words import Words, context, is_number, masked, normal
from claims.extraction.types import Figure


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as one version tells it. `start` is the sentence's place in the text, as figure spans are."""

    sentence: str
    start: int
    type: str
    figure: Figure | None = None
    claimant: str = ""
    place: str = ""


@dataclass(frozen=True)
class Count:
    """A figure in its sentence: its number among the tellings, its place among the words, its rank there.

    `tail` is its passage in characters from the sentence's end, which no dateline moves.
    """

    telling: int
    figure: Figure
    words: Words
    place: int
    rank: int
    tail: tuple[int, int]

    @cached_property
    def measure(self) -> str:
        return measures.measure(self.words, self.place)

    @cached_property
    def background(self) -> str:
        return measures.background(self.words, self.place)

    @property
    def kind(self) -> tuple[str, str] | None:
        """What is counted of people, and of which time: None where no word says."""
        is_of_people = self.figure.unit == "people" or self.is_bare
        return (self.measure, self.background) if self.measure and is_of_people else None

    @property
    def is_bare(self) -> bool:
        """A number without a word: what it counts is the reader's guess."""
        return all(map(is_number, self.figure.text.split()))

    @cached_property
    def context(self) -> dict[tuple[int, str], float]:
        return context(self.words, self.place)


@dataclass(frozen=True)
class Statement:
    """One sentence with all that is claimed in it. `order` counts the sentences that claim something."""

    text: str
    start: int
    order: int
    words: Words
    counts: tuple[Count, ...]
    events: tuple[int, ...]


def statements(tellings: Sequence[Telling]) -> list[Statement]:
    """The sentences that tell something, in the order of the text."""
    numbers = sorted(range(len(tellings)), key=lambda k: (tellings[k].start, _offset(tellings[k])))
    groups = groupby(numbers, key=lambda k: (tellings[k].start, tellings[k].sentence))
    return [_statement(tellings, list(group), order) for order, (_, group) in enumerate(groups)]


def leads(told: Iterable[Statement]) -> frozenset[int]:
    """The first figure of each kind, by its claim's number: what the story leads with."""
    first: dict[tuple[str, str], int] = {}
    for statement in told:
        for count in statement.counts:
            if count.kind:
                first.setdefault(count.kind, count.telling)
    return frozenset(first.values())


def _statement(tellings: Sequence[Telling], numbers: list[int], order: int) -> Statement:
    first = tellings[numbers[0]]
    counted = [(k, figure) for k in numbers if (figure := tellings[k].figure)]
    spans = [(figure.span.start - first.start, figure.span.end - first.start) for _, figure in counted]
    words, places = masked(first.sentence, spans)
    tails = [tuple(len(normal(first.sentence[at:])) for at in span) for span in spans]
    return Statement(
        text=normal(first.sentence),
        start=first.start,
        order=order,
        words=words,
        counts=tuple(
            Count(k, figure, words, place, rank, (tail[0], tail[1]))
            for rank, ((k, figure), place, tail) in enumerate(zip(counted, places, tails, strict=True))
        ),
        events=tuple(k for k in numbers if tellings[k].figure is None),
    )


def _offset(telling: Telling) -> int:
    return telling.figure.span.start if telling.figure else -1
