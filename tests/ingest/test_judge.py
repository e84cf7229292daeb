"""Matching trafilatura's paragraphs to the blocks of a page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.parsers.judge import story_blocks


@pytest.mark.parametrize(
    ("ours", "theirs", "kept"),
    [
        ("menu one two foot", "one two", {1, 2}),
        ("one menu two", "one two", {0, 2}),
        ("menu", "", set()),
        ("one two", "one two", {0, 1}),
        ("two menu one two foot", "one two", {2, 3}),  # the teaser above is not the story
        ("one one", "one", {0}),
    ],
)
def test_story_blocks_keeps_what_was_told_in_order(ours: str, theirs: str, kept: set[int]) -> None:
    assert story_blocks(ours.split(), theirs.split()) == kept


def test_story_blocks_does_not_mind_white_space() -> None:
    assert story_blocks(["Nine\u00a0are  safe.\n"], ["Nine are safe."]) == {0}


def test_story_blocks_knows_long_parts_of_a_paragraph() -> None:
    first = "A ferry with 120 passengers sank off Port Selwick on Monday."
    second = "Nine people are missing, the harbour master told reporters."
    assert story_blocks(["Menu", first, second], [f"{first} {second}"]) == {1, 2}


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.booleans(), min_size=30, max_size=30))
def test_story_blocks_finds_no_more_than_was_told(ours: list[str], chosen: list[bool]) -> None:
    theirs = [text for text, is_told in zip(ours, chosen, strict=False) if is_told]
    kept = story_blocks(ours, theirs)
    assert len(kept) <= len(theirs)
    assert {ours[i] for i in kept} <= set(theirs)


def test_story_blocks_takes_linear_time() -> None:
    many = [str(n % 5000) for n in range(100_000)]
    started = time.perf_counter()
    story_blocks(many, many)
    story_blocks([str(n) for n in range(100_000)], [str(n) for n in reversed(range(100_000))])
    assert time.perf_counter() - started < 3
