"""Codes of one word: each that the desk keeps has words for people."""

from __future__ import annotations

import pytest

from claims.actions import revisions
from claims.ingest import language
from claims.ingest.signals import Signal
from claims.models import Revision
from claims.statuses import ArrivalStatus, ArticleState
from claims.templatetags import coded


@pytest.mark.parametrize("state", list(ArticleState))
def test_every_state_of_a_story_has_a_label(state: str) -> None:
    assert coded.state_said(state) == state.capitalize()


@pytest.mark.parametrize("outcome", list(ArrivalStatus))
def test_every_outcome_has_a_label(outcome: str) -> None:
    assert coded.outcome_said(outcome) == outcome.capitalize()


def test_every_signal_and_every_reason_not_to_read_has_words() -> None:
    assert set(coded.SIGNALS) == set(Signal)
    assert set(coded.UNREAD) == {language.SKIPPED, revisions.NOTICE, *Revision.FOR_TOLLS}


def test_a_code_that_nobody_knows_stays_as_it_is() -> None:
    assert coded.signal_said("") == ""
    assert coded.unread_said("too long") == "too long"
