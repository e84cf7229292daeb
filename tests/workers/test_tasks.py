"""The envelopes: delivering one twice does no harm."""

from __future__ import annotations

import pytest
from celery.signals import task_prerun

from claims import dispatch
from claims.models import Article, Claim
from claims.statuses import ArticleState
from tests.extraction.scorers import RuleScorer
from tests.factories import ArticleFactory
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
def test_reconcile_tells_what_it_did() -> None:
    assert tasks.reconcile() == {"rung": 0, "failed": 0, "lapsed": 0, "busy": 0}


def test_history_and_log_carry_the_task_s_id() -> None:
    before = dispatch.current_request.set("")
    try:
        task_prerun.send(sender=tasks.extract, task_id="abc-123", task=tasks.extract, args=[], kwargs={})
        assert dispatch.current_request.get() == "abc-123"
    finally:
        dispatch.current_request.reset(before)
