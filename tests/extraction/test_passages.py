"""Where words stand in a text, whatever breaks, marks and hidden characters the page shows them with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Story, pointed, sentence_round
from claims.extraction.passages import moved, places, sentence_at
from claims.extraction.types import Span

TEXT = "It was late.\n\nAt least 14,000 people — “all of\nthem” — left Tarn.\u200b 14 came back, 2.5 a day."


def found(words: str, within: Span | None = None) -> list[str]:
    return [span.of(TEXT) for span in places(TEXT, words, within)]


@pytest.mark.parametrize(
    ("words", "passages"),
    [
        ("14,000 people", ["14,000 people"]),
        ('"all of them"', ["“all of\nthem”"]),
        ("people - “all", ["people — “all"]),
        ("left Tarn. 14 came", ["left Tarn.\u200b 14 came"]),
        ("14", ["14"]),
        ("000", []),
        ("5", []),
        ("2.5", ["2.5"]),
        ("Tar", []),
        ("", []),
        ("\u200b ", []),
    ],
)
def test_words_are_found_whole(words: str, passages: list[str]) -> None:
    assert found(words) == passages


def test_several_places_come_in_order_and_can_be_narrowed() -> None:
    text = "The pier. The pier."
    assert [span.start for span in places(text, "The pier")] == [0, 10]
    assert [span.start for span in places(text, "The pier", Span(5, 19))] == [10]


@given(st.text(), st.text())
def test_what_is_found_is_a_passage_that_reads_so(text: str, words: str) -> None:
    for span in places(text, words):
        assert 0 <= span.start < span.end <= len(text)
        assert [span] == [each for each in places(text, span.of(text)) if each == span]


@given(st.text(alphabet="ab .,1“”\n", min_size=1))
def test_every_text_is_found_in_itself(text: str) -> None:
    if text.split():
        assert places(text, text)


def test_passage_that_was_edited_is_known_by_its_edges() -> None:
    text = "Now. Twelve people died in the old harbour when a small ferry sank off Tarn. More later."
    words = "Twelve people died in the harbour when a ferry sank off Tarn."
    span = moved(text, words, Span(5, 5 + len(words)), 50)
    assert span is not None
    assert span.of(text) == "Twelve people died in the old harbour when a small ferry sank off Tarn."


@pytest.mark.parametrize("text", ["", "Nothing of it.", "Twelve people died in the harbour."])
def test_passage_that_is_gone_is_nowhere(text: str) -> None:
    assert moved(text, "Forty men were lost at sea near the cape of Tarn.", Span(0, 10), 50) is None


def test_sentence_round_a_few_words() -> None:
    at = places(TEXT, "14 came")[0]
    assert sentence_round(Story(TEXT), at).of(TEXT) == "14 came back, 2.5 a day."
    assert sentence_at((Span(0, 5),), Span(9, 10)) is None


def test_rules_read_what_is_pointed_at() -> None:
    text = "TARN — Calm. Rescuers found 12 survivors and 30 life jackets, said Ines Vallory."
    span = places(text, "Rescuers found 12 survivors and 30 life jackets, said Ines Vallory.")[0]
    both = pointed(Story(text), span)
    assert [claim.figure.low for claim in both if claim.figure] == [12.0, 30.0]
    assert {(claim.sentence, claim.speaker, claim.score) for claim in both} == {
        (span.of(text), "Ines Vallory", 1.0)
    }
    (one,) = pointed(Story(text), span, places(text, "30 life jackets")[0])
    assert one.figure is not None
    assert one.figure.low == 30.0
    (none,) = pointed(Story(text), places(text, "Calm.")[0])
    assert (none.figure, none.type) == (None, "event")
