"""Which names are of one claimant."""

from __future__ import annotations

import pytest

from claims.tolls.claimants import is_body_in, is_named, is_same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("coast guard", "the coast guard", True),
        ("fire brigade", "the town’s fire brigade", True),
        ("Oril Dastane", "Defence Minister Oril Dastane", True),
        ("police", "railway police", True),
        ("rescue officials", "hospital official", False),
        ("local officials", "officials", False),
        ("officials", "officials", True),
        ("Corvane News", "news conference in Varn", False),
    ],
)
def test_names_share_what_tells_them_apart(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def test_a_claimant_is_named_where_all_its_words_stand() -> None:
    assert is_named("Northern Compact", "The Northern Compact counted them, its survey says.")
    assert not is_named("Northern Compact", "The Southern Compact counted them.")
    assert not is_named("officials", "Officials said so.")


def test_a_body_stands_in_a_sentence_by_its_name() -> None:
    assert is_body_in("Compact", "The Northern Compact counted them, according to its survey.")
    assert not is_body_in("Police", "Five were shot when police fired, doctors said.")
    assert not is_body_in("Ulm", "Two died at the border with Ulm on Tuesday, the army said.")
