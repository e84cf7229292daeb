"""Sums inside one story: our own stories with and without slips, what they rest on, and the time taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from claims.extraction.pipeline import Story, read
from claims.tolls.arithmetic import notes
from claims.tolls.types import Note, Reading, Role, Said

STORIES = Path(__file__).with_name("sums.txt")


class Told(NamedTuple):
    """A story of the table, the slips to be found in it, and the sums to be seen as right."""

    text: str
    slips: list[tuple[str, float, float]]
    right: list[tuple[str, float]]


def stories() -> list[Any]:
    cases = []
    for block in STORIES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = block.splitlines()
        slips = [line[2:].split("|") for line in lines if line.startswith("=>")]
        right = [line[2:].split("|") for line in lines if line.startswith("==")]
        text = "\n".join(line for line in lines if not line.startswith(("=>", "=="))).strip()
        told = Told(
            text,
            [(kind.strip(), float(stated), float(computed)) for kind, stated, computed in slips],
            [(kind.strip(), float(stated)) for kind, stated in right],
        )
        cases.append(pytest.param(told, id=name.strip()))
    return cases


def said_in(text: str) -> list[Said]:
    """A claim for every figure that the grammar finds, with the sentence around it."""
    draft = read(Story(text))
    found = []
    for figure in draft.figures:
        span = next(s for s in draft.passage.sentences if s.start <= figure.span.start < s.end)
        found.append(Said(span, span.of(text), "quantity", figure))
    return found


def noted(text: str, *, role: Role = Role.OTHER) -> list[Note]:
    said = said_in(text)
    return notes(text, said, [Reading("", role) for _ in said])


@pytest.mark.parametrize("told", stories())
def test_slips_of_a_story_are_found_and_nothing_else(told: Told) -> None:
    found = noted(told.text)
    wrong = [(note.kind, note.stated, note.computed) for note in found if not note.ok]
    assert wrong == told.slips
    assert set(told.right) <= {(note.kind, note.stated) for note in found if note.ok}
