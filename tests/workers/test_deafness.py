"""A worker ends when messages lie there for too long and no task begins, and at no other time."""

from __future__ import annotations

from uuid import uuid4

import pytest
from celery import current_app

from claims import dispatch
from factcheck.services.ports import LOOPBACK, free_port
from workers.deafness import QUIET, Ear, waiting


def test_messages_that_are_left_lying_are_a_reason_to_end() -> None:
    ear = Ear(begun=3)
    assert not ear.is_deaf(now=100, begun=3, in_hand=0, waiting=1)
    assert not ear.is_deaf(now=100 + QUIET - 1, begun=3, in_hand=0, waiting=1)
    assert ear.is_deaf(now=100 + QUIET, begun=3, in_hand=0, waiting=7)


@pytest.mark.parametrize(("begun", "waiting"), [(4, 1), (3, 0)], ids=["a task began", "nothing waits"])
def test_whoever_hears_anything_begins_anew(begun: int, waiting: int) -> None:
    ear = Ear(begun=3)
    ear.is_deaf(now=100, begun=3, in_hand=0, waiting=1)
    assert not ear.is_deaf(now=100 + QUIET, begun=begun, in_hand=0, waiting=waiting)
    assert not ear.is_deaf(now=101 + QUIET, begun=begun, in_hand=0, waiting=1)


def test_whoever_is_busy_may_be_so_for_as_long_as_a_task_may_take(settings: object) -> None:
    settings.CELERY_TASK_TIME_LIMIT = 300  # type: ignore[attr-defined]
    ear = Ear()
    ear.is_deaf(now=0, begun=0, in_hand=1, waiting=5)
    assert not ear.is_deaf(now=QUIET + 299, begun=0, in_hand=1, waiting=5)
    assert ear.is_deaf(now=QUIET + 300, begun=0, in_hand=1, waiting=5)


def test_what_lies_in_its_queues_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, other = (f"test-{uuid4()}" for _ in range(2))
    for queue in (ours, ours, other):
        current_app.send_task(dispatch.SEAL, queue=queue)
    assert waiting([ours]) == 2
    assert waiting([ours, other]) == 3


def test_a_broker_that_is_away_makes_nobody_deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = f"redis://{LOOPBACK}:{free_port()}/0"
    monkeypatch.setattr(current_app.conf, "broker_read_url", nowhere)
    assert waiting(["extract"]) == 0
