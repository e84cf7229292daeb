"""What a figure of people counts, and whether it is the state of things or something recalled."""

from __future__ import annotations

import pytest

from claims.extraction.alignment.measures import background, measure
from claims.extraction.alignment.words import masked


def at(sentence: str, passage: str) -> tuple[tuple[str, ...], int]:
    start = sentence.index(passage)
    words, [place] = masked(sentence, [(start, start + len(passage))])
    return words, place


@pytest.mark.parametrize(
    ("sentence", "passage", "counted"),
    [
        ("Twelve people were killed and 31 wounded.", "Twelve people", "killed"),
        ("Twelve people were killed and 31 wounded.", "31", "wounded"),
        ("The blast killed 12 and wounded 31.", "12", "killed"),
        ("The blast killed 12 and wounded 31.", "31", "wounded"),
        ("The bus fell into a gorge, killing at least 17 people.", "at least 17 people", "killed"),
        ("The number of dead rose to 19.", "19", "killed"),
        ("Another 24 people, most of them children, were hurt.", "Another 24 people", "wounded"),
        ("Bombs killed 14 people in Ostby and 15 in Marwick.", "15", "killed"),
        ("The city spent 40 million crowns on roads.", "40 million crowns", ""),
    ],
)
def test_measure_is_read_from_the_words_around(sentence: str, passage: str, counted: str) -> None:
    assert measure(*at(sentence, passage)) == counted


@pytest.mark.parametrize(
    ("sentence", "passage", "why"),
    [
        ("Nineteen people were killed.", "Nineteen people", ""),
        ("The toll rose to 19 from 12.", "19", ""),
        ("The toll rose to 19 from 12.", "12", "recalled"),
        ("The coast guard had said that 19 people were dead.", "19 people", "recalled"),
        ("An earlier version told of 34 dead.", "34", "recalled"),
        ("Thirty died, not the 100 feared at first.", "the 100", "recalled"),
        ("A blast there killed eight workers in 2019.", "eight workers", "older"),
        ("It was the worst crash since the fall of the bridge, which killed 40.", "40", "older"),
    ],
)
def test_background_tells_what_is_recalled_and_what_is_long_ago(
    sentence: str, passage: str, why: str
) -> None:
    assert background(*at(sentence, passage)) == why
