"""What a monitor is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from claims.actions import history, sealing
from claims.models import Article, Claim, Delivery, Notification, Worker
from claims.statuses import ArticleState
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    ExtractionRunFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def told(client: Client) -> dict[str, float]:
    rows = client.get("/metrics").content.decode().splitlines()
    ours = (row.rpartition(" ") for row in rows if row.startswith("factcheck_"))
    return {name: float(value) for name, _, value in ours}


def waiting_since(minutes: int) -> Article:
    article = ArticleFactory(state=ArticleState.WAITING)
    article.current = RevisionFactory(
        article=article, received_at=timezone.now() - timedelta(minutes=minutes)
    )
    article.save()
    return article


def test_nothing_waits_on_an_empty_desk(client: Client) -> None:
    found = told(client)
    assert found.pop("factcheck_backlog_limit") == 50_000
    assert set(found.values()) == {0.0}


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


def test_open_claims_are_counted_by_status(client: Client) -> None:
    for status in ("new", "new", "in_progress", "dismissed"):
        ClaimFactory(status=status)
    found = told(client)
    assert found['factcheck_open_claims{status="new"}'] == 2
    assert found['factcheck_open_claims{status="in_progress"}'] == 1
    assert sum(value for name, value in found.items() if name.startswith("factcheck_open_claims")) == 3


def test_reading_of_the_last_hour_is_summed(client: Client) -> None:
    ExtractionRunFactory(started_at=timezone.now() - timedelta(seconds=20))
    found = told(client)
    assert found['factcheck_extraction{of="stories"}'] == 1
    assert found['factcheck_extraction{of="seconds"}'] == pytest.approx(20, abs=2)


def test_worker_that_is_silent_shows_with_its_model(client: Client) -> None:
    then = timezone.now() - timedelta(minutes=2)
    Worker.objects.create(name='celery@"one"', queues="extract", model="MiniLM+1", at=then)
    [(name, silent)] = [each for each in told(client).items() if "silent" in each[0]]
    assert name == (
        'factcheck_worker_silent_seconds{worker="celery@\\"one\\"",queues="extract",model="MiniLM+1"}'
    )
    assert silent == pytest.approx(120, abs=5)


def test_what_waits_to_be_sent_and_sealed_is_counted(client: Client) -> None:
    claim: Claim = ClaimFactory()
    told_of = Notification.objects.create(person=UserFactory(), about="returned", text="Sent back")
    Delivery.objects.create(notification=told_of, way="mail")
    history.note(claim, "take", by=None, was="new")
    found = told(client)
    assert (found["factcheck_deliveries_waiting"], found["factcheck_seals_behind"]) == (1, 1)
    sealing.seal_new()
    assert told(client)["factcheck_seals_behind"] == 0


def test_requests_are_counted_by_what_they_asked_for(client: Client) -> None:
    client.get("/healthz")
    page = client.get("/metrics").content.decode()
    assert (
        'django_http_responses_total_by_status_view_method_total{method="GET",status="200",view="healthz"}'
        in page
    )
