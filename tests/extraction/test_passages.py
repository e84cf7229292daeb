"""Quotations, reports and relays: a table of passages with who says what in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from claims.extraction.attribution import Reader
from claims.extraction.sentences import split
from claims.extraction.types import Attribution, Span

PASSAGES = Path(__file__).with_name("passages.txt")
LEAST = 60  # passages


@dataclass(frozen=True)
class Question:
    """Who says `words`, and which outlet passes it on; None is the story's own voice, or nobody."""

    words: str
    speaker: str | None
    via: str | None


@dataclass(frozen=True)
class Passage:
    name: str
    story: str
    questions: tuple[Question, ...]


def passages() -> Iterator[Passage]:
    """The passages of the table, in order."""
    for block in PASSAGES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, rest = block.partition("\n")
        story = rest.split("\n=> ", 1)[0].strip()
        asked = tuple(question(line) for line in rest.splitlines() if line.startswith("=> "))
        yield Passage(name, story, asked)


def question(line: str) -> Question:
    words, speaker, *via = (cell.strip() for cell in line.removeprefix("=> ").split("|"))
    return Question(words, None if speaker == "-" else speaker, via[0] if via else None)


def attribute(text: str, words: str) -> Attribution:
    sentences = split(text).spans
    at = text.index(words)
    (sentence,) = (span for span in sentences if span.start <= at < span.end)
    return Reader(text, sentences).attribute(sentence, Span(at, at + len(words)))


def bare(name: str | None) -> str | None:
    return name.removeprefix("The ").removeprefix("the ") if name else name


def test_the_table_has_sixty_passages_whose_questions_can_be_asked() -> None:
    table = list(passages())
    assert len(table) >= LEAST
    assert len({passage.name for passage in table}) == len(table)
    for passage in table:
        assert passage.questions
        assert all(passage.story.count(asked.words) == 1 for asked in passage.questions), passage.name


@pytest.mark.parametrize("passage", list(passages()), ids=lambda passage: passage.name)
def test_passage_is_read_as_the_table_says(passage: Passage) -> None:
    for asked in passage.questions:
        found = attribute(passage.story, asked.words)
        assert (bare(found.speaker), bare(found.via)) == (asked.speaker, asked.via), asked.words
        assert found.how
