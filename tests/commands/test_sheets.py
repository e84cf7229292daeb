"""No cell of an export is computed, and what went in can be had back."""

from __future__ import annotations

import csv
import io
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.management import sheets

ROWS, EXAMPLES = 500, 20  # 10,000 rows in all
STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "﹦",
    "﹢",
    "'",
    " =",
    "\u200b=",
    "\ufeff-",
]
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
CELLS = st.lists(
    st.one_of(WORDS, st.builds(str.__add__, st.sampled_from(STARTS), WORDS)), min_size=20, max_size=80
)


@pytest.mark.parametrize("start", STARTS)
def test_what_begins_as_a_formula_does_is_guarded(start: str) -> None:
    text = f"{start}HYPERLINK(0)"
    assert sheets.guarded(text) == f"'{text}"
    assert sheets.plain(sheets.guarded(text)) == text


@pytest.mark.parametrize("text", ["", "37 dead", "a = b", "“=” they said", "éclair", " ", "5-4"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert sheets.guarded(text) == sheets.plain(text) == text


def rows_of(cells: list[str]) -> list[list[str]]:
    lot = Random(len(cells))
    return [[lot.choice(cells) for _ in range(4)] for _ in range(ROWS)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(CELLS)
def test_csv_gives_back_what_went_in(cells: list[str]) -> None:
    rows, out = rows_of(cells), io.StringIO(newline="")
    assert sheets.write_csv(rows, out) == ROWS
    out.seek(0)
    read = list(csv.reader(out))
    assert [[sheets.plain(cell) for cell in row] for row in read] == rows
    assert not any(sheets.is_formula(cell) for row in read for cell in row)


@settings(max_examples=EXAMPLES, deadline=None)
@given(CELLS)
def test_xlsx_gives_back_what_went_in_by_another_programs_reading(cells: list[str]) -> None:
    rows, out = rows_of(cells), io.BytesIO()
    assert sheets.write_xlsx(rows, out) == ROWS
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    read = [[sheets.decoded(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [[sheets.plain(cell) for cell in row] for row in read] == rows
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_numbers_are_numbers_in_a_workbook_and_guarded_in_csv() -> None:
    row = [7, -3.5, True, None]
    book, text = io.BytesIO(), io.StringIO()
    sheets.write_xlsx([row], book)
    sheets.write_csv([row], text)
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    assert [list(cells) for cells in sheet.iter_rows(values_only=True)] == [[7, -3.5, "true", None]]
    assert text.getvalue() == "7,'-3.5,true,\r\n"


def test_cell_is_cut_where_the_format_ends() -> None:
    book = io.BytesIO()
    sheets.write_xlsx([["a" * 40_000]], book)
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    assert len(str(sheet["A1"].value)) == sheets.CELL_LENGTH
