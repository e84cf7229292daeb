"""CSV in the API's fields: a header that names them, a story in each row.

Rows are found by the rules of RFC 4180, so that a quoted text may run over lines; a row that is wrong is
refused with its line and never swallows the next. A quotation mark that is never closed would: the table
is refused as a whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from claims.ingest.clean import BOM, decode, load_json
from claims.ingest.limits import BATCH_BYTES, CSV_COLUMNS, INPUT_BYTES, KIB
from claims.ingest.parsers.fields import StoryFields, read_fields
from claims.ingest.types import BadStory, EmptyStory, PartlyRead, TooBig, Unreadable, WireStory

FORMAT = "csv"
DELIMITERS = ",;\t"
NUMBERS = ("urgency", "version")
LONGEST_NUMBER = 10
NEEDED = ("external_id", "title")
_SEPARATOR = re.compile(rb'"?sep=[,;\t]"?\s*')  # Excel's own first line
ALWAYS_SENT = ("external_id", "title")  # an empty cell says something; in others it says nothing
CHUNK = 64 * KIB
START, PLAIN, QUOTED, CLOSED = range(4)  # where in a cell we are; CLOSED: behind a quotation mark within it

csv.field_size_limit(INPUT_BYTES)  # of the process; the module's own is smaller than a story may be


@dataclass(frozen=True, slots=True)
class Row:
    """A row's bytes with its line end, and the line it begins on, from 1. `error`: it is too long."""

    line: int
    raw: bytes
    error: TooBig | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The columns in their order, what parts them, and the bytes that say so."""

    raw: bytes
    names: tuple[str, ...]
    delimiter: str


def parse(raw: bytes) -> list[WireStory]:
    """Every row's story. Raises BadStory for the table, and PartlyRead where single rows are wrong."""
    check_quotes(io.BytesIO(raw))
    header, rows = table(io.BytesIO(raw))
    stories: list[WireStory] = []
    errors: list[BadStory] = []
    for row in rows:
        try:
            stories.append(row_story(header, row))
        except BadStory as error:
            error.line = row.line
            errors.append(error)
    if errors and not stories and len(errors) == 1:
        raise errors[0]
    if errors:
        raise PartlyRead(stories, errors)
    if not stories:
        raise EmptyStory("The table has no rows.")
    return stories


def check_quotes(stream: BinaryIO) -> None:
    """Read on to the end and raise Unreadable for a quotation mark that is never closed."""
    opened_on = 0
    for row, is_open in _rows(stream):
        opened_on = row.line if is_open else 0
    if opened_on:
        reason = (
            "A quotation mark is opened in the row that begins here and never closed; no row was taken in."
        )
        raise Unreadable(reason, line=opened_on)


def table(stream: BinaryIO) -> tuple[Header, Iterator[Row]]:
    """The header, and the rows that are not blank. Raises BadStory for a header that names no story."""
    rows = (row for row, _ in _rows(stream) if row.error or row.raw.strip())
    first = next(rows, None)
    if first is not None and _SEPARATOR.fullmatch(first.raw.removeprefix(BOM.encode())):
        first = next(rows, None)
    if first is None:
        raise EmptyStory("The table is empty.")
    return _header(first), rows


def row_story(header: Header, row: Row) -> WireStory:
    """The story in a row; its raw bytes are a table of its own, header and row. Raises BadStory."""
    if row.error:
        raise row.error
    cells = _cells(row.raw, header.delimiter)
    if len(cells) != len(header.names):
        raise Unreadable(f"The row has {len(cells)} cells; the header has {len(header.names)}.")
    fields = {
        name: _value(name, cell)
        for name, cell in zip(header.names, cells, strict=True)
        if name in StoryFields.model_fields and (cell or name in ALWAYS_SENT)
    }
    return read_fields(fields, header.raw + row.raw, wire_format=FORMAT)


