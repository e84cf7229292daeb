"""Workers, brokers and doors are killed; every story ends where it should, and no claim comes twice."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from django.core.management import call_command

from claims.actions import intake, leasing
from claims.models import Article
from claims.statuses import ArticleState
from tests.factories import UserFactory
from tests.faults.broker import Broker
from tests.faults.conftest import Manage, StartWorker
from tests.faults.stories import (
    LONG,
    accept,
    check_all_is_well,
    folder_of,
    is_being_read,
    ready,
    text_of,
    wait_until_settled,
)
from tests.workers.patience import until


def test_a_worker_killed_in_the_middle_of_fifty_stories_and_a_broker_flushed(
    start_worker: StartWorker, broker: Broker, tmp_path: Path
) -> None:
    worker = start_worker()
    call_command("ingest_wire", str(folder_of(tmp_path / "night", 50)), source="Selwick Wire")
    until(lambda: ready() >= 10, "a part of the folder is read", 60)
    worker.kill()
    assert ready() < 50
    broker.flush()
    start_worker()
    wait_until_settled()
    check_all_is_well(50)
    assert ready() == 50


def test_killed_wherever_it_is_a_story_is_read_by_the_next_worker(start_worker: StartWorker) -> None:
    points = ("leased", "read", "recording")
    articles = [accept(point, text_of(number)) for number, point in enumerate(points)]
    worker = start_worker(FACTCHECK_CRASH=",".join(f"{point}:{point}" for point in points))
    tried = Article.objects.filter(attempts__gt=0)
    until(lambda: tried.count() == len(points), "each story has killed a child", 60)
    worker.kill()
    assert not Article.objects.filter(state=ArticleState.READY).exists()
    start_worker()
    wait_until_settled()
    check_all_is_well(len(articles))
    assert ready() == len(articles)


def test_killed_before_it_looks_at_a_story_it_charges_nothing(start_worker: StartWorker) -> None:
    accept("story", text_of(1))
    worker = start_worker(FACTCHECK_CRASH="received")
    worker.wait_until_told("WorkerLostError")
    worker.kill()
    start_worker()
    wait_until_settled()
    assert Article.objects.get().attempts == 1
    check_all_is_well(1)


def test_a_poison_story_fails_after_three_attempts_and_its_neighbours_do_not(
    start_worker: StartWorker,
) -> None:
    for number in range(10):
        accept(f"before-{number}", text_of(number))
    poison = accept("poison", text_of(10))
    for number in range(11, 21):
        accept(f"after-{number}", text_of(number))
    worker = start_worker(FACTCHECK_CRASH="leased:poison")
    wait_until_settled()
    check_all_is_well(21)
    poison.refresh_from_db()
    assert ready() == 20
    assert (poison.state, poison.attempts, poison.failure) == ("failed", 3, leasing.WORKER_LOST)

    worker.kill()
    start_worker()
    intake.retry(article_id=poison.pk, by=UserFactory())
    wait_until_settled()
    assert ready() == 21


def test_a_door_killed_after_it_accepted_a_story_has_accepted_it(
    manage: Manage, start_worker: StartWorker, tmp_path: Path
) -> None:
    points = ("accepted", "published")
    for number, point in enumerate(points):
        story = tmp_path / f"{point}.txt"
        story.write_text(text_of(number), encoding="utf-8")
        ended = manage("ingest_wire", str(story), FACTCHECK_CRASH=point)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    start_worker()
    wait_until_settled()
    check_all_is_well(len(points))


def test_reconcile_killed_in_its_middle_leaves_its_work_to_the_next(manage: Manage) -> None:
    article = accept("story", text_of(1))
    Article.objects.update(attempts=3)
    ended = manage("reconcile", FACTCHECK_CRASH="reconciling")
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    article.refresh_from_db()
    assert article.state == ArticleState.WAITING
    assert manage("reconcile").stdout == "0 rung, 0 to_match, 1 failed, 0 lapsed, 0 overdue, 0 busy\n"


def test_stories_are_accepted_quickly_while_the_broker_is_gone(
    broker: Broker, start_worker: StartWorker
) -> None:
    broker.kill()
    began = time.monotonic()
    for number in range(5):
        accept(f"story-{number}", text_of(number))
    assert time.monotonic() - began < 5 * 1.5
    assert leasing.reconcile()["rung"] == 0
    broker.start()
    start_worker()
    wait_until_settled()
    check_all_is_well(5)
    assert ready() == 5


def test_a_zombie_may_not_write(start_worker: StartWorker) -> None:
    article = accept("long", text_of(1, paragraphs=LONG))
    zombie = start_worker()
    until(lambda: is_being_read(article), "the worker reads", 60)
    zombie.freeze()
    start_worker()
    wait_until_settled()
    article.refresh_from_db()
    assert (article.state, article.attempts) == (ArticleState.READY, 2)
    zombie.thaw()
    zombie.wait_until_told("story lost")
    check_all_is_well(1)


class TestTermination:
    def test_a_worker_told_to_leave_hands_its_story_back(self, start_worker: StartWorker) -> None:
        article = accept("long", text_of(1, paragraphs=LONG))
        worker = start_worker()
        until(lambda: is_being_read(article), "the worker reads", 60)
        assert worker.leave() == 0
        article.refresh_from_db()
        assert (article.state, article.attempts) == (ArticleState.WAITING, 0)
        start_worker()
        wait_until_settled()
        check_all_is_well(1)
        assert Article.objects.get().attempts == 1

    def test_killed_while_handing_back_the_story_is_read_all_the_same(
        self, start_worker: StartWorker
    ) -> None:
        article = accept("long", text_of(1, paragraphs=LONG))
        worker = start_worker(FACTCHECK_CRASH="leaving")
        until(lambda: is_being_read(article), "the worker reads", 60)
        worker.leave()
        start_worker()
        wait_until_settled()
        check_all_is_well(1)
        assert Article.objects.get().attempts == 2

    def test_an_idle_worker_leaves_at_once(self, start_worker: StartWorker) -> None:
        worker = start_worker()
        worker.wait_until_told("model loaded")
        assert worker.leave() == 0
