"""Setting a claim aside: out of the queue until an hour, back by itself, and at once where it changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.actions import queue, rechecks
from claims.actions.setting_aside import Until, set_aside, take_back
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory


@pytest.fixture
def person(db: None) -> User:
    return UserFactory()


def test_a_claim_set_aside_is_not_at_hand_and_keeps_its_state(person: User) -> None:
    claim = set_aside(claim_id=ClaimFactory(status=Status.QUEUED).pk, by=person, until="1h", version=1)
    assert (claim.status, claim.version) == (Status.QUEUED, 2)
    assert not Claim.objects.open().at_hand().exists()
    assert Claim.objects.set_aside().get() == claim
    line = claim.events.first()
    assert (line.action, line.actor, line.detail["was"]) == ("set_aside", person, None)
    assert claim.set_aside_until
    assert line.detail["until"] == claim.set_aside_until.isoformat(timespec="seconds")


def test_it_is_back_when_its_hour_has_come(person: User) -> None:
    claim = ClaimFactory(set_aside_until=timezone.now() - timedelta(seconds=1))
    assert list(Claim.objects.open().at_hand()) == [claim]
    with pytest.raises(Conflict, match="in the queue already"):
        take_back(claim_id=claim.pk, by=person)


def test_it_can_be_taken_back_at_once(person: User) -> None:
    claim = set_aside(claim_id=ClaimFactory().pk, by=person, until="morning")
    back = take_back(claim_id=claim.pk, by=person, version=claim.version)
    assert back.set_aside_until is None
    assert back.events.first().action == "take_back"


def test_the_morning_is_six_tomorrow_by_the_desks_clock() -> None:
    late = datetime(2026, 11, 23, 22, 10, tzinfo=UTC)
    end = timezone.localtime(Until.MORNING.end(late))
    tomorrow = timezone.localtime(late) + timedelta(days=1)
    assert (end.date(), end.hour, end.minute) == (tomorrow.date(), 6, 0)
    assert Until.FOUR_HOURS.end(late) == late + timedelta(hours=4)


def test_what_the_wire_changes_comes_back_at_once(db: None) -> None:
    claim = ClaimFactory(set_aside_until=timezone.now() + timedelta(hours=1))
    rechecks.ask(claim, {"because": "a change"})
    claim.save(update_fields=rechecks.ASKED)
    assert Claim.objects.open().at_hand().filter(pk=claim.pk).exists()


def test_deciding_on_it_brings_it_back(person: User) -> None:
    claim = set_aside(claim_id=ClaimFactory().pk, by=person, until="4h")
    assert queue.triage(claim_id=claim.pk, by=person).set_aside_until is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": Status.IN_PROGRESS}, "in progress"),
        ({"status": Status.APPROVED}, "approved"),
        ({"needs_recheck": True, "recheck": {"because": "a change"}}, "wire changed"),
    ],
)
def test_what_somebody_works_on_or_must_look_at_stays(
    person: User, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Conflict, match=sentence):
        set_aside(claim_id=ClaimFactory(**fields).pk, by=person, until="1h")


def test_an_older_form_an_unknown_hour_and_a_viewer_are_refused(person: User) -> None:
    claim = ClaimFactory(version=3)
    with pytest.raises(Conflict):
        set_aside(claim_id=claim.pk, by=person, until="1h", version=2)
    with pytest.raises(Incomplete):
        set_aside(claim_id=claim.pk, by=person, until="for ever")
    with pytest.raises(NotAllowed):
        set_aside(claim_id=claim.pk, by=UserFactory(role=Role.VIEWER), until="1h")
