"""Tables for spreadsheet programs, as CSV and XLSX, in which no cell can be taken for a formula.

A text that such a program could read as one gets an apostrophe before it, which the program may show and
never executes (CWE-1236). One that begins with an apostrophe gets another, so that `plain` gives back what
went in.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import TextIOBase
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int | float | bool | None

FORMULA = frozenset("=+-@−")  # how a formula begins, in any width; the last is the minus sign
BREAKS = "\t\r\n"
QUOTE = "'"
CELL_LENGTH = 32_767  # characters that a cell of XLSX takes
ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MEDIA}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MEDIA}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="claims" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def guarded(text: str) -> str:
    """The text so that no spreadsheet program computes it."""
    return QUOTE + text if text.startswith(QUOTE) or is_formula(text) else text


def plain(text: str) -> str:
    """What `guarded` was given."""
    return text.removeprefix(QUOTE)


def is_formula(text: str) -> bool:
    """Whether it begins as a formula does, behind blanks and marks that nobody sees, or with a break."""
    seen = text.lstrip("".join(char for char in set(text[:64]) if _unseen(char)))
    first = unicodedata.normalize("NFKC", seen[:1])
    return text[:1] in tuple(BREAKS) or first[:1] in FORMULA


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cf", "Cc"}


def write_csv(rows: Iterable[Sequence[Cell]], out: TextIOBase | IO[str]) -> int:
    """RFC 4180, UTF-8 by the caller; how many rows."""
    written, writer = 0, csv.writer(out)
    for row in rows:
        writer.writerow([guarded(told(cell)) for cell in row])
        written += 1
    return written


def told(cell: Cell) -> str:
    """A cell as CSV has it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def write_xlsx(rows: Iterable[Sequence[Cell]], out: IO[bytes]) -> int:
    """One sheet, a row at a time, of texts and numbers only: there is nothing in it that computes."""
    written = 0
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for name, part in PARTS.items():
            book.writestr(name, DECLARED + part)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{DECLARED}<worksheet xmlns="{SHEET}"><sheetData>'.encode())
            for row in rows:
                sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
                written += 1
            sheet.write(b"</sheetData></worksheet>")
    return written


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"<c><v>{cell!r}</v></c>"
    text = escape(ILLEGAL.sub(_coded, guarded(told(cell))[:CELL_LENGTH]))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _coded(found: re.Match[str]) -> str:
    """What XML cannot hold, as OOXML writes it (ST_Xstring), and what would be read as such a code."""
    return f"_x{ord(found[0]):04X}_"


def decoded(text: str) -> str:
    """What `_coded` was given."""
    return CODED.sub(lambda found: chr(int(found[1], 16)), text)
