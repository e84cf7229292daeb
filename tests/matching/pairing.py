"""Reads the tables of pairs: two claims each, with the figures and readings that the real grammar finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from claims import tolls
from claims.extraction import figures
from claims.extraction.types import Figure, Span
from claims.matching.types import Claim
from claims.tolls.types import Reading, Said

HERE = Path(__file__).parent
TYPES = {
    "casualties": "kill|wound",
    "troops": "soldiers|troops",
    "health": r"\bcases|\bsick\b|infect",
    "spending": r"million|billion",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """`kind`: F, W, L or M, as the table's head explains; `label` is what a person says of the two."""

    kind: str
    label: str
    about: str
    one: Claim
    other: Claim


def pairs(name: str) -> Iterator[Pair]:
    """The pairs of a table beside this file."""
    text = "\n".join(
        line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    for key, block in enumerate(filter(None, re.split(r"\n\s*\n", text.strip()))):
        heading, one, other = block.splitlines()
        what, about = heading.split(" | ")
        kind, label = what.split()
        yield Pair(kind, label, about, claim(one, 2 * key), claim(other, 2 * key + 1))


def claim(line: str, key: int) -> Claim:
    """time | place | claimant | headline | sentence, the figure that is meant in stars."""
    when, place, speaker, headline, marked = ("" if cell == "-" else cell for cell in line.split(" | "))
    time, _, event = when.partition(" #")
    at = datetime.strptime(time, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    sentence, figure = marked.replace("*", ""), _figure(marked)
    said = Said(Span(0, len(sentence)), sentence, _type(sentence, figure), figure, speaker, "", place)
    return Claim(
        key=key,
        sentence=sentence,
        type=said.type,
        figure=figure,
        reading=_reading(said, headline, at),
        speaker=speaker,
        place=place,
        at=at,
        event=int(event) if event else None,
        article=key,
        context=headline,
    )


def _figure(marked: str) -> Figure | None:
    """The figure that begins within the stars; every pair has to be read by the grammar."""
    if "*" not in marked:
        return None
    start, end = marked.index("*"), marked.rindex("*") - 1
    sentence = marked.replace("*", "")
    found = [
        f
        for f in figures.find(sentence, [Span(0, len(sentence))])
        if f.span.start < end and start < f.span.end
    ]
    assert found, marked
    return found[0]


def _type(sentence: str, figure: Figure | None) -> str:
    """Near enough to what the model says."""
    if figure is None:
        return "event"
    found = (kind for kind, words in TYPES.items() if re.search(words, sentence))
    return next(found, "casualties" if figure.unit == "people" else "quantity")


def _reading(said: Said, headline: str, at: datetime) -> Reading | None:
    if said.figure is None:
        return None
    return tolls.read(said.sentence, [said], headline=headline, sent_at=at)[0]
