"""Two versions of a text side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags import comparison
from claims.templatetags.comparison import Stretch, compare, words_apart

OLD = "Nineteen people died.\n\nThe ferry sank on Monday.\n\nThe search goes on."
NEW = "Seventeen people died.\n\nThe ferry sank on Monday.\n\nDivers came at noon.\n\nThe search goes on."


def kinds(old: str, new: str) -> list[str]:
    return [row.kind for row in compare(old, new) or []]


def texts(side: comparison.Side) -> str:
    return "".join(stretch.text for stretch in side)


def test_a_changed_word_is_told_in_both_versions() -> None:
    rows = compare(OLD, NEW)
    assert rows is not None
    assert [row.kind for row in rows] == ["changed", "same", "new", "same"]
    assert rows[0].old == (Stretch("Nineteen ", True), Stretch("people died.", False))
    assert rows[0].new == (Stretch("Seventeen ", True), Stretch("people died.", False))
    assert rows[2].new == (Stretch("Divers came at noon.", True),)


def test_a_paragraph_that_only_moved_is_neither_gone_nor_new() -> None:
    paragraphs = OLD.split("\n\n")
    assert sorted(kinds(OLD, "\n\n".join(paragraphs[::-1]))) == ["moved", "moved", "same"]


def test_a_paragraph_left_out_stands_where_it_was() -> None:
    assert kinds(NEW, OLD) == ["changed", "same", "gone", "same"]


def test_other_paragraphs_are_not_taken_for_versions_of_each_other() -> None:
    assert kinds("The ferry sank.", "Prices rose by a tenth in May.") == ["new", "gone"]


def test_a_text_of_single_lines_is_compared_line_by_line() -> None:
    assert kinds("One fell.\nTwo rose.", "One fell.\nTwo rose again.") == ["same", "changed"]


def test_a_book_is_not_compared() -> None:
    assert compare("a\n\n" * (comparison.MOST_PARAGRAPHS + 1), "a") is None


def test_a_paragraph_without_end_is_told_as_changed_whole() -> None:
    long = "word " * (comparison.MOST_WORDS + 1)
    assert words_apart(long, "word") == ((Stretch(long, True),), (Stretch("word", True),))


LINES = st.lists(st.sampled_from(["a b c", "a b d", "x y z", "q", "a b c d e f"]), max_size=8)


@given(LINES, LINES)
def test_every_paragraph_of_both_versions_is_told_once(old: list[str], new: list[str]) -> None:
    rows = compare("\n\n".join(old), "\n\n".join(new)) or []
    assert [texts(row.new) for row in rows if row.new] == new
    assert sorted(texts(row.old) for row in rows if row.old) == sorted(old)
