"""The marked story: where a claim's number stands."""

from __future__ import annotations

from claims.templatetags.layout import Piece, Run
from claims.templatetags.story import marked
from tests.factories import ClaimFactory


def test_a_number_stands_at_its_own_figure_not_before_the_next(db: None) -> None:
    first, second = ClaimFactory.build(pk=1), ClaimFactory.build(pk=2)
    first.number, second.number, first.rating, second.rating = 1, 2, None, None
    pieces = (Piece("1,100 of its ", first, is_figure=True), Piece("3,400 soldiers", second, is_figure=True))
    drawn = marked(Run(pieces=pieces, claims=(first, second)), None)
    assert "<b>1,100 of its</b><sup>1</sup> </a>" in drawn
    assert "<b>3,400 soldiers</b><sup>2</sup></a>" in drawn


def test_the_figure_of_another_claim_of_the_same_words_is_a_mark_within_theirs(db: None) -> None:
    whole, counted = ClaimFactory.build(pk=1), ClaimFactory.build(pk=2)
    for number, claim in enumerate((whole, counted), start=1):
        claim.number, claim.rating = number, None
        claim.start, claim.end = 0, 30
    pieces = (Piece("The council met ", whole), Piece("61 times", counted, is_figure=True))
    drawn = marked(Run(pieces=pieces, claims=(whole, counted)), None)
    assert drawn.startswith("<mark><a")
    assert drawn.count("<mark>") == 2
    assert "<b>61 times</b><sup>2</sup></a></mark></mark>" in drawn
    in_hand = marked(Run(pieces=pieces, claims=(whole, counted)), counted)
    assert "<mark><a" not in in_hand


def test_a_sentence_within_another_is_a_mark_within_its(db: None) -> None:
    wide, narrow = ClaimFactory.build(pk=1), ClaimFactory.build(pk=2)
    for number, claim in enumerate((wide, narrow), start=1):
        claim.number, claim.rating = number, None
        claim.start, claim.end = 0, 40 * (3 - number)
    drawn = marked(Run(pieces=(Piece("So it was. ", wide),), claims=(wide, narrow)), None)
    assert drawn.startswith("<mark><mark>")
