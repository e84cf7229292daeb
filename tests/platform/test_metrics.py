"""What a monitor is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from claims.models import Article
from claims.statuses import ArticleState
from tests.factories import ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db


def told(client: Client) -> dict[str, float]:
    rows = client.get("/metrics").content.decode().splitlines()
    return {name: float(value) for name, value in (row.split() for row in rows if not row.startswith("#"))}


def waiting_since(minutes: int) -> Article:
    article = ArticleFactory(state=ArticleState.WAITING)
    article.current = RevisionFactory(
        article=article, received_at=timezone.now() - timedelta(minutes=minutes)
    )
    article.save()
    return article


def test_nothing_waits_on_an_empty_desk(client: Client) -> None:
    assert set(told(client).values()) == {0.0}


def test_oldest_waiting_story_gives_the_age(client: Client) -> None:
    for minutes in (3, 20):
        waiting_since(minutes)
    assert told(client)['factcheck_stories{state="waiting"}'] == 2
    assert told(client)["factcheck_oldest_waiting_seconds"] == pytest.approx(1200, abs=10)


def test_production_without_a_token_hides_it(client: Client, settings: Settings) -> None:
    settings.PRODUCTION = True
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize(("header", "status"), [("Bearer right", 200), ("Bearer wrong", 404), ("", 404)])
def test_token_opens_it(client: Client, settings: Settings, header: str, status: int) -> None:
    settings.METRICS_TOKEN = "right"
    assert client.get("/metrics", headers={"Authorization": header}).status_code == status


def test_stories_that_wait_to_be_compared_are_counted(client: Client) -> None:
    since = timezone.now() - timedelta(minutes=2)
    ArticleFactory(state=ArticleState.READY, to_match_since=since)
    ArticleFactory(state=ArticleState.READY, to_match_since=since, match_failure="Not compared.")
    found = told(client)
    assert found["factcheck_unmatched_stories"] == 1
    assert 119 < found["factcheck_oldest_unmatched_seconds"] < 200
    assert found["factcheck_unmatchable_stories"] == 1
