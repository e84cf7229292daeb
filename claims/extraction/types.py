"""What goes into the extractor and what comes out: plain, frozen, without Django.

Offsets count Python characters of the story's text; `text[start:end]` is the passage, always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

TYPES = (
    "casualties",
    "troops",
    "displacement",
    "spending",
    "economy",
    "election",
    "crime",
    "health",
    "environment",
    "quantity",
    "event",
)
FIGURE_TYPES = TYPES[:-1]
QUALIFIERS = (
    "exact",
    "about",
    "nearly",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "range",
    "dozens",
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open passage `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage that is not the story (page chrome), and why it was cut."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the grammar reads it.

    `low` and `high` are plain numbers (50 billion is 50000000000.0); `high` is set for ranges only.
    `unit` is "people", "%", "pp", an ISO 4217 code or a singular noun; `per` is a period or None.
    """

    span: Span
    text: str
    low: float
    high: float | None
    qualifier: str
    unit: str
    of: str
    per: str | None = None
    converted: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserted it: `speaker` None is the story's own voice.

    `how` says how it was found, in a few words; `via` is the outlet that relayed it.
    """

    speaker: str | None
    how: str
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A passage of one speaker's words, for the margin of the article page."""

    span: Span
    speaker: str
    how: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement: `text[span.start:span.end] == sentence`; `vector` as its score has it."""

    span: Span
    sentence: str
    type: str
    worth: int
    score: float
    figure: Figure | None
    speaker: str | None
    via: str | None
    speaker_how: str
    place: str | None = None
    standalone: str | None = None
    vector: bytes | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one story.

    `notes` say what was not examined and what looks tampered with (caps reached, hidden characters);
    `doubted` are figures below the threshold, for a story that follows an earlier version: one of them may
    be what became of a claim.
    """

    model: str
    claims: tuple[Claim, ...]
    chrome: tuple[Cut, ...]
    speeches: tuple[Speech, ...]
    sentences: int
    notes: tuple[str, ...] = ()
    doubted: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What the scorer is asked about: a story's text, its sentences, and the figures it may claim.

    Spans are absolute; every figure lies within one sentence.
    """

    text: str
    sentences: tuple[Span, ...]
    figures: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """`event`: the probability that the sentence, its figures aside, asserts a checkable event.

    `vector`: what tells how alike two are told, of the length one, as float16 bytes (little-endian); None
    from a scorer that has none. The same holds for figures.
    """

    event: float
    certain: float  # probability that the event is of worth 2
    vector: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FigureScore:
    """`claim`: the probability that the figure is a claim of worth 1 or 2; `types` over FIGURE_TYPES."""

    claim: float
    certain: float  # probability that it is of worth 2
    types: tuple[float, ...]
    vector: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PassageScores:
    """One score per sentence and per figure of the passage, in order."""

    sentences: tuple[SentenceScore, ...]
    figures: tuple[FigureScore, ...]


class Scorer(Protocol):
    """The model, as the extractor sees it. `version` names weights, backend-independent."""

    @property
    def version(self) -> str: ...

    def score(self, passages: Sequence[Passage]) -> list[PassageScores]:
        """Score each passage; what comes back never depends on the others in the call."""
        ...
