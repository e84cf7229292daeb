"""A published check is taken back by two people."""

from __future__ import annotations

import pytest

from claims.actions import publishing
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Check, Claim, Retraction, Showing, User
from claims.statuses import Role, Status
from tests.factories import UserFactory, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db: None) -> Claim:
    """A published one."""
    found = approved()
    publishing.publish(claim_id=found.pk, by=UserFactory(role=Role.EDITOR))
    found.refresh_from_db()
    return found


@pytest.fixture
def standards(db: None) -> list[User]:
    return UserFactory.create_batch(2, role=Role.STANDARDS)


def test_one_asks_for_a_retraction_and_another_confirms(claim: Claim, standards: list[User]) -> None:
    asker, other = standards
    publishing.ask_retraction(claim_id=claim.pk, by=asker, reason="We took the wrong log.")
    assert Claim.objects.get(pk=claim.pk).status == Status.PUBLISHED
    with pytest.raises(NotAllowed, match="somebody else confirms"):
        publishing.confirm_retraction(claim_id=claim.pk, by=asker)
    with pytest.raises(Conflict, match="asked for it already"):
        publishing.ask_retraction(claim_id=claim.pk, by=other, reason="Again.")
    publishing.confirm_retraction(claim_id=claim.pk, by=other)
    claim.refresh_from_db()
    assert claim.status == Status.RETRACTED
    assert Check.objects.with_page().get().showing == Showing.RETRACTED
    assert not claim.verdicts.standing()
    assert [line.action for line in claim.events.all()[:2]] == ["retract", "retract_asked"]


def test_a_request_that_is_dropped_can_be_made_again(claim: Claim, standards: list[User]) -> None:
    asker, other = standards
    publishing.ask_retraction(claim_id=claim.pk, by=asker, reason="We took the wrong log.")
    publishing.drop_retraction(claim_id=claim.pk, by=other)
    with pytest.raises(Conflict, match="Nobody has asked"):
        publishing.confirm_retraction(claim_id=claim.pk, by=other)
    publishing.ask_retraction(claim_id=claim.pk, by=other, reason="It was the wrong log after all.")
    publishing.confirm_retraction(claim_id=claim.pk, by=asker)
    assert Retraction.objects.exclude(confirmed_by=None).get().confirmed_by == asker


def test_a_retraction_needs_a_reason(claim: Claim, standards: list[User]) -> None:
    with pytest.raises(Incomplete):
        publishing.ask_retraction(claim_id=claim.pk, by=standards[0], reason=" ")