def _value(name: str, cell: str) -> Any:
    """The cell as JSON would have it: whole numbers and `meta` are read, the rest are strings."""
    if name in NUMBERS and cell.isascii() and cell.isdigit() and len(cell) <= LONGEST_NUMBER:
        return int(cell)
    return load_json(cell.encode("utf-8", "replace"), limit=INPUT_BYTES) if name == "meta" else cell


def _header(row: Row) -> Header:
    if row.error:
        raise row.error
    raw = row.raw.removeprefix(BOM.encode())
    delimiter = _delimiter(raw.decode("latin-1"))
    names = tuple(name.strip().lower() for name in _cells(raw, delimiter))
    if wrong := _what_is_wrong(names):
        raise Unreadable(wrong, line=row.line)
    return Header(raw if raw.endswith((b"\n", b"\r")) else raw + b"\n", names, delimiter)


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _what_is_wrong(names: tuple[str, ...]) -> str:
    twice = {name for name in names if names.count(name) > 1} if len(names) <= CSV_COLUMNS else set()
    missing = [name for name in NEEDED if name not in names]
    if len(names) > CSV_COLUMNS:
        return f"The header has more than {CSV_COLUMNS} columns."
    if twice:
        return f"The header has two columns called {min(twice)[:40]!r}."
    if missing:
        return f"The header has no column {missing[0]}."
    return "" if {"text", "html"} & set(names) else "The header has neither a column text nor html."


def _cells(raw: bytes, delimiter: str) -> list[str]:
    text = decode(raw, limit=INPUT_BYTES)
    try:
        [cells] = csv.reader([text], delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Unreadable(f"The row cannot be read: {error}.") from None
    except ValueError:
        raise Unreadable("The row ends in the middle.") from None
    return cells


def _rows(stream: BinaryIO) -> Iterator[tuple[Row, bool]]:
    """Every row, and whether a quotation mark is still open at its end: then it is the last one.

    Lines end in "\\n", "\\r\\n" or "\\r". No more of a row is kept than a story may have.
    """
    lines = io.TextIOWrapper(stream, encoding="latin-1", newline="")  # a character is a byte
    try:
        yield from _split(lines)
    finally:
        with suppress(ValueError):  # whoever opened the stream has closed it already
            lines.detach()


def _split(lines: io.TextIOWrapper) -> Iterator[tuple[Row, bool]]:
    state, kept, size, total, line, begun = START, io.StringIO(), 0, 0, 1, 1
    cell_end: re.Pattern[str] | None = None
    while chunk := lines.readline(CHUNK):
        if cell_end is None and chunk.strip():
            cell_end = re.compile(rf"[{_delimiter(chunk)}\r\n]")
        state = _state_after(state, chunk, cell_end) if cell_end else START
        size, total = size + len(chunk), total + len(chunk)
        if total > BATCH_BYTES:
            raise TooBig(f"The table has more than {BATCH_BYTES:,} bytes.", line=line)
        if size <= INPUT_BYTES:
            kept.write(chunk)
        has_ended = chunk.endswith(("\n", "\r"))
        line += has_ended
        if has_ended and state != QUOTED:
            yield _row(begun, kept, size), False
            state, kept, size, begun = START, io.StringIO(), 0, line
    if size:
        yield _row(begun, kept, size), state == QUOTED


def _row(line: int, kept: io.StringIO, size: int) -> Row:
    if size > INPUT_BYTES:
        return Row(line, b"", TooBig(f"The row has more than {INPUT_BYTES:,} bytes.", line=line))
    return Row(line, kept.getvalue().encode("latin-1"))


def _state_after(state: int, chunk: str, cell_end: re.Pattern[str]) -> int:
    """Where in a cell the end of `chunk` is; only a quotation mark at its very beginning quotes a cell."""
    at = 0
    while at < len(chunk):
        if state == QUOTED:
            at = chunk.find('"', at) + 1
            if not at:
                return QUOTED
            state = CLOSED
        elif state in (START, CLOSED) and chunk[at] == '"':
            state, at = QUOTED, at + 1
        else:
            found = cell_end.search(chunk, at)
            if found is None:
                return PLAIN
            state, at = START, found.end()
    return state
