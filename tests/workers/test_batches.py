"""Several stories at once: read together, ended each by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import dispatch
from claims.actions import leasing
from claims.actions.leasing import Lease
from claims.extraction import Passage, PassageScores
from claims.models import Article, ExtractionRun
from claims.statuses import ArticleState
from tests.extraction.scorers import RuleScorer
from tests.factories import BODY, ArticleFactory
from workers import batches

pytestmark = pytest.mark.django_db


class Counting(RuleScorer):
    """Notes how many passages it was asked about at a time, and does something else first."""

    def __init__(self, act: Callable[[Sequence[Passage]], object] = len) -> None:
        super().__init__()
        self.act = act
        self.asked: list[int] = []

    def score(self, passages: Sequence[Passage]) -> list[PassageScores]:
        self.asked.append(len(passages))
        self.act(passages)
        return super().score(passages)


def stories_told(count: int) -> list[Article]:
    return [ArticleFactory(body=BODY.replace("37", str(40 + number))) for number in range(count)]


def taken(articles: Sequence[Article]) -> list[Lease]:
    return leasing.lease_batch(first=articles[0].pk, most=len(articles))


def states() -> list[tuple[str, int]]:
    return list(Article.objects.order_by("pk").values_list("state", "attempts"))


def poisoned(error: BaseException) -> Counting:
    """Raises where any of the passages tells of 41 dead."""

    def act(passages: Sequence[Passage]) -> None:
        if any("least 41" in passage.text for passage in passages):
            raise error

    return Counting(act)


def test_stories_that_wait_are_read_together() -> None:
    scorer = Counting()
    stories_told(5)
    assert batches.read_waiting(Article.objects.latest("pk").pk, scorer) == 5
    assert scorer.asked == [5]
    assert states() == [(ArticleState.READY, 1)] * 5
    assert ExtractionRun.objects.filter(found=1).count() == 5


def test_a_batch_is_bounded_and_the_next_one_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "STORIES", 2)
    scorer, articles = Counting(), stories_told(5)
    batches.read_waiting(articles[0].pk, scorer)
    assert scorer.asked == [2, 2, 1]


def test_after_its_turn_a_worker_passes_the_bell_on(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    monkeypatch.setattr(batches, "STORIES", 2)
    monkeypatch.setattr(batches, "TURN_SECONDS", 0)
    rung: list[int] = []
    monkeypatch.setattr(dispatch, "ring", lambda _, article_id: rung.append(article_id))
    articles = stories_told(3)
    with django_capture_on_commit_callbacks(execute=True):
        batches.read_waiting(articles[0].pk, Counting())
    assert [state for state, _ in states()] == [ArticleState.READY] * 2 + [ArticleState.WAITING]
    assert rung == [articles[0].pk]


def test_a_long_text_is_read_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "LONG_TEXT", len(BODY) + 10)
    articles, scorer = [*stories_told(2), ArticleFactory(body=BODY + " It rained." * 5)], Counting()
    batches.read(taken(articles), scorer)
    assert scorer.asked == [2, 1]
    assert states() == [(ArticleState.READY, 1)] * 3


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (ValueError("odd"), ArticleState.FAILED),
        (MemoryError(), ArticleState.WAITING),
        (RuntimeError("odd"), ArticleState.WAITING),
    ],
)
def test_a_story_that_breaks_the_reading_breaks_its_own_alone(error: Exception, ends: str) -> None:
    scorer = poisoned(error)
    batches.read(taken(stories_told(3)), scorer)
    assert scorer.asked == [3, 1, 1, 1]
    assert states() == [(ArticleState.READY, 1), (ends, 1), (ArticleState.READY, 1)]


def test_told_to_leave_while_all_are_read_every_story_is_handed_back() -> None:
    with pytest.raises(SystemExit):
        batches.read(taken(stories_told(3)), poisoned(SystemExit(0)))
    assert states() == [(ArticleState.WAITING, 0)] * 3


def test_told_to_leave_between_two_stories_the_rest_is_handed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    ended, calls = batches.stories.ended, []

    def told_at_the_second(lease: Lease, *args: object) -> int:
        calls.append(lease)
        if len(calls) == 2:
            raise SystemExit(0)
        return ended(lease, *args)

    monkeypatch.setattr(batches.stories, "ended", told_at_the_second)
    with pytest.raises(SystemExit):
        batches.read(taken(stories_told(3)), Counting())
    assert states() == [(ArticleState.READY, 1), (ArticleState.WAITING, 0), (ArticleState.WAITING, 0)]


def test_a_story_that_somebody_else_took_is_left_to_them() -> None:
    articles = stories_told(3)

    def taken_by_another(_: object) -> None:
        Article.objects.filter(pk=articles[1].pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        assert leasing.lease(article_id=articles[1].pk)

    batches.read(taken(articles), Counting(taken_by_another))
    assert states() == [(ArticleState.READY, 1), (ArticleState.EXTRACTING, 2), (ArticleState.READY, 1)]


def test_each_story_has_its_share_of_the_time() -> None:
    batches.read(taken([*stories_told(1), ArticleFactory(body=BODY + " It rained." * 400)]), Counting())
    short, long = (run.finished_at - run.started_at for run in ExtractionRun.objects.order_by("id"))
    assert short < long


class TestChoosing:
    def test_a_story_tried_before_is_taken_alone(self) -> None:
        tried, *_ = ArticleFactory(attempts=1), *stories_told(2)
        assert [lease.article_id for lease in leasing.lease_batch(first=tried.pk, most=9)] == [tried.pk]

    def test_stories_tried_before_join_nobody(self) -> None:
        ArticleFactory(attempts=1)
        fresh = stories_told(2)
        leases = leasing.lease_batch(first=fresh[1].pk, most=9)
        assert [lease.article_id for lease in leases] == [fresh[1].pk, fresh[0].pk]
        assert {lease.attempt for lease in leases} == {1}

    def test_one_whose_time_has_come_again_is_taken_even_unrung(self) -> None:
        again = ArticleFactory(attempts=2, next_attempt_at=timezone.now() - timedelta(seconds=1))
        ArticleFactory(attempts=1, next_attempt_at=timezone.now() + timedelta(hours=1))
        stories_told(1)
        assert leasing.lease_batch(first=0, most=9) == [
            Lease(again.pk, Article.objects.get(pk=again.pk).lease, 3)
        ]

    def test_no_more_than_asked_for(self) -> None:
        articles = stories_told(4)
        assert len(leasing.lease_batch(first=articles[3].pk, most=3)) == 3

    def test_nothing_waits(self) -> None:
        ArticleFactory(state=ArticleState.READY)
        assert leasing.lease_batch(first=1, most=3) == []
