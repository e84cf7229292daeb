"""Regrouping decides anew what hangs on the events, and ends as a whole comparing would."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import gathering, links, relinking
from claims.models import Account, Article, Claim, ClaimLink, Event
from tests.actions.test_links import arrives, toll, written
from tests.actions.tolls import first_version, tells

pytestmark = pytest.mark.django_db

STORIES = 5
EVENTS = 3


def stories_told() -> list[Article]:
    """Some tell 12, some 19, and one both in two versions."""
    stories = [first_version() for _ in range(STORIES)]
    for story in stories[::2]:
        arrives(story, tells(19))
    while gathering.gather():
        pass
    return stories


def an_event(name: str) -> Event:
    event: Event = Event.objects.create(name=name, began_at=timezone.now(), latest_at=timezone.now())
    return event


def regroup(stories: Sequence[Article], events: Sequence[Event]) -> dict[int, int]:
    """Put each story's claims under its event; what they leave, as the grouping tells it."""
    left: dict[int, int] = {}
    for story, event in zip(stories, events, strict=True):
        moved = Claim.objects.filter(article=story).exclude(event=event)
        left |= dict(moved.filter(event__isnull=False).values_list("pk", "event_id"))
        moved.update(event=event)
    return left


@pytest.mark.parametrize("seed", range(6))
def test_ends_as_comparing_all_stories_anew(seed: int) -> None:
    lot, stories = Random(seed), stories_told()
    events = [an_event(f"Event {number}") for number in range(EVENTS)]
    for _ in range(3):
        left = regroup(stories, lot.choices(events, k=STORIES))
        before = transaction.savepoint()
        links.link([story for story in stories if Claim.objects.filter(article=story, pk__in=left).exists()])
        anew = written()
        transaction.savepoint_rollback(before)
        relinking.relink(left)
        assert written() == anew


def test_what_moves_together_is_not_compared() -> None:
    stories = stories_told()
    before = written()
    assert before
    left = regroup(stories, [an_event("Another")] * STORIES)
    with CaptureQueriesContext(connection) as asked:
        assert relinking.relink(left) == 0
    assert not [query for query in asked if query["sql"].startswith(("INSERT", "DELETE"))]
    assert written() == before


def test_who_comes_to_an_event_is_linked_with_those_who_are_there() -> None:
    stories = stories_told()
    relinking.relink(regroup(stories, [an_event("One"), *[an_event("Other")] * (STORIES - 1)]))
    ClaimLink.objects.all().delete()
    relinking.relink(regroup(stories, [toll(stories[1]).event] * STORIES))
    same = ClaimLink.objects.filter(kind="same", one__claim=toll(stories[0]))
    assert toll(stories[2]).pk in same.values_list("other__claim", flat=True)


def test_nothing_left_is_nothing_to_do() -> None:
    assert relinking.relink({}) == 0


def test_queries_do_not_grow_with_the_claims() -> None:
    stories = stories_told()
    counts = []
    for few in (2, STORIES):
        there, elsewhere = toll(stories[0]).event, an_event(f"For {few}")
        assert there
        left = regroup(stories, [elsewhere] * few + [there] * (STORIES - few))
        with CaptureQueriesContext(connection) as asked:
            relinking.relink(left)
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_regrouped_stories_do_not_wait_to_be_compared() -> None:
    """Whoever joins two events has the stories of both linked in the same turn."""
    stories = stories_told()
    account = Account.objects.get(article=stories[0])
    account.event = an_event("Apart")
    account.save()
    Claim.objects.filter(article=stories[0]).update(event=account.event)
    arrives(stories[1], tells(31))
    gathering.gather()
    assert not Article.objects.to_match().exists()
    assert len(set(Account.objects.values_list("event", flat=True))) == 1
