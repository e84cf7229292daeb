"""CSV in the API's fields."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from claims.ingest.files import pieces, stories
from claims.ingest.limits import INPUT_BYTES
from claims.ingest.parsers.table import parse
from claims.ingest.types import BadStory, EmptyStory, PartlyRead, TooBig, Unreadable, WireStory
from tests.ingest import samples

HEADER = b"external_id,title,text\n"


def read(raw: bytes) -> tuple[list[WireStory], list[BadStory]]:
    """Through the pieces of a file, as the command reads it: a row costs no other row."""
    good: list[WireStory] = []
    bad: list[BadStory] = []
    for piece in pieces(["-"], io.BytesIO(raw)):
        try:
            good += stories(piece)
        except BadStory as error:
            bad.append(error)
    return good, bad


def test_parse_reads_quoted_cells_that_run_over_lines() -> None:
    first, second = parse(samples.CSV)
    assert (first.guid, first.text, first.urgency) == ("c1", 'Nine "safe",\nsaid', 2)
    assert (first.meta, first.format) == ({"desk": 1}, "csv")
    assert (second.guid, second.text, second.urgency) == ("c2", "Killed 200", None)


def test_row_keeps_the_bytes_it_can_be_read_from_again() -> None:
    for story in parse(samples.CSV):
        assert parse(story.raw) == [story]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbfexternal_id;title;text\r\nc1;Ferry;Nine are safe\r\n",
        b"external_id\ttitle\ttext\nc1\tFerry\tNine are safe",
        b"external_id,title,text\rc1,Ferry,Nine are safe\r",
        b'"External_ID", "Title" ,TEXT,other\n\n\nc1,Ferry,Nine are safe,x\n\n'.replace(
            b', "Title" ', b",Title"
        ),
        b'external_id,title,text\nc1,Ferry,"Nine are safe"',
        b"external_id,title,text,html,urgency\nc1,Ferry,Nine are safe,,\n",
    ],
)
def test_delimiters_line_ends_and_headers_of_all_kinds_are_read(raw: bytes) -> None:
    [story], errors = read(raw)
    assert (story.guid, story.headline, story.text, errors) == ("c1", "Ferry", "Nine are safe", [])


def test_line_that_tells_excel_the_delimiter_is_no_header() -> None:
    [story] = read(b"sep=;\r\nexternal_id;title;text\r\nc1;Ferry;Nine are safe.\r\n")[0]
    assert (story.guid, story.text) == ("c1", "Nine are safe.")


def test_table_with_columns_of_its_own_is_refused_and_no_plain_text() -> None:
    good, [error] = read(b"id,headline,body,date\r\n1,Ferry,Nine are safe.,2027-03-02\r\n")
    assert (good, error.reason) == ([], "The header has no column external_id.")


def test_bad_rows_are_refused_with_their_lines_and_the_others_go_in() -> None:
    raw = (
        HEADER
        + b'c1,t,"a\nb"\n,t,text\nc3,t\nc4,t,a,b\nc5,t,\xff\nc\x006,t,x\nc7,t,\nc8,t,Nul\0s\nc9,"t"x,y\n'
    )
    good, bad = read(raw)
    assert [(story.guid, story.text) for story in good] == [("c1", "a\nb"), ("c8", "Nuls")]
    assert [error.line for error in bad] == [4, 5, 6, 7, 8, 9, 11]
    with pytest.raises(PartlyRead) as partly:
        parse(raw)
    assert ([story.guid for story in partly.value.stories], len(partly.value.errors)) == (["c1", "c8"], 7)


@pytest.mark.parametrize(
    ("rows", "line"), [(b'c1,t,"never closed\nc2,t,killed 200\n', 2), (b'c1,t,a\nc2,t,"', 3)]
)
def test_open_quotation_mark_refuses_the_table_with_its_line(rows: bytes, line: int) -> None:
    good, [error] = read(HEADER + rows)
    assert (good, type(error), error.line) == ([], Unreadable, line)
    assert "never closed" in error.reason


def test_quotation_marks_within_a_cell_open_nothing() -> None:
    good, bad = read(HEADER + b'c1,t,a 5" gun\nc2,t,said "so"\n')
    assert ([story.text for story in good], bad) == (['a 5" gun', 'said "so"'], [])


def test_row_that_is_too_long_is_skipped_to_its_end() -> None:
    inside = b'\nc9,t,not a row\n,""\n'
    huge = b'c1,t,"' + (b"a" * 70_000 + b'""' + inside) * 60 + b'"\n'
    assert len(huge) > INPUT_BYTES
    good, [error] = read(HEADER + huge + b"c2,t,killed 200\n")
    assert ([story.guid for story in good], type(error), error.line) == (["c2"], TooBig, 2)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (b"external_id,title,text,title\n", "two columns called 'title'"),
        (b"external_id,text\n", "no column title"),
        (b"external_id,title\n", "neither a column text nor html"),
        (b"external_id,title,text" + b",a" * 200 + b"\n", "more than 100 columns"),
    ],
)
def test_header_that_names_no_story_refuses_the_table(header: bytes, why: str) -> None:
    good, [error] = read(header + b"c1,t,a\n")
    assert (good, error.line) == ([], 1)
    assert why in error.reason


@pytest.mark.parametrize("raw", [HEADER, HEADER.strip(), HEADER + b"\n \n"])
def test_table_without_rows_is_told(raw: bytes) -> None:
    assert isinstance(read(raw)[1][0], EmptyStory)
    with pytest.raises(EmptyStory):
        parse(raw)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_refused_in_a_sentence(encoding: str) -> None:
    good, [error] = read((HEADER + b"c1,t,killed 200\n").decode().encode(encoding))
    assert not good
    assert "UTF-8" in error.reason


def test_long_tables_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "night.csv"
    path.write_bytes(HEADER + b"".join(b"c%d,t,Nine are safe\n" % number for number in range(20_000)))
    assert sum(1 for _ in pieces([str(path)], io.BytesIO())) == 20_000
