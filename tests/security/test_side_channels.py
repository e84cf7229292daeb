"""S3: no list, count, facet, sum or chart changes for a viewer when a story under embargo comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Event, SavedView, User
from tests.factories import ArticleFactory, ClaimFactory
from tests.security.conftest import SHUT_OUT
from tests.security.crawling import QUERIES, ask, lists
from tests.security.marked import MARK, bring_in, shared_event
from tests.wire_factories import ArrivalFactory

pytestmark = pytest.mark.django_db
UNTIL = datetime(2126, 11, 24, 6, tzinfo=UTC)
HIDDEN = [{"embargoed_until": UNTIL}, {"pub_status": "withheld"}]
# Told to whoever runs the site, not to people at the desk: in production /metrics asks for a token
OPERATORS = {"metrics", "readyz", "healthz"}


@pytest.fixture
def event(db: None) -> Event:
    """The desk as it is before: one event, a few claims, what a night brought."""
    found = shared_event()
    article = ArticleFactory(state="ready", pub_status="usable")
    ClaimFactory(revision=article.current)
    ArrivalFactory(article=article, source=article.source)
    return found


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    """“3 minutes ago” stays what it is."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def shown(client: Client, event: Event) -> dict[str, str]:
    """What all lists say, with every query that names no row of the hidden story."""
    paths = [reverse(name) for name in lists() if name not in OPERATORS]
    for name, queries in QUERIES.items():
        if name in lists():
            asked = queries.format(mark="ferry", claim=1, source=1).split()
            paths += [f"{reverse(name)}?{query}" for query in asked]
    paths += [reverse(name, args=[event.pk]) for name in ("event", "event_csv", "event_feed", "event_told")]
    paths.append(reverse("api:get_event", args=[event.pk]))
    return {path: ask(client, path).told() for path in paths}


@pytest.mark.parametrize("who", SHUT_OUT)
@pytest.mark.parametrize("hidden", HIDDEN, ids=["embargo", "hold"])
def test_nothing_moves_when_it_comes_in(
    event: Event, shut_out: dict[str, Client], viewer: User, who: str, hidden: dict[str, Any]
) -> None:
    SavedView.objects.create(name="All", query="view=all", person=viewer)
    client = shut_out[who]
    shown(client, event)  # what a first look writes down
    before = shown(client, event)
    marked = bring_in(event)
    Article.objects.filter(pk=marked.article.pk).update(**hidden)
    after = shown(client, event)
    moved = [path for path in before if after[path] != before[path]]
    assert not moved, differences(before[moved[0]], after[moved[0]])


def differences(before: str, after: str) -> list[str]:
    """The first lines that differ, for whoever reads the failure."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return [line for pair in pairs if pair[0] != pair[1] for line in pair][:6]


def test_another_source_learns_nothing_by_sending_the_same(
    event: Event, shut_out: dict[str, Client], settings: LazySettings
) -> None:
    """The text and the id that another source has under embargo are as new as any."""
    marked = bring_in(event)
    Article.objects.filter(pk=marked.article.pk).update(embargoed_until=timezone.now() + timedelta(days=1))
    sender = shut_out["another source’s token"]

    def outcome(text: str, guid: str) -> tuple[int, str, int | None]:
        body = {"source": "Halyard", "external_id": guid, "title": "Papers", "text": text}
        answer = sender.post(reverse("api:post_story"), body, content_type="application/json")
        return answer.status_code, answer.json()["status"], answer.json()["version"]

    assert outcome(marked.article.body, marked.article.guid) == outcome(
        marked.article.body.replace(MARK, "brindlewick"), "urn:brindlewick:1"
    )
