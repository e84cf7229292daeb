"""Reading one story: what becomes of it when all goes well, and when it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection
from django.utils import timezone

from claims.actions import leasing
from claims.actions.leasing import Lease
from claims.extraction import Passage, PassageScores
from claims.models import Article, Claim, ExtractionRun
from claims.statuses import ArticleState
from tests.extraction.scorers import RuleScorer
from tests.factories import ArticleFactory, RevisionFactory
from workers import batches

pytestmark = pytest.mark.django_db


class Trouble(RuleScorer):
    """A model that does something else instead of scoring."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self.act = act

    def score(self, passages: Sequence[Passage]) -> list[PassageScores]:
        self.act()
        return super().score(passages)


def raising(error: BaseException) -> Trouble:
    def act() -> None:
        raise error

    return Trouble(act)


def read(lease: Lease, scorer: RuleScorer) -> int:
    """Alone, as a batch of one."""
    return batches.read([lease], scorer)


@pytest.fixture
def article() -> Article:
    return ArticleFactory()


@pytest.fixture
def lease(article: Article) -> Lease:
    lease = leasing.lease(article_id=article.pk)
    assert lease
    return lease


def state() -> tuple[str, int, str]:
    return Article.objects.values_list("state", "attempts", "failure").get()


def test_a_story_that_is_read_is_ready(article: Article, lease: Lease) -> None:
    assert read(lease, RuleScorer()) == 1
    claim = Claim.objects.get()
    assert article.body[claim.start : claim.end] == claim.sentence
    assert (claim.type, claim.figure.low, claim.model) == ("casualties", 37.0, "rules-1")
    assert state() == (ArticleState.READY, 1, "")


def test_all_waiting_revisions_are_read_in_order(article: Article, lease: Lease) -> None:
    newer = RevisionFactory(article=article, body=article.body.replace("37", "41"))
    Article.objects.update(current=newer)
    assert read(lease, RuleScorer()) == 1
    assert list(ExtractionRun.objects.order_by("id").values_list("revision__number", flat=True)) == [1, 2]
    assert Claim.objects.latest("id").figure.low == 41.0


def test_chrome_that_intake_found_is_not_read(article: Article, lease: Lease) -> None:
    article.current.chrome = [{"start": 0, "end": len(article.body), "reason": "navigation"}]
    article.current.save()
    assert read(lease, RuleScorer()) == 0
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (SoftTimeLimitExceeded(), "Reading this story took longer than 240 seconds."),
        (MemoryError(), "Reading this story needs more memory than a worker has."),
        (RuntimeError("odd"), "The extractor stopped while reading this story (RuntimeError)."),
    ],
)
def test_trouble_is_tried_again_and_then_told(lease: Lease, error: Exception, reason: str) -> None:
    assert read(lease, raising(error)) == 0
    assert state() == (ArticleState.WAITING, 1, "")
    for _ in range(2):
        Article.objects.update(next_attempt_at=None)
        again = leasing.lease(article_id=lease.article_id)
        assert again
        read(again, raising(error))
    assert state() == (ArticleState.FAILED, 3, reason)


@pytest.mark.parametrize("error", [ValueError("odd"), RecursionError()])
def test_a_text_that_cannot_be_read_fails_at_once(lease: Lease, error: Exception) -> None:
    read(lease, raising(error))
    assert state() == (
        ArticleState.FAILED,
        1,
        f"The extractor cannot read this text ({type(error).__name__}).",
    )


def test_a_worker_that_is_told_to_leave_hands_the_story_back(lease: Lease) -> None:
    with pytest.raises(SystemExit):
        read(lease, raising(SystemExit(0)))
    assert state() == (ArticleState.WAITING, 0, "")
    assert leasing.lease(article_id=lease.article_id) is not None


def test_a_worker_that_lost_its_lease_writes_nothing(lease: Lease) -> None:
    def somebody_else_takes_it() -> None:
        Article.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert leasing.lease(article_id=lease.article_id)

    assert read(lease, Trouble(somebody_else_takes_it)) == 0
    assert state() == (ArticleState.EXTRACTING, 2, "")
    assert not Claim.objects.exists()


@pytest.mark.parametrize("error", [SoftTimeLimitExceeded(), ValueError(), RuntimeError()])
def test_trouble_after_the_lease_is_lost_is_not_the_new_owner_s(lease: Lease, error: Exception) -> None:
    def taken_and_broken() -> None:
        Article.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert leasing.lease(article_id=lease.article_id)
        raise error

    assert read(lease, Trouble(taken_and_broken)) == 0
    assert state() == (ArticleState.EXTRACTING, 2, "")


def test_a_database_that_is_away_leaves_the_lease_to_run_out(lease: Lease) -> None:
    with pytest.raises(OperationalError):
        read(lease, raising(OperationalError("away")))
    assert state() == (ArticleState.EXTRACTING, 1, "")


@pytest.mark.django_db(transaction=True)
def test_an_ending_is_written_on_a_new_connection_where_the_old_one_broke(lease: Lease) -> None:
    def broken_in_the_middle() -> None:
        connection.connection.close()
        raise SoftTimeLimitExceeded

    read(lease, Trouble(broken_in_the_middle))
    assert state()[0] == ArticleState.WAITING
