"""Plain text."""

from __future__ import annotations

import pytest

from claims.ingest.parsers.text import headline, parse
from claims.ingest.types import EmptyStory


def test_parse_keeps_the_whole_text_and_its_bytes() -> None:
    raw = b"Ferry sinks off Port Selwick\r\n\r\nNine\0 are safe."
    [story] = parse(raw)
    assert story.text == "Ferry sinks off Port Selwick\n\nNine are safe."
    assert (story.raw, story.guid, story.format) == (raw, "", "text")
    assert story.repairs == ("dropped 1 control character",)
    assert story.headline == "Ferry sinks off Port Selwick"


def test_parse_refuses_nothing() -> None:
    with pytest.raises(EmptyStory):
        parse(b" \n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Skip to main content\nSelwick Wire\nFerry sinks off Selwick\n\nIt sank.",
            "Ferry sinks off Selwick",
        ),
        (
            "World | Business | Sport | Sea\nBy Ines Vallory\nFerry sinks off Selwick",
            "Ferry sinks off Selwick",
        ),
        ("The ferry sank on Monday, police said.\nFerry sinks off Selwick", ""),
        ("“Nobody told us to leave the ship.”\nFerry sinks off Selwick", ""),
        ("word " * 60, ""),
        ("Ferry", ""),
        ("", ""),
    ],
)
def test_headline_is_the_first_line_that_reads_like_one(text: str, expected: str) -> None:
    assert headline(text) == expected
