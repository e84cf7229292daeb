"""Text and JSON at the door."""

from __future__ import annotations

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest.clean import (
    Clean,
    check_strings,
    clean_line,
    clean_story,
    clean_text,
    identifier,
    load_json,
)
from claims.ingest.limits import JSON_DEPTH, STORY_BYTES
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


@settings(deadline=None)
@given(ANYTHING)
def test_clean_text_leaves_only_what_can_be_stored(raw: str) -> None:
    text = clean_text(raw).text
    assert text == unicodedata.normalize("NFC", text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in text)
    text.encode()


@settings(deadline=None)
@given(ANYTHING)
def test_clean_text_changes_nothing_twice(raw: str) -> None:
    once = clean_text(raw).text
    assert clean_text(once.removeprefix("\ufeff")) == Clean(once.removeprefix("\ufeff"))


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_clean_text_knows_one_kind_of_line_break(newline: str) -> None:
    assert clean_text(f"Ferry sinks.{newline}Nine are safe.").text == "Ferry sinks.\nNine are safe."


def test_clean_text_keeps_typography() -> None:
    text = "“Nine\u00a0are safe,” she said – twice…\tThen ‘left’."
    assert clean_text(text.encode()) == Clean(text)


def test_clean_text_drops_a_byte_order_mark() -> None:
    assert clean_text(b"\xef\xbb\xbfNine are safe.").text == "Nine are safe."


def test_clean_text_says_what_it_repaired() -> None:
    text, repairs = clean_text("a\0b\x1b \ud800 c" + "\u0301" * 40)
    assert text == "ab \ufffd \u0107" + "\u0301" * 29
    assert repairs == (
        "dropped 2 control characters",
        "replaced 1 broken surrogate with U+FFFD",
        "cut 1 run of more than 30 combining marks",
    )


def test_clean_text_names_the_byte_that_is_not_utf8() -> None:
    with pytest.raises(Unreadable, match=r"It is not UTF-8: byte 5 is 0xe9\."):
        clean_text(b"Coupe\xe9 runs aground")


def test_clean_text_refuses_utf16_by_name() -> None:
    with pytest.raises(Unreadable, match="UTF-16"):
        clean_text("Nine".encode("utf-16"))


def test_clean_text_measures_before_and_after_normalising() -> None:
    assert len(clean_text("a" * STORY_BYTES).text) == STORY_BYTES
    grows_threefold = "\U0001d160" * (STORY_BYTES // 8)
    for too_much in (b"a" * (STORY_BYTES + 4), "a" * (STORY_BYTES + 1), "é" * STORY_BYTES, grows_threefold):
        with pytest.raises(TooBig):
            clean_text(too_much)


def test_clean_text_takes_linear_time_on_combining_marks() -> None:
    started = time.perf_counter()
    clean_text("a" + "\u0301\u0316" * 200_000)
    assert time.perf_counter() - started < 2


def test_clean_story_wants_something_to_read() -> None:
    for nothing in (b"", " \n\t \u00a0", "\0\0", b"\xef\xbb\xbf"):
        with pytest.raises(EmptyStory):
            clean_story(nothing)


def test_clean_line_folds_white_space_and_names_its_field() -> None:
    assert clean_line(" Ferry\n sinks\0 ", limit=20, field="title") == (
        "Ferry sinks",
        ("title: dropped 1 control character",),
    )
    with pytest.raises(BadStory, match="title is longer than 20 characters") as bad:
        clean_line("Ferry " * 4, limit=20, field="title")
    assert list(bad.value.fields) == ["title"]


@pytest.mark.parametrize("value", ["", "  ", "a\0b", "a\nb", "a\x9fb", "a\ud800", "x" * 201])
def test_identifier_is_refused_never_repaired(value: str) -> None:
    with pytest.raises(BadStory) as bad:
        identifier(value, limit=200, field="external_id")
    assert list(bad.value.fields) == ["external_id"]


@pytest.mark.parametrize(
    "code", [0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF]
)
def test_identifier_with_what_nobody_sees_is_refused(code: int) -> None:
    with pytest.raises(BadStory, match=f"cannot be seen in it, U\\+{code:04X}"):
        identifier(f"urn:x:{chr(code)}1", limit=200, field="external_id")


def test_identifier_comes_back_as_it_is() -> None:
    assert identifier(" urn:x:Ünit ", limit=200, field="external_id") == " urn:x:Ünit "


def test_load_json_reads_json_with_a_byte_order_mark() -> None:
    assert load_json(b'\xef\xbb\xbf{"a": [1, 2.5, "\\ud83d\\ude00"]}', limit=99) == {"a": [1, 2.5, "😀"]}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Ferry", "line 1, column 1"),
        (b'{"a":\n oops}', "line 2, column 2"),
        (b'{"a": NaN}', "NaN"),
        (b"[-Infinity]", "Infinity"),
        (b"[1e999]", "too large a number"),
        (b"[" + b"9" * 5000 + b"]", "more digits"),
        (b'{"a": 1, "b": 2, "a": 3}', "'a' stands twice"),
        (b"[" * (JSON_DEPTH + 1), "more than 32 levels, on line 1"),
        (b'{"a":' * 100_000, "more than 32 levels"),
        (b"\xff\xfe{\0}\0", "UTF-16"),
        (b'{"a": "\xe9"}', "byte 7"),
    ],
)
def test_load_json_says_what_is_wrong_and_where(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        load_json(raw, limit=2_000_000)


def test_load_json_counts_no_brackets_in_strings() -> None:
    deep = "[" * 500 + '"\\'
    assert load_json(f'{{"a": "{deep[:500]}\\"[[["}}'.encode(), limit=2000) == {"a": "[" * 500 + '"[[['}


def test_load_json_refuses_more_bytes_than_allowed() -> None:
    with pytest.raises(TooBig):
        load_json(b'"' + b"a" * 100 + b'"', limit=50)


@pytest.mark.parametrize("hostile", [b'"\\' * 500_000, b'"' * 500_000, b'["\\"' * 200_000, b" " * 1_000_000])
def test_load_json_takes_linear_time(hostile: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(BadStory):
        load_json(hostile, limit=2_000_000)
    assert time.perf_counter() - started < 2


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_load_json_raises_nothing_but_bad_story(raw: bytes) -> None:
    with suppress(BadStory):
        load_json(raw, limit=1000)


@pytest.mark.parametrize("value", [{"a": ["b\0"]}, {"a\0": 1}, ["\udfff"], {"a": {"b": [{"c": "\ud800"}]}}])
def test_check_strings_finds_what_jsonb_cannot_hold(value: object) -> None:
    with pytest.raises(BadStory, match="meta"):
        check_strings(value, field="meta")
    check_strings({"a": ["é", {"b": None, "c": 3}]}, field="meta")
