"""Which paragraph of the older version is which of the newer."""

from __future__ import annotations

from claims.extraction.alignment.paragraphs import Paragraphs, matched

ONE = "The dam above Serl broke on Monday evening."
TWO = "Some 400 houses were flooded, the mayor said."
THREE = "The village had asked for repairs since March."


def pairs(old: list[str], new: list[str]) -> dict[int, int]:
    return matched(Paragraphs("\n\n".join(old)), Paragraphs("\n\n".join(new)))


def test_moved_paragraphs_are_found() -> None:
    assert pairs([ONE, TWO, THREE], [THREE, ONE, TWO]) == {0: 1, 1: 2, 2: 0}


def test_edited_paragraph_is_found_where_it_is_expected() -> None:
    edited = "Some 450 houses were flooded, the mayor said on Tuesday."
    assert pairs([ONE, TWO, THREE], [ONE, "New words came in between.", edited, THREE]) == {0: 0, 1: 2, 2: 3}


def test_other_paragraph_is_nobodys_successor() -> None:
    assert pairs([ONE, TWO], [ONE, "Rain is forecast until Friday at least."]) == {0: 0}


def test_equal_paragraphs_pair_in_order() -> None:
    assert pairs([ONE, TWO, ONE], [ONE, ONE, ONE]) == {0: 0, 2: 1}


def test_offset_is_found_in_its_paragraph() -> None:
    text = f"{ONE}\n \n{TWO}"
    paragraphs = Paragraphs(text)
    assert [paragraphs.holding(text.index(part)) for part in (ONE, TWO)] == [0, 1]
    assert paragraphs.holding(len(text) - 1) == 1
