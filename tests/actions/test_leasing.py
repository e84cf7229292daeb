"""The article row as the queue of record: leases, attempts, and what reconcile sets right."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from claims import dispatch
from claims.actions import leasing
from claims.actions.leasing import Lease
from claims.exceptions import LeaseLost
from claims.models import Article
from claims.statuses import ArticleState
from tests.actions.crowd import at_once
from tests.factories import ArticleFactory, RevisionFactory

NOTHING_DONE = dict.fromkeys(("rung", "to_match", "failed", "lapsed", "overdue", "busy"), 0)
pytestmark = pytest.mark.django_db


class Bell:
    """The broker as these tests see it: what was rung, and what lies in the queue."""

    def __init__(self) -> None:
        self.rung: list[int] = []
        self.lying = 0

    def ring(self, task: str, *ids: int) -> None:
        assert task == dispatch.EXTRACT
        self.rung.extend(ids)

    def unanswered(self, task: str) -> int:
        return self.lying


@pytest.fixture(autouse=True)
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    bell = Bell()
    monkeypatch.setattr(dispatch, "ring", bell.ring)
    monkeypatch.setattr(dispatch, "unanswered", bell.unanswered)
    return bell


def leased(**given: object) -> Lease:
    lease = leasing.lease(article_id=ArticleFactory(**given).pk)
    assert lease
    return lease


def run_out(lease: Lease) -> None:
    """The worker has been silent for a minute."""
    Article.objects.filter(pk=lease.article_id).update(lease_until=timezone.now() - timedelta(seconds=1))


def state(lease: Lease) -> tuple[str, int, str]:
    return Article.objects.values_list("state", "attempts", "failure").get(pk=lease.article_id)


class TestLease:
    def test_charges_the_attempt_at_once(self) -> None:
        lease = leased()
        assert lease.attempt == 1
        assert state(lease) == (ArticleState.EXTRACTING, 1, "")

    def test_lasts_a_minute_by_the_clock_of_the_database(self) -> None:
        lease = leased()
        with connection.cursor() as cursor:
            cursor.execute("SELECT lease_until - statement_timestamp() FROM claims_article")
            left = cursor.fetchone()[0]
        assert timedelta(seconds=50) < left <= timedelta(seconds=60)
        assert lease.token

    @pytest.mark.parametrize("given", [{"state": "ready"}, {"state": "failed", "failure": "Too big."}])
    def test_is_not_given_for_what_is_settled(self, given: dict[str, str]) -> None:
        assert leasing.lease(article_id=ArticleFactory(**given).pk) is None

    def test_is_not_given_before_the_next_attempt_is_due(self) -> None:
        soon = timezone.now() + timedelta(seconds=30)
        assert leasing.lease(article_id=ArticleFactory(next_attempt_at=soon).pk) is None

    def test_is_not_given_twice(self) -> None:
        assert leasing.lease(article_id=leased().article_id) is None

    def test_passes_on_when_it_has_run_out(self) -> None:
        first = leased()
        run_out(first)
        second = leasing.lease(article_id=first.article_id)
        assert second is not None
        assert second.attempt == 2
        for act in (leasing.renew, leasing.hand_back, leasing.finish):
            with pytest.raises(LeaseLost):
                act(lease=first)

    def test_is_not_given_for_an_unknown_story(self) -> None:
        assert leasing.lease(article_id=4_000_000) is None


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_workers_one_gets_the_story() -> None:
    article = ArticleFactory()
    ends = at_once([partial(leasing.lease, article_id=article.pk) for _ in range(16)])
    assert [end.attempt for end in ends if end] == [1]
    assert Article.objects.get().attempts == 1


class TestEndings:
    def test_renewed_it_lasts_longer(self) -> None:
        lease = leased()
        run_out(lease)
        leasing.renew(lease=lease)
        assert leasing.lease(article_id=lease.article_id) is None

    def test_handed_back_no_attempt_is_charged(self) -> None:
        lease = leased()
        leasing.hand_back(lease=lease)
        assert state(lease) == (ArticleState.WAITING, 0, "")

    def test_handed_back_the_next_worker_is_called(
        self, bell: Bell, django_capture_on_commit_callbacks: object
    ) -> None:
        lease = leased()
        with django_capture_on_commit_callbacks(execute=True):
            leasing.hand_back(lease=lease)
        assert bell.rung == [lease.article_id]

    def test_given_up_it_waits_a_while(self) -> None:
        lease = leased()
        leasing.give_up(lease=lease, reason="Too big.")
        assert state(lease) == (ArticleState.WAITING, 1, "")
        assert Article.objects.get().next_attempt_at > timezone.now()

    def test_given_up_for_the_third_time_it_fails_with_the_reason(self) -> None:
        lease = leased(attempts=2)
        leasing.give_up(lease=lease, reason="Too big.")
        assert state(lease) == (ArticleState.FAILED, 3, "Too big.")

    def test_failed_at_once_where_another_attempt_would_not_help(self) -> None:
        lease = leased()
        leasing.fail(lease=lease, reason="Unreadable.")
        assert state(lease) == (ArticleState.FAILED, 1, "Unreadable.")

    def test_an_unreadable_version_does_not_hold_up_a_newer_one(self) -> None:
        article = ArticleFactory(attempts=2)
        newer = RevisionFactory(article=article)
        Article.objects.update(current=newer)
        lease = leasing.lease(article_id=article.pk)
        leasing.give_up(lease=lease, reason="Too big.")
        assert state(lease) == (ArticleState.WAITING, 0, "")
        assert leasing.unread(article.pk) == [newer]

    def test_finished_with_a_newer_revision_it_waits_again(self) -> None:
        lease = leased()
        leasing.finish(lease=lease)
        assert state(lease) == (ArticleState.WAITING, 0, "")

    def test_finished_with_all_read_it_is_ready(self) -> None:
        lease = leased(body__extracted_at=timezone.now())
        leasing.finish(lease=lease)
        assert state(lease) == (ArticleState.READY, 1, "")


class TestReconcile:
    def test_rings_for_what_nobody_rang_for(self, bell: Bell) -> None:
        waiting = ArticleFactory()
        lost = leased()
        run_out(lost)
        leased()
        ArticleFactory(state="ready")
        ArticleFactory(next_attempt_at=timezone.now() + timedelta(minutes=1))
        assert leasing.reconcile()["rung"] == 2
        assert sorted(bell.rung) == [waiting.pk, lost.article_id]

    @pytest.mark.parametrize(("lying", "rung"), [(0, 3), (1, 2), (3, 0), (40, 0)])
    def test_rings_for_as_many_as_have_no_message(self, bell: Bell, lying: int, rung: int) -> None:
        ArticleFactory.create_batch(3)
        bell.lying = lying
        assert leasing.reconcile()["rung"] == rung == len(bell.rung)

    def test_fails_what_lost_its_worker_three_times(self) -> None:
        lease = leased(attempts=2)
        run_out(lease)
        assert leasing.reconcile()["failed"] == 1
        assert state(lease) == (ArticleState.FAILED, 3, leasing.WORKER_LOST)

    def test_again_it_has_nothing_to_do(self) -> None:
        run_out(leased(attempts=2))
        leasing.reconcile()
        assert leasing.reconcile() == {
            "rung": 0,
            "to_match": 0,
            "failed": 0,
            "lapsed": 0,
            "overdue": 0,
            "busy": 0,
        }

    def test_does_its_other_work_while_the_broker_is_down(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def down(*_: object) -> None:
            raise BrokerDown("refused")

        monkeypatch.setattr(dispatch, "ring", down)
        ArticleFactory()
        run_out(leased(attempts=2))
        assert leasing.reconcile() == {
            "rung": 0,
            "to_match": 0,
            "failed": 1,
            "lapsed": 0,
            "overdue": 0,
            "busy": 0,
        }


@pytest.mark.django_db(transaction=True)
def test_two_processes_reconcile_without_doing_things_twice() -> None:
    for _ in range(20):
        run_out(leased(attempts=2))
    ends = at_once([leasing.reconcile for _ in range(6)])
    assert sum(end["failed"] for end in ends) == 20
    assert any(not end["busy"] for end in ends)


def test_a_token_that_never_was_holds_nothing() -> None:
    lease = Lease(leased().article_id, uuid4(), 1)
    with pytest.raises(LeaseLost):
        leasing.give_up(lease=lease, reason="Too big.")
