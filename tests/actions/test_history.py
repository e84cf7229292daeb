"""How a past change is told to people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from claims.actions import history
from claims.statuses import TABLE, Status
from tests.factories import ClaimEventFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_every_action_can_be_told() -> None:
    for row in TABLE:
        assert history.done(row.action)


def test_names_person_deed_and_time() -> None:
    ines = UserFactory(first_name="Ines", last_name="Vallory")
    with time_machine.travel("2026-11-23T14:32:10Z", tick=False):
        line = ClaimEventFactory(action="take", actor=ines)
        assert history.latest_change(line.claim) == "Ines Vallory took this claim at 14:32"


def test_names_the_service_and_the_day() -> None:
    with time_machine.travel("2026-11-22T23:59:00Z", tick=False):
        line = ClaimEventFactory(action="lapse")
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False):
        told = history.latest_change(line.claim)
    assert told == "The desk’s own service put back this claim on 22 November at 23:59"


def test_a_claim_without_history_is_told_of_all_the_same() -> None:
    assert history.latest_change(ClaimFactory()) == "Somebody changed this claim"


def test_the_service_names_its_model_and_people_do_not() -> None:
    claim = ClaimFactory(status=Status.QUEUED)
    assert history.draft(claim, "found", by=None, was="").model == claim.model
    assert history.draft(claim, "take", by=UserFactory(), was="queued").model == ""


def test_today_has_no_date() -> None:
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False):
        assert history.moment(datetime(2026, 11, 23, 7, 5, tzinfo=UTC)) == "at 07:05"
