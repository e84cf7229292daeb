"""The place of a claim: a passage of the story, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.places import Places
from claims.extraction.sentences import split
from claims.extraction.types import Span


def place(text: str, words: str) -> str | None:
    sentences = split(text).spans
    at = text.index(words)
    (sentence,) = (span for span in sentences if span.start <= at < span.end)
    return Places(text, sentences).of(sentence, Span(at, at + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A bomb killed 12 people in Port Ness on Sunday.", "12", "Port Ness"),
        ("Near Harl, rebels destroyed 12 bridges.", "12", "Harl"),
        ("A bomb killed 12 people in northern Harl.", "12", "northern Harl"),
        ("Rebels shot 12 people in Ardal province in Afghanistan.", "12", "Ardal province"),
        ("Indonesia's Ardal province lost 12 houses.", "12", "Ardal province"),
        ("The village of Ness lost 12 houses.", "12", "Ness"),
        ("A bomb killed 12 people in Kabul, Afghanistan.", "12", "Kabul"),
        ("Greek police held 12 people. Greece is calm.", "12", "Greece"),
        ("Fire broke out in Harl. It killed 12 people.", "12", "Harl"),
        ("ARDAL (Northline) - Rebels killed 12 people on Sunday.", "12", "ARDAL"),
    ],
)
def test_place_is_named(text: str, words: str, name: str) -> None:
    assert place(text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vantec sold 12 ships in January.", "12"),
        ("Jon Vane put 12 million crowns in Congress.", "12"),
        ("They met in Harl. Prices rose by 12 per cent.", "12"),
    ],
)
def test_place_is_none_when_unsure(text: str, words: str) -> None:
    assert place(text, words) is None


@given(st.text(alphabet="aAbB ,.'\n-inof", max_size=120))
def test_place_is_a_passage_of_the_story(text: str) -> None:
    spans = split(text).spans
    places = Places(text, spans)
    assert all((found := places.of(span, None)) is None or found in text for span in spans)
