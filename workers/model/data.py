"""The reference set as training material: each story read as the extractor reads it, with what is true of it.

A candidate of the grammar is a claim where a reference figure stands at the same place, or has the same value
in the same sentence; the reference sets (gold/GUIDELINES.md of the shared folder) list every claim, so all
other candidates are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

from claims.extraction.pipeline import Story, read
from claims.extraction.types import FIGURE_TYPES, Figure, Passage, Span
from workers.model.config import ModelError
from workers.model.windows import holder

IGNORED = -1  # a type that no loss looks at
FIGURES_ONLY = -1  # the event of a sentence that was listed for its figures alone
SHARED_WORDS = 0.5  # of the longer sentence: two sentences that share as many are the same one


@dataclass(frozen=True, slots=True)
class FigureTarget:
    """`worth` 0 to 2 as annotated; `claim` is 1 for worth 1 and 2; `type` an index or IGNORED."""

    claim: int
    worth: int
    type: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A story to learn from: figures and events are the targets of the passage's figures and sentences."""

    id: str
    passage: Passage
    figures: tuple[FigureTarget, ...]
    events: tuple[int, ...]  # worth of the sentence's event: 0 none, 1, 2 or FIGURES_ONLY (none, and figures)


NOT_A_CLAIM = FigureTarget(claim=0, worth=0, type=IGNORED, listed=False)


def stories(path: Path, exclude: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the annotated stories of a JSON-lines file, but those whose id or source begins as excluded."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ModelError(f"The reference set {path} cannot be read ({reason}); name another.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            story = _annotated(line, f"{path}, line {number}")
            if not (story["id"].startswith(tuple(exclude)) or story["source"].startswith(tuple(exclude))):
                yield story


def _annotated(line: str, where: str) -> dict[str, Any]:
    try:
        story = json.loads(line)
    except ValueError as error:
        raise ModelError(f"{where} is not JSON ({error}); name a reference set.") from error
    if not isinstance(story, dict) or not {"id", "source", "text", "claims"} <= story.keys():
        raise ModelError(f"{where} is no annotated story: it needs id, source, text and claims.")
    return story


def example(story: dict[str, Any]) -> Example:
    """Read one annotated story and align the annotation with what was read."""
    reading = read(Story(text=story["text"]))
    passage = reading.passage
    annotated = [claim for claim in story["claims"] if claim["figure"]]
    figures, matched = _figure_targets(reading.figures, passage, annotated)
    missed = [claim for at, claim in enumerate(annotated) if at not in matched]
    extra = list(_located(missed, passage))
    return Example(
        id=story["id"],
        passage=Passage(passage.text, passage.sentences, passage.figures + tuple(s for s, _ in extra)),
        figures=figures + tuple(_target(claim) for _, claim in extra),
        events=_event_targets(passage, story["claims"]),
    )


def _figure_targets(
    figures: Sequence[Figure], passage: Passage, annotated: list[dict[str, Any]]
) -> tuple[tuple[FigureTarget, ...], set[int]]:
    """Return a target per figure, and which annotated claims were matched (one figure each, best first)."""
    holders = [passage.sentences[holder(passage, span)].of(passage.text) for span in passage.figures]
    pairs = sorted(
        ((_likeness(figure, holder, claim), at, index)
        for index, (figure, holder) in enumerate(zip(figures, holders, strict=True))
        for at, claim in enumerate(annotated)),
        reverse=True,
    )  # fmt: skip
    matched: dict[int, int] = {}
    for likeness, at, index in pairs:
        if likeness > 0 and index not in matched and at not in matched.values():
            matched[index] = at
    targets = (_target(annotated[matched[i]]) if i in matched else NOT_A_CLAIM for i in range(len(figures)))
    return tuple(targets), set(matched.values())


def _likeness(figure: Figure, holder: str, claim: dict[str, Any]) -> float:
    """How surely the figure is the annotated one, 0 when it is not; text decides between equal values."""
    shared = overlap(holder, claim["sentence"])
    if shared < SHARED_WORDS:
        return 0.0
    said, wanted = figure.text.lower(), claim["figure"]["text"].lower()
    within = said in wanted or wanted in said
    same = _same_value(figure, claim["figure"])
    return shared + 2.0 * same + within if same or within else 0.0


def _same_value(figure: Figure, annotated: dict[str, Any]) -> bool:
    pairs = ((figure.low, annotated["low"]), (figure.high, annotated.get("high")))
    return all(a is b if a is None or b is None else isclose(a, b, rel_tol=1e-6) for a, b in pairs)


def _located(claims: list[dict[str, Any]], passage: Passage) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Yield the places of annotated figures that the grammar has missed: the model learns from them too."""
    for claim in claims:
        start = passage.text.find(claim["sentence"])
        at = claim["sentence"].find(claim["figure"]["text"])
        if start >= 0 and at >= 0:
            yield Span(start + at, start + at + len(claim["figure"]["text"])), claim


def _target(claim: dict[str, Any]) -> FigureTarget:
    kind = FIGURE_TYPES.index(claim["type"]) if claim["type"] in FIGURE_TYPES else IGNORED
    return FigureTarget(claim=int(claim["worth"] > 0), worth=claim["worth"], type=kind, listed=True)


def _event_targets(passage: Passage, claims: list[dict[str, Any]]) -> tuple[int, ...]:
    """The worth of each sentence's event, with its own mark where only figures were listed."""
    worths = [0] * len(passage.sentences)
    for claim in sorted(claims, key=lambda one: one["type"] == "event"):
        at = _sentence_of(passage, claim["sentence"])
        if at is not None:
            worths[at] = claim["worth"] if claim["type"] == "event" else FIGURES_ONLY
    return tuple(worths)


def _sentence_of(passage: Passage, sentence: str) -> int | None:
    """The index of the sentence that is most like the annotated one, or None."""
    likes = [(overlap(span.of(passage.text), sentence), -at) for at, span in enumerate(passage.sentences)]
    best, at = max(likes, default=(0.0, 0))
    return -at if best >= SHARED_WORDS else None


def overlap(one: str, other: str) -> float:
    """The share of the longer sentence's words that both have."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) / max(len(a), len(b), 1)
