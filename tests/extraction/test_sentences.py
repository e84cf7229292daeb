"""Where sentences end in wire copy, with exact offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.sentences import LONGEST, MOST, paragraphs, split
from claims.extraction.types import Span


def cut(text: str) -> list[str]:
    return [span.of(text) for span in split(text).spans]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Orr met Gen. P. J. Vane and Sen. Ada Lowe.",
        "Vantec Inc. said sales rose 3.5 per cent to $1.2 bn.",
        "The U.S. Navy sent ships at 9 a.m. Friday (10 a.m. ET) from Port Ness.",
        "ARDAL (Northline) - Rebels killed 12 people on Sunday.",
        "HARL, Jan. 4 (Northline) — Rebels withdrew.",
        "He paid (Mr. Vane was not asked.) the fine in full.",
        "“Who pays?” Lowe asked the council.",
        "The aid was cut in return for? 110bn in loans.",
        "The vote (4.5 million of them. Or more) was close.",
        "She carried a. 357 Magnum.",
        "See alt.religion.ardal and www.northline.example for more.",
    ],
)
def test_split_keeps_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One fell. Two rose.", ["One fell.", "Two rose."]),
        ("“We lost 12.” He wept.", ["“We lost 12.”", "He wept."]),
        ("''We lost 12.'' He wept.", ["''We lost 12.''", "He wept."]),
        ("It opened at 9 a.m. The fire began at noon.", ["It opened at 9 a.m.", "The fire began at noon."]),
        ("It was the deal.The reversal came late.", ["It was the deal.", "The reversal came late."]),
        ("He died in 2006.[2] She lived.[3][4]", ["He died in 2006.", "She lived."]),
        ("Ferry sinks off Ardal\n\nTwelve people died", ["Ferry sinks off Ardal", "Twelve people died"]),
        ("• Twelve dead\n• Thirty hurt\n1. Roads shut", ["Twelve dead", "Thirty hurt", "Roads shut"]),
        ("The US-led\ncoalition\nstruck Harl.", ["The US-led\ncoalition\nstruck Harl."]),
        ("Was it twelve? 13 were found.", ["Was it twelve?", "13 were found."]),
        ('He said " We won . " They left .', ['He said " We won . "', "They left ."]),
    ],
)
def test_split_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_split_joins_hard_wrapped_copy() -> None:
    text = (
        "The coast guard of Ardal said that the ferry had carried more\n"
        "Harlish workers than its licence allowed when it turned over in\n"
        "the bay. Twelve died."
    )
    assert len(cut(text)) == 2


def test_split_leaves_out_what_is_skipped() -> None:
    text = "Skip to content\nTwelve died. Share this"
    spans = split(text, [Span(0, 15), Span(29, 39)]).spans
    assert [span.of(text) for span in spans] == ["Twelve died."]


def test_split_cuts_a_sentence_that_runs_on_and_says_so() -> None:
    found = split("word " * 1_000)
    assert max(span.end - span.start for span in found.spans) <= LONGEST
    assert "2,000" in found.notes[0]


def test_split_reports_what_it_did_not_read() -> None:
    found = split("It rained.\n\n" * (MOST + 5))
    assert len(found.spans) == MOST
    assert "20,000" in found.notes[0]


@given(st.text(alphabet="aA1 .?!“”\"'()[]\n-’é,Mr", max_size=200))
def test_split_offsets_are_exact_ordered_and_disjoint(text: str) -> None:
    spans = split(text).spans
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_paragraphs_are_lines_between_gaps() -> None:
    text = "One two.\nThree.\n\nFour"
    assert [span.of(text) for span in paragraphs(text)] == ["One two.", "Three.", "Four"]
