"""Counting what a version tells, as it is recorded and afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from claims.actions import counting
from claims.models import Article, Occurrence
from tests.actions.tolls import arrives, tells
from tests.factories import ArticleFactory, claim_in, extraction_of, figure_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    made: Article = ArticleFactory(state="ready")
    made.current.extracted_at = made.received_at
    made.current.save()
    return made


def told(article: Article) -> list[tuple[Any, ...]]:
    rows = Occurrence.objects.filter(claim__article=article).order_by("revision", "start")
    return list(rows.values_list("measure", "role", "low"))


def test_each_version_is_counted_as_it_is_recorded(article: Article) -> None:
    arrives(article, tells(37.0))
    arrives(article, tells(41.0))
    assert [line[:3] for line in told(article)] == [
        ("killed", "point", 37.0),
        ("money", "point", 14_000.0),
        ("killed", "point", 41.0),
        ("money", "point", 14_000.0),
    ]
    [toll, *_] = Occurrence.objects.filter(measure="killed")
    assert toll.reading.keys() == {"subject", "period", "per", "why", "unit"}
    assert toll.notes == []


def test_what_was_recorded_before_is_counted_on_request_once(article: Article) -> None:
    arrives(article, tells(37.0))
    before = told(article)
    Occurrence.objects.update(measure="", role="", reading={}, low=None)
    assert counting.count_unread([article.pk]) == 2
    assert told(article) == before
    assert counting.count_unread([article.pk]) == 0


def test_sums_that_do_not_come_out_stand_on_the_claims_concerned(article: Article) -> None:
    total = "The storm killed 43 people, said Ines Vallory."
    parts = "The dead were 20 sailors and 21 passengers, she said."
    text = f"{total}\n\n{parts}"
    found = [
        claim_in(text, total, figure_in(text, "43 people", 43.0)),
        claim_in(text, parts, figure_in(text, "20 sailors", 20.0)),
        claim_in(text, parts, figure_in(text, "21 passengers", 21.0)),
    ]
    arrives(article, (text, extraction_of(*found)))
    noted = Occurrence.objects.exclude(notes=[])
    assert {each.figure["low"] for each in noted} == {43.0, 20.0, 21.0}
    assert {(note["stated"], note["computed"]) for each in noted for note in each.notes} == {(43.0, 41.0)}
