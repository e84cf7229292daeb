"""A worker tells PostgreSQL that it lives, and takes its row along when it ends."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from django.utils import timezone

from claims.models import Worker
from workers import alive

pytestmark = pytest.mark.django_db


def test_a_sign_of_life_names_the_model_and_renews_the_row() -> None:
    alive.tell("celery@one", "extract,match", is_first=True)
    first = Worker.objects.get()
    assert (first.queues, first.model) == ("extract,match", alive.model())
    assert "+" in first.model
    Worker.objects.update(at=timezone.now() - timedelta(hours=1))
    alive.tell("celery@one", "extract,match")
    again = Worker.objects.get()
    assert again.started_at == first.started_at
    assert timezone.now() - again.at < timedelta(minutes=1)


def test_a_worker_that_ends_leaves_no_row() -> None:
    alive.tell("celery@one", "extract")
    alive.end(SimpleNamespace(hostname="celery@one"))
    assert not Worker.objects.exists()


def test_one_that_never_came_back_is_forgotten_after_a_week() -> None:
    then = timezone.now() - timedelta(days=8)
    Worker.objects.create(name="celery@lost", at=then)
    alive.tell("celery@one", "", is_first=True)
    assert [worker.name for worker in Worker.objects.all()] == ["celery@one"]


def test_a_database_that_is_away_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Worker.objects, "update_or_create", away)
    monkeypatch.setattr(alive.connection, "close", lambda: None)
    alive.tell("celery@one", "")
    assert not Worker.objects.exists()
