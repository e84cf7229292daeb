"""Too many stories wait: senders are held back, nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from claims.actions import backlog
from claims.exceptions import Overloaded
from claims.models import Article
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_at_most(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FACTCHECK_BACKLOG_LIMIT = 2
    monkeypatch.setattr(backlog, "FRESH_SECONDS", 0)


def test_only_what_waits_to_be_read_counts() -> None:
    ArticleFactory.create_batch(3, state="ready")
    ArticleFactory(state="failed", failure="It broke.")
    ArticleFactory()
    assert not backlog.is_full()
    ArticleFactory()
    assert backlog.is_full()


def test_a_sender_is_told_when_to_come_again() -> None:
    backlog.check_room()
    ArticleFactory.create_batch(2)
    with pytest.raises(Overloaded, match="2 stories wait to be read") as refusal:
        backlog.check_room()
    assert (refusal.value.status, refusal.value.retry_after) == (429, 30)


def test_a_count_is_good_for_a_while(monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any) -> None:
    monkeypatch.setattr(backlog, "FRESH_SECONDS", 60)
    monkeypatch.setattr(backlog, "_counted", {})
    with django_assert_num_queries(1):
        assert [backlog.is_full() for _ in range(5)] == [False] * 5


def test_a_batch_waits_and_says_so_now_and_then() -> None:
    ArticleFactory.create_batch(2)
    clock, warned = 0.0, []

    def work() -> Iterator[None]:
        for _ in range(130):
            yield None
        Article.objects.update(state="ready")
        yield None

    works = work()

    def pause(seconds: float) -> None:
        nonlocal clock
        clock += seconds
        next(works)

    backlog.wait_for_room(warn=warned.append, pause=pause, clock=lambda: clock)
    assert clock == 131
    assert len(warned) == 3
    assert warned[0].startswith("2 stories wait to be read; the rest comes in as workers get through them.")
