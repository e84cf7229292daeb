"""Hidden characters: shown where they hide something, left alone where a script needs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags.unseen import plain, shown


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u202e", "RLO"),
        ("\u200b", "ZWSP"),
        ("\u2066", "LRI"),
        ("\ufeff", "BOM"),
        ("\u00ad", "SHY"),
        ("\U000e0041", "U+E0041"),
        ("\x07", "U+0007"),
        ("\u200f", "RLM"),
        ("\u200d", "ZWJ"),
    ],
)
def test_a_hidden_character_among_latin_letters_is_named(char: str, name: str) -> None:
    page = shown(f"ab{char}cd")
    assert char not in page
    assert f">{name}</span>" in page
    assert plain(f"ab{char}cd") == "abcd"


@pytest.mark.parametrize("text", ["👩‍👩‍👧", "می‌خواهم", "שלום\u200f 12", "क्‍ष"])
def test_what_a_script_needs_stays(text: str) -> None:
    assert shown(text) == text == plain(text)


def test_markup_is_text() -> None:
    assert shown("<b>\u200b&'\"") == (
        '&lt;b&gt;<span class="unseen" title="zero width space, U+200B">ZWSP</span>&amp;&#x27;&quot;'
    )


@given(st.text())
def test_any_text_comes_out_escaped(text: str) -> None:
    assert "<script" not in shown(f"<script{text}")
    assert "\u202e" not in shown(text)
