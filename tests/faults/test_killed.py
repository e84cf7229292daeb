"""Stories that kill, workers that come back from the dead, and workers that are told to leave."""

from __future__ import annotations

import pytest

from claims.actions import intake, leasing
from claims.models import Article
from claims.statuses import ArticleState
from tests.factories import UserFactory
from tests.faults.conftest import StartWorker
from tests.faults.stories import (
    LONG,
    accept,
    check_all_is_well,
    is_being_read,
    ready,
    text_of,
    wait_until_settled,
)
from tests.workers.patience import until


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


@pytest.mark.timeout(240)  # four workers
def test_a_worker_told_to_leave_hands_its_story_back(start_worker: StartWorker) -> None:
    idle = start_worker()
    idle.wait_until_told("model loaded")
    assert idle.leave() == 0

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
