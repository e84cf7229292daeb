"""The match copy: what patterns see, and the way back to the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.text import MatchCopy, oddities
from claims.extraction.types import Span


def back(source: str, found: str) -> str:
    copy = MatchCopy(source)
    at = copy.text.index(found)
    return copy.to_source(Span(at, at + len(found))).of(source)


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("plain text", "plain text"),
        ("2\u200b00 dead", "200 dead"),
        ("14\u00ad,000", "14,000"),
        ("1\xa0200", "1 200"),
        ("\u202e002\u202c", "002"),
        ("١٤٬٠٠٠", "14,000"),
        ("१४०००", "14000"),
        ("２００", "200"),
        ("ﬁve ﬂoods", "five floods"),
        ("kіllеd", "killed"),
        ("2ОО", "200"),
        ("²³ ½ ①", "²³ ½ ①"),
        ("Сергей", "Сергей"),
        ("\ufdfa", "\ufdfa"),
        ("a\u2028b", "a\nb"),
        ("\U000e0069\U000e0067hidden", "hidden"),
    ],
)
def test_match_copy_folds(source: str, copy: str) -> None:
    assert MatchCopy(source).text == copy


def test_match_copy_leads_back_to_the_passage() -> None:
    assert back("it kil\u200bled near\u200dly 2\u200b00", "nearly 200") == "near\u200dly 2\u200b00"
    assert back("ﬁve ﬂoods", "five") == "ﬁve"
    assert back("\u200bdead\u200b", "dead") == "dead"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_match_copy_maps_every_character_into_the_source(source: str) -> None:
    copy = MatchCopy(source)
    spans = [copy.to_source(Span(i, i + 1)) for i in range(len(copy.text))]
    assert all(0 <= span.start < span.end <= len(source) for span in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2\u200b00", "zero width space"),
        ("\u202e002\u202c", "right-to-left override"),
        ("Killed.\U000e0069", "tag characters"),
        ("Militants kіlled", "kіlled"),
    ],
)
def test_oddities_names_what_is_hidden(text: str, words: str) -> None:
    assert any(words in note for note in oddities(text))


@pytest.mark.parametrize(
    "text",
    [
        "Plain “quoted” text, café, €5 — all right.",
        "\ufeffA byte-order mark first.",
        "The 👨\u200d👩\u200d👧 family",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Привет, мир",
        "שלום \u200fabc",
    ],
)
def test_oddities_is_silent_on_honest_text(text: str) -> None:
    assert oddities(text) == ()
