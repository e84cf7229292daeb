"""The envelopes: delivering one twice does no harm."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from celery.signals import task_prerun
from django.utils import timezone

from claims import dispatch
from claims.models import Article, Claim
from claims.statuses import ArticleState
from tests.extraction.scorers import RuleScorer
from tests.factories import ArticleFactory, RevisionFactory
from workers import loading, tasks


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker whose model is a verified fake."""
    monkeypatch.setattr(loading, "scorer", RuleScorer)


@pytest.mark.django_db
def test_delivered_three_times_a_story_is_read_once(rules: None) -> None:
    article = ArticleFactory()
    assert [tasks.extract(article.pk) for _ in range(3)] == [1, 0, 0]
    assert Article.objects.get().state == ArticleState.READY
    assert Claim.objects.count() == 1


@pytest.mark.django_db
def test_a_story_that_is_gone_is_no_trouble(rules: None) -> None:
    assert tasks.extract(4_000_000) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_from_wherever_it_stands_every_story_ends(
    rules: None, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Crashes leave rows in any of these states; reconciling and reading settles them all."""
    lot, bell = Random(seed), []
    monkeypatch.setattr(dispatch, "ring", lambda _, *article_ids: bell.extend(article_ids))
    monkeypatch.setattr(dispatch, "unanswered", lambda _: len(bell))
    for _ in range(12):
        abandoned_article(lot)
    for _ in range(4):
        tasks.reconcile()
        while bell:
            tasks.extract(bell.pop(lot.randrange(len(bell))))
    assert not Article.objects.unsettled().exists()
    for article in Article.objects.all():
        assert article.state == ArticleState.READY or article.failure
    assert Claim.objects.current().count() == Article.objects.filter(state=ArticleState.READY).count()


def abandoned_article(lot: Random) -> Article:
    past = timezone.now() - timedelta(seconds=lot.randrange(1, 100))
    attempts = lot.randrange(4)
    standing = lot.choice(
        [
            {"state": "waiting"},
            {"state": "waiting", "next_attempt_at": past},
            {"state": "extracting", "lease": uuid4(), "lease_until": past},
        ]
    )
    article = ArticleFactory(attempts=attempts, **standing)
    for _ in range(lot.randrange(3)):
        article.current = RevisionFactory(article=article)
        article.save()
    return article


@pytest.mark.django_db
def test_reconcile_tells_what_it_did() -> None:
    assert tasks.reconcile() == {"rung": 0, "to_match": 0, "failed": 0, "lapsed": 0, "overdue": 0, "busy": 0}


def test_history_and_log_carry_the_task_s_id() -> None:
    before = dispatch.current_request.set("")
    try:
        task_prerun.send(sender=tasks.extract, task_id="abc-123", task=tasks.extract, args=[], kwargs={})
        assert dispatch.current_request.get() == "abc-123"
    finally:
        dispatch.current_request.reset(before)
