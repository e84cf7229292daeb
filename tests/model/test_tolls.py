"""Tolls that are told again: the released model finds their figures, however short the sentence."""

from __future__ import annotations

import pytest

from claims.extraction import extract
from workers.model.scorer import Scorer

TOLD = [
    ("The death toll rose to 19.", "19"),
    ("The toll in Marwick rose to 17 on Thursday, officials said.", "17"),
    ("The number of dead rose to 38 overnight, the hospital said.", "38"),
    ("Police revised the toll to 14, three fewer than on Monday.", "14"),
    ("Rescuers found six more bodies overnight, bringing the toll to 23.", "23"),
    ("The ministry put the toll at 61.", "61"),
    ("The number of missing fell to eight, the harbour master said.", "eight"),
    ("The number of evacuees stood at 8,400 by nightfall.", "8,400"),
    ("At least 15 were still missing.", "At least 15"),
    ("Officials in Sorrel lowered the toll to 9.", "9"),
]
UNTOLD = [
    "Marwick won 19-12 on Thursday.",
    "Bus 19 to Marwick leaves from stop 4.",
    "He turned 42 on Friday.",
    "She scored 17 and 12 in the two games.",
    "The answer to quiz 23 is on page 31.",
]


def figures(text: str, released: Scorer) -> list[str]:
    return [claim.figure.text for claim in extract(text, released).claims if claim.figure]


@pytest.mark.parametrize(("sentence", "figure"), TOLD)
def test_released_model_finds_a_toll_told_again(sentence: str, figure: str, released: Scorer) -> None:
    assert figure in figures(sentence, released)


@pytest.mark.parametrize("sentence", UNTOLD)
def test_released_model_leaves_numbers_that_only_look_like_tolls(sentence: str, released: Scorer) -> None:
    assert figures(sentence, released) == []
