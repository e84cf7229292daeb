"""The next claim: handed out once, to whoever asks first, and nobody waits for anybody."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from claims.actions import queue
from claims.exceptions import NotAllowed
from claims.models import Claim, ClaimEvent, User
from claims.statuses import Role, Status
from tests.actions.crowd import at_once
from tests.factories import ClaimFactory, UserFactory

PEOPLE, CLAIMS = 8, 40


@pytest.mark.django_db
class TestTakeNext:
    def take(self, by: User) -> Claim | None:
        return queue.take_next(by=by, wanted=Claim.objects.visible_to(by).by_priority())

    def test_the_first_claim_that_is_free(self) -> None:
        ines = UserFactory()
        ClaimFactory(priority=95, status=Status.IN_PROGRESS)
        ClaimFactory(priority=94, status=Status.WAITING)
        ClaimFactory(priority=93, status=Status.PROPOSED)
        ClaimFactory(priority=92, assignee=UserFactory())
        ClaimFactory(priority=91, set_aside_until=timezone.now() + timedelta(hours=1))
        ClaimFactory(priority=90, killed_at=timezone.now())
        first, second = ClaimFactory(priority=80), ClaimFactory(priority=70, status=Status.QUEUED)
        assert [self.take(ines), self.take(ines), self.take(ines)] == [first, second, None]
        assert Claim.objects.get(pk=first.pk).holder == ines
        assert [line.action for line in first.events.all()] == ["take", "triage"]

    def test_what_is_assigned_to_oneself_and_what_lapsed(self) -> None:
        ines = UserFactory()
        mine = ClaimFactory(priority=90, assignee=ines)
        silent = ClaimFactory(priority=80, status=Status.IN_PROGRESS)
        Claim.objects.filter(pk=silent.pk).update(lease_until=timezone.now() - timedelta(minutes=1))
        assert [self.take(ines), self.take(ines)] == [mine, silent]
        assert [line.action for line in silent.events.all()] == ["take", "lapse"]

    def test_only_of_what_is_wanted(self) -> None:
        ClaimFactory(priority=90, type="spending")
        claim = ClaimFactory(priority=10)
        ferries = Claim.objects.filter(type="casualties").by_priority()
        assert queue.take_next(by=UserFactory(), wanted=ferries) == claim

    def test_not_for_viewers(self) -> None:
        with pytest.raises(NotAllowed, match="Taking a claim needs the role checker"):
            self.take(UserFactory(role=Role.VIEWER))


def all_of_them(by: User) -> list[int]:
    """Ask for the next claim until none is left."""
    taken = []
    while claim := queue.take_next(by=by, wanted=Claim.objects.visible_to(by).by_priority()):
        taken.append(claim.pk)
    return taken


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_never_get_the_same_claim() -> None:
    with transaction.atomic():
        claims = ClaimFactory.create_batch(CLAIMS)
        people = UserFactory.create_batch(PEOPLE)
    taken = at_once([partial(all_of_them, by=person) for person in people])
    assert sorted(pk for each in taken for pk in each) == sorted(claim.pk for claim in claims)
    assert ClaimEvent.objects.filter(action="take").count() == CLAIMS
    assert sum(map(bool, taken)) > 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_somebody_is_busy_with_is_passed_over() -> None:
    with transaction.atomic():
        first, second = ClaimFactory(priority=90), ClaimFactory(priority=80)
        ines = UserFactory()
    with transaction.atomic():
        queue.locked(first.pk)
        (claim,) = at_once([partial(queue.take_next, by=ines, wanted=Claim.objects.by_priority())])
    assert claim == second
