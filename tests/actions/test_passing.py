"""A hold that passes to somebody else: who may, who is told, and what the history says."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.actions import passing, queue, undoing
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, Notification, Telling, User
from claims.permissions.passing import ASK_AGAIN
from claims.statuses import ASKING, Role, Status
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def kemi() -> User:
    return UserFactory(first_name="Kemi", last_name="Osei", role=Role.EDITOR)


@pytest.fixture
def claim(ines: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=ines)


def told() -> list[tuple[User, str]]:
    return [(each.person, each.about) for each in Notification.objects.order_by("id")]


def said_to(person: User) -> str:
    [line] = Notification.objects.filter(person=person)
    return line.sentence


class TestHandOver:
    def test_the_other_holds_it_from_now_on_and_is_told(self, claim: Claim, ines: User) -> None:
        noor = UserFactory(first_name="Noor", last_name="Adeyemi")
        held = passing.hand_over(claim_id=claim.pk, by=ines, to=noor, version=claim.version)
        assert (held.status, held.holder) == (Status.IN_PROGRESS, noor)
        assert told() == [(noor, Telling.ASSIGNED)]
        with pytest.raises(Conflict, match=r"Ines Vallory handed this claim to Noor Adeyemi at \d\d:\d\d"):
            queue.release(claim_id=claim.pk, by=ines, version=claim.version)

    def test_by_an_editor_the_old_holder_is_told_too(self, claim: Claim, ines: User, kemi: User) -> None:
        noor = UserFactory()
        passing.hand_over(claim_id=claim.pk, by=kemi, to=noor)
        assert told() == [(noor, Telling.ASSIGNED), (ines, Telling.BROKEN)]

    def test_both_read_what_the_editor_typed(self, claim: Claim, ines: User, kemi: User) -> None:
        noor = UserFactory(first_name="Noor", last_name="Adeyemi")
        passing.hand_over(claim_id=claim.pk, by=kemi, to=noor, note="She knows the port.")
        assert said_to(noor) == f"Kemi Osei handed claim {claim.pk} to you: “She knows the port.”"
        assert said_to(ines) == (
            f"Kemi Osei handed claim {claim.pk}, which you held, to Noor Adeyemi: “She knows the port.”"
        )

    def test_a_long_reason_is_told_in_full(self, claim: Claim, ines: User) -> None:
        noor, why = UserFactory(), "She knows the port. " * 30
        passing.hand_over(claim_id=claim.pk, by=ines, to=noor, note=why)
        assert why.strip() in said_to(noor)

    def test_not_by_somebody_else(self, claim: Claim) -> None:
        other = UserFactory(role=Role.REVIEWER)
        with pytest.raises(NotAllowed, match="Only Ines Vallory, who holds this claim, or an editor"):
            passing.hand_over(claim_id=claim.pk, by=other, to=other)

    @pytest.mark.parametrize("given", [{"role": Role.VIEWER}, {"is_active": False}])
    def test_only_to_somebody_who_checks_claims(
        self, claim: Claim, ines: User, given: dict[str, object]
    ) -> None:
        with pytest.raises(Incomplete, match="Choose somebody who checks claims here"):
            passing.hand_over(claim_id=claim.pk, by=ines, to=UserFactory(**given))

    def test_not_to_whoever_holds_it(self, claim: Claim, ines: User) -> None:
        with pytest.raises(Conflict, match="Ines Vallory holds this claim already"):
            passing.hand_over(claim_id=claim.pk, by=ines, to=ines)

    def test_what_was_assigned_to_the_holder_goes_along(self, claim: Claim, ines: User) -> None:
        Claim.objects.update(assignee=ines)
        noor = UserFactory()
        assert passing.hand_over(claim_id=claim.pk, by=ines, to=noor).assignee == noor


class TestBreakLock:
    def test_the_claim_is_free_and_the_holder_is_told(self, claim: Claim, ines: User, kemi: User) -> None:
        free = passing.break_lock(claim_id=claim.pk, by=kemi, reason="Ines is at the dentist’s.")
        assert (free.status, free.holder) == (Status.QUEUED, None)
        assert told() == [(ines, Telling.BROKEN)]
        assert "dentist" in free.events.first().reason
        assert said_to(ines) == f"Kemi Osei ended your hold on claim {claim.pk}: “Ines is at the dentist’s.”"

    def test_what_leaves_the_desk_says_nothing_of_the_reason(
        self, claim: Claim, ines: User, kemi: User
    ) -> None:
        passing.break_lock(claim_id=claim.pk, by=kemi, reason="The MARKER ferry is under embargo.")
        [line] = Notification.objects.filter(person=ines)
        assert line.without_words == f"Kemi Osei ended your hold on claim {claim.pk}."

    def test_taking_it_over_is_one_decision(self, claim: Claim, kemi: User) -> None:
        held = passing.break_lock(claim_id=claim.pk, by=kemi, reason="It is urgent.", take=True)
        assert (held.status, held.holder) == (Status.IN_PROGRESS, kemi)
        assert [line.action for line in held.events.all()[:2]] == ["take", "break_lock"]

    def test_needs_a_reason_and_an_editor(self, claim: Claim, kemi: User) -> None:
        with pytest.raises(Incomplete, match="Say why"):
            passing.break_lock(claim_id=claim.pk, by=kemi, reason=" ")
        with pytest.raises(NotAllowed, match="needs the role editor; yours is reviewer"):
            passing.break_lock(claim_id=claim.pk, by=UserFactory(role=Role.REVIEWER), reason="So.")
        assert told() == []

    def test_one_s_own_hold_is_released(self, kemi: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=kemi)
        with pytest.raises(Conflict, match="You hold this claim yourself"):
            passing.break_lock(claim_id=claim.pk, by=kemi, reason="So.")

    def test_there_must_be_a_hold(self, kemi: User) -> None:
        with pytest.raises(Conflict, match="This claim is new"):
            passing.break_lock(claim_id=ClaimFactory().pk, by=kemi, reason="So.")


class TestAskFor:
    def test_the_holder_is_told_and_goes_on_undisturbed(self, claim: Claim, ines: User) -> None:
        noor = UserFactory(first_name="Noor", last_name="Adeyemi")
        asked = passing.ask_for(claim_id=claim.pk, by=noor, version=claim.version)
        assert (asked.holder, asked.version) == (ines, claim.version)
        [line] = Notification.objects.all()
        assert (line.person, line.about, line.by) == (ines, Telling.ASKED, noor)
        assert line.text == f"Noor Adeyemi asks you for claim {claim.pk}, which you hold."
        assert claim.events.first().action == ASKING
        assert queue.release(claim_id=claim.pk, by=ines, version=claim.version).holder is None

    def test_once_in_a_quarter_of_an_hour(self, claim: Claim) -> None:
        noor, other = UserFactory(), UserFactory()
        with time_machine.travel(timezone.now(), tick=False) as clock:
            passing.ask_for(claim_id=claim.pk, by=noor)
            with pytest.raises(Conflict, match=r"You asked Ines Vallory .+ ask again at"):
                passing.ask_for(claim_id=claim.pk, by=noor)
            passing.ask_for(claim_id=claim.pk, by=other)
            Claim.objects.filter(pk=claim.pk).update(lease_until=timezone.now() + 2 * ASK_AGAIN)
            clock.shift(ASK_AGAIN + timedelta(seconds=1))
            passing.ask_for(claim_id=claim.pk, by=noor)
        assert Notification.objects.filter(about=Telling.ASKED).count() == 3

    def test_nobody_asks_for_what_is_free_or_their_own(self, claim: Claim, ines: User) -> None:
        with pytest.raises(Conflict, match="You hold this claim already"):
            passing.ask_for(claim_id=claim.pk, by=ines)
        with pytest.raises(NotAllowed, match="Asking for a claim needs the role checker"):
            passing.ask_for(claim_id=claim.pk, by=UserFactory(role=Role.VIEWER))
        queue.release(claim_id=claim.pk, by=ines)
        with pytest.raises(Conflict, match="Nobody holds this claim"):
            passing.ask_for(claim_id=claim.pk, by=UserFactory())

    def test_whoever_holds_it_can_still_undo_and_a_refusal_names_who_took_it(
        self, claim: Claim, ines: User
    ) -> None:
        noor = UserFactory()
        passing.ask_for(claim_id=claim.pk, by=noor)
        with pytest.raises(Conflict, match="Ines Vallory took this claim"):
            queue.triage(claim_id=claim.pk, by=noor, version=1)
        assert [line.claim_id for line in undoing.newest(by=ines)] == [claim.pk]
        assert undoing.undo(claim_id=claim.pk, by=ines).status == Status.NEW
