"""Sentences as words: what is masked, what is left out, what two of them share."""

from __future__ import annotations

import pytest

from claims.extraction.alignment.words import likeness, masked, normal, stem


def words(sentence: str, *passages: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    spans = [(sentence.index(passage), sentence.index(passage) + len(passage)) for passage in passages]
    return masked(sentence, spans)


def test_figures_are_masked_with_their_hedges_and_nouns_stay() -> None:
    at_least = words("At least 12 people were killed.", "At least 12 people")
    assert at_least == words("Forty-four people were killed.", "Forty-four people")
    assert at_least == (("#", "people", "were", "killed"), (0,))


@pytest.mark.parametrize(
    "figure", ["1.9 billion", "10 to 15 million", "between 40,000 and 50,000", "a third"]
)
def test_one_figure_is_one_mask(figure: str) -> None:
    assert words(f"It lost {figure} crowns.", figure)[0] == ("it", "lost", "#", "crowns")


def test_other_numbers_are_masked_too_but_for_years() -> None:
    assert words("In 2019, 12 of 40 died.")[0] == ("in", "2019", ",", "#", "of", "#", "died")


def test_normal_leaves_out_what_is_no_wording() -> None:
    assert normal("ARDAL, May 3 (Farland News) - “It’s\n over,” he said.") == '"It\'s over," he said.'
    assert normal("Ardal - a town.") == "Ardal - a town."


@pytest.mark.parametrize(
    ("one", "other"), [("killing", "killed"), ("soldiers", "soldier"), ("houses", "housed")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_likeness_is_a_share_of_words_and_long_ones_weigh_more() -> None:
    sentence = ("soldiers", "left", "the", "border")
    assert likeness(sentence, sentence) == 1.0
    assert likeness(sentence, ("a", "b")) == 0.0
    assert likeness(sentence, ("soldiers", "left", "a", "border")) > likeness(
        sentence, (*sentence[1:], "army")
    )
    assert likeness((), ()) == 0.0
