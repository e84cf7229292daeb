"""The figure grammar: a table of phrases with every field, and what a single value cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.extraction import Figure, Span, figures

PHRASES = Path(__file__).with_name("phrases.txt")
Row = tuple[str, str, str, str, str]


def find(text: str) -> list[Figure]:
    return figures.find(text, [Span(0, len(text))])


def one(text: str) -> Figure:
    (figure,) = find(text)
    return figure


def row(figure: Figure) -> Row:
    value = f"{figure.low:.12g}" + (f"..{figure.high:.12g}" if figure.high is not None else "")
    return figure.text, value, figure.qualifier, figure.unit, figure.per or ""


def expected(line: str) -> Row:
    text, value, qualifier, unit, *per = (cell.strip() for cell in line.removeprefix("=>").split("|"))
    return text, value, qualifier, unit, per[0] if per else ""


def table() -> dict[str, list[Row]]:
    """Each sentence of the file with its figures; rows of one sentence may be left out by none."""
    rows: dict[str, list[Row]] = {}
    sentence = ""
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=>"):
            rows.setdefault(sentence, []).extend([] if line == "=> -" else [expected(line)])
        elif line and not line.startswith("#"):
            sentence = line
    return rows


@pytest.mark.parametrize(("sentence", "rows"), table().items())
def test_phrase_reads_as_the_table_says(sentence: str, rows: list[Row]) -> None:
    assert [(r[0].lower(), *r[1:]) for r in map(row, find(sentence))] == [
        (r[0].lower(), *r[1:]) for r in rows
    ]
