"""Bells: one for each story, or few for a batch."""

from __future__ import annotations

import logging
from threading import Event
from typing import Any

import pytest

from claims import dispatch

pytestmark = pytest.mark.django_db(transaction=True)  # each bell is rung as soon as it is asked for


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    bells: list[tuple[Any, ...]] = []
    monkeypatch.setattr(dispatch, "ring", lambda *told: bells.append(told))
    return bells


def test_each_story_has_its_bell(rung: list[Any]) -> None:
    for number in range(3):
        dispatch.after_commit(dispatch.EXTRACT, number)
    assert rung == [(dispatch.EXTRACT, number) for number in range(3)]


def test_a_batch_rings_first_and_last(rung: list[Any]) -> None:
    with dispatch.few_bells():
        for number in range(50):
            dispatch.after_commit(dispatch.EXTRACT, number)
    assert rung == [(dispatch.EXTRACT, 0), (dispatch.EXTRACT, 49)]


def test_a_batch_rings_now_and_then(rung: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "EVERY", 0)
    with dispatch.few_bells():
        for number in range(3):
            dispatch.after_commit(dispatch.EXTRACT, number)
    assert len(rung) == 3


def test_a_batch_of_nothing_rings_nobody(rung: list[Any]) -> None:
    with dispatch.few_bells():
        pass
    assert not rung


class TestBrokerThatHangs:
    @pytest.fixture
    def tried(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        """Bells that nobody answers while the test runs."""
        over, bells = Event(), list[Any]()

        def hang(*told: Any) -> None:
            bells.append(told)
            over.wait(20)

        monkeypatch.setattr(dispatch, "ring", hang)
        monkeypatch.setattr(dispatch, "PATIENCE", 0.01)
        monkeypatch.setattr(dispatch, "ringer", dispatch.Ringer())
        yield bells
        over.set()

    def test_nobody_waits_for_it(self, tried: list[Any], caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING, "claims.dispatch"):
            dispatch.after_commit(dispatch.EXTRACT, 1)
        assert tried == [(dispatch.EXTRACT, 1)]
        assert "the broker does not answer" in caplog.text

    def test_it_is_left_alone_for_a_while(self, tried: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
        dispatch.after_commit(dispatch.EXTRACT, 1)
        monkeypatch.setattr(dispatch, "PATIENCE", 20)  # nobody comes to wait so long
        dispatch.after_commit(dispatch.EXTRACT, 2)
        assert len(tried) == 1
