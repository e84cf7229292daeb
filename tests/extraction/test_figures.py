"""The figure grammar: a table of phrases with every field, and the smallest sentences around each form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.extraction import Figure, Span, figures
from claims.extraction.sentences import split

PHRASES = Path(__file__).with_name("phrases.txt")
FORMS = Path(__file__).with_name("forms.txt")
SUMS = Path(__file__).with_name("sums.txt")
LEAST_PHRASES = 300  # of figures, every field given
SHARED_WORDS = 0.6  # of what is counted, over the table, as gold/score.py compares two short texts


class Row(NamedTuple):
    """A figure as a table writes it; empty cells at the end of a line are left out there."""

    text: str
    value: str
    qualifier: str
    unit: str
    of: str = ""
    per: str = ""
    converted: str = ""

    @property
    def fixed(self) -> tuple[str, ...]:
        """The fields that have to be equal."""
        return self.text.lower(), self.value, self.qualifier, self.unit, self.per, self.converted


def find(text: str) -> list[Row]:
    return read(text, [Span(0, len(text))])


def read(text: str, sentences: Sequence[Span]) -> list[Row]:
    return [row(figure) for figure in figures.find(text, sentences)]


def row(figure: Figure) -> Row:
    value = f"{figure.low:.15g}" + (f"..{figure.high:.15g}" if figure.high is not None else "")
    return Row(
        figure.text,
        value,
        figure.qualifier,
        figure.unit,
        figure.of,
        figure.per or "",
        figure.converted or "",
    )


def expected(line: str) -> Row:
    return Row(*(cell.strip() for cell in line.removeprefix("=>").split("|")))


def form(line: str) -> Row:
    """A line of forms.txt: text, value, qualifier, unit and perhaps a period."""
    text, value, qualifier, unit, *per = (cell.strip() for cell in line.removeprefix("=>").split("|"))
    return Row(text, value, qualifier, unit, per=per[0] if per else "")


def table(path: Path) -> dict[str, list[str]]:
    """Each sentence of the file with the lines of its figures."""
    rows: dict[str, list[str]] = {}
    sentence = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=>"):
            rows.setdefault(sentence, []).extend([] if line == "=> -" else [line])
        elif line and not line.startswith("#"):
            sentence = line
    return rows


def shared(one: str, other: str) -> float:
    """F1 of the words of two short texts."""
    a, b = Counter(words(one)), Counter(words(other))
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def test_the_table_has_every_field_of_three_hundred_figures() -> None:
    rows = [expected(line) for lines in table(PHRASES).values() for line in lines]
    assert len(rows) >= LEAST_PHRASES
    assert all(row.text and row.value and row.qualifier and row.unit and row.of for row in rows)


@pytest.mark.parametrize(("sentence", "lines"), table(FORMS).items())
def test_form_reads_as_the_table_says(sentence: str, lines: list[str]) -> None:
    assert [row._replace(converted="").fixed for row in find(sentence)] == [
        form(line).fixed for line in lines
    ]


@pytest.mark.parametrize(("passage", "lines"), table(SUMS).items())
def test_bare_sum_is_read_by_what_the_story_told_before(passage: str, lines: list[str]) -> None:
    told = read(passage, split(passage).spans)
    assert [one._replace(converted="").fixed for one in told] == [form(line).fixed for line in lines]


@pytest.mark.parametrize(("sentence", "lines"), table(PHRASES).items())
def test_phrase_reads_as_the_table_says(sentence: str, lines: list[str]) -> None:
    assert [row.fixed for row in find(sentence)] == [expected(line).fixed for line in lines]


def test_what_is_counted_is_worded_as_the_table_words_it() -> None:
    pairs = [
        shared(read.of, expected(line).of)
        for sentence, lines in table(PHRASES).items()
        for read, line in zip(find(sentence), lines, strict=True)
    ]
    assert sum(pairs) / len(pairs) >= SHARED_WORDS
    assert all(pair > 0 for pair in pairs)
