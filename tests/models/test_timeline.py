"""Tolls as commands and the API tell them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from claims.models import Article, Event
from claims.models.timeline import moment, toll_record, tolls_of
from tests.event_rows import an_event, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return an_event()


def test_a_toll_tells_its_points_by_time(event: Event) -> None:
    tell(event, "Corvane News", 15, minutes=40)
    row = tell(event, "Selwick Wire", 12, qualifier="at_least", minutes=10, speaker="Ines Vallory")
    [toll] = tolls_of([event.pk])[event.pk]
    told = toll_record(toll)
    first, second = told["points"]
    assert first == {
        "guid": row.claim.article.guid,
        "version": 1,
        "source": "Selwick Wire",
        "speaker": "Ines Vallory",
        "at": moment(event.began_at + timedelta(minutes=10)),
        "low": 12.0,
        "high": None,
        "qualifier": "at_least",
        "per": None,
        "period": None,
        "normalised": None,
        "relays": None,
        "repeat": False,
        "void": False,
        "claim": row.claim_id,
    }
    assert (second["low"], told["conflicts"]) == (15.0, [])
    assert (told["latest"]["low"], told["latest"]["source"]) == (15.0, "Corvane News")


def test_a_conflict_names_its_claims_versions_and_figures(event: Event) -> None:
    one = tell(event, "Selwick Wire", 19, minutes=10)
    other = tell(event, "Corvane News", 15, minutes=40)
    tell(event, "Corvane News", 19, minutes=60)
    [toll] = tolls_of([event.pk])[event.pk]
    [conflict] = toll_record(toll)["conflicts"]
    assert (conflict["a"], conflict["b"]) == (one.claim_id, other.claim_id)
    assert conflict["told_in"] == [f"{told.claim.article.guid}@1" for told in (one, other)]
    assert (conflict["figures"], conflict["since"], conflict["until"]) == (
        [19.0, 15.0],
        moment(event.began_at + timedelta(minutes=40)),
        moment(event.began_at + timedelta(minutes=60)),
    )
    assert conflict["settled"]


def test_nothing_is_told_now_where_every_story_was_killed(event: Event) -> None:
    tell(event, "Selwick Wire", 19)
    Article.objects.update(pub_status="canceled", killed_at=event.began_at)
    [toll] = tolls_of([event.pk])[event.pk]
    told = toll_record(toll)
    assert (told["latest"], [point["void"] for point in told["points"]]) == (None, [True])


def test_each_event_has_its_own_tolls(event: Event) -> None:
    other = an_event()
    tell(event, "Selwick Wire", 19)
    tell(other, "Selwick Wire", 40, measure="wounded")
    found = tolls_of([event.pk, other.pk])
    assert [[toll.measure for toll in found[each.pk]] for each in (event, other)] == [["killed"], ["wounded"]]
