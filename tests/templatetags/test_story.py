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
