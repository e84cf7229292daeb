"""Bells: one for each story, or few for a batch."""

from __future__ import annotations

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
