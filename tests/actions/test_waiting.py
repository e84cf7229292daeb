"""Waiting for a reply: the claim rests with whoever asked, and comes back when the time is up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import contacts, leasing, queue, waiting
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, Contact, Notification, Telling, User
from claims.statuses import Role, Status
from tests.desk_factories import ContactFactory
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def claim(ines: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=ines)


def ask(claim: Claim, by: User, due: timedelta | None = HOUR) -> Contact:
    due_at = timezone.now() + due if due is not None else None
    contact: Contact = ContactFactory(claim=claim, asked_by=by, due_at=due_at)
    return contact


def rest(claim: Claim, by: User) -> Contact:
    """Ask, and wait for the reply."""
    request = ask(claim, by)
    waiting.wait(claim_id=claim.pk, by=by)
    return request


def let_pass(request: Contact) -> None:
    Contact.objects.filter(pk=request.pk).update(due_at=timezone.now() - timedelta(minutes=5))


class TestWait:
    def test_the_hold_ends_and_the_claim_stays_with_whoever_asked(self, claim: Claim, ines: User) -> None:
        request = ask(claim, ines)
        waited = waiting.wait(claim_id=claim.pk, by=ines, version=claim.version)
        assert (waited.status, waited.holder, waited.lease_until) == (Status.WAITING, None, None)
        assert waited.assignee == ines
        assert waited.events.first().detail["contact"] == request.pk

    def test_without_a_request_there_is_nothing_to_wait_for(self, claim: Claim, ines: User) -> None:
        with pytest.raises(Incomplete, match="Ask somebody first"):
            waiting.wait(claim_id=claim.pk, by=ines)
        ask(claim, ines, due=None)
        with pytest.raises(Incomplete, match="by when you need the answer"):
            waiting.wait(claim_id=claim.pk, by=ines)

    def test_a_reply_that_is_overdue_is_settled_first(self, claim: Claim, ines: User) -> None:
        let_pass(ask(claim, ines))
        ask(claim, ines)
        with pytest.raises(Conflict, match=r"harbour office was due at .* say what came of it"):
            waiting.wait(claim_id=claim.pk, by=ines)

    def test_only_its_holder_waits(self, claim: Claim, ines: User) -> None:
        ask(claim, ines)
        with pytest.raises(Conflict, match="Ines Vallory holds this claim"):
            waiting.wait(claim_id=claim.pk, by=UserFactory())

    def test_nobody_takes_it_meanwhile(self, claim: Claim, ines: User) -> None:
        rest(claim, ines)
        with pytest.raises(Conflict, match="This claim is waiting, so it can’t be taken"):
            queue.take(claim_id=claim.pk, by=UserFactory())


class TestResume:
    def test_whoever_waited_holds_it_again(self, claim: Claim, ines: User) -> None:
        rest(claim, ines)
        held = waiting.resume(claim_id=claim.pk, by=ines)
        assert (held.status, held.holder) == (Status.IN_PROGRESS, ines)
        assert not Notification.objects.exists()

    def test_nobody_else_but_an_editor(self, claim: Claim, ines: User) -> None:
        rest(claim, ines)
        with pytest.raises(NotAllowed, match="Only Ines Vallory, who waits for the reply, or an editor"):
            waiting.resume(claim_id=claim.pk, by=UserFactory(role=Role.REVIEWER))
        editor = UserFactory(role=Role.EDITOR)
        assert waiting.resume(claim_id=claim.pk, by=editor).holder == editor
        told = Notification.objects.get()
        assert (told.person, told.about) == (ines, Telling.BROKEN)


class TestOverdue:
    def test_the_claim_comes_back_to_whoever_waited_with_a_fresh_hold(self, claim: Claim, ines: User) -> None:
        request = rest(claim, ines)
        let_pass(request)
        assert leasing.reconcile()["overdue"] == 1
        claim.refresh_from_db()
        request.refresh_from_db()
        assert (claim.status, claim.holder, claim.overdue_at) == (Status.IN_PROGRESS, ines, request.due_at)
        assert claim.lease_until > timezone.now() + timedelta(minutes=14)
        assert claim.events.first().actor is None

    def test_they_are_told_without_a_word_of_the_story_or_a_name(self, claim: Claim, ines: User) -> None:
        let_pass(rest(claim, ines))
        waiting.call_in_overdue()
        told = Notification.objects.get()
        assert (told.person, told.about, told.claim) == (ines, Telling.OVERDUE, claim)
        assert told.text.startswith(f"A reply on claim {claim.pk} was due ")
        assert "harbour" not in told.text

    def test_in_silence_it_goes_back_to_the_queue_and_stays_assigned(self, claim: Claim, ines: User) -> None:
        let_pass(rest(claim, ines))
        waiting.call_in_overdue()
        Claim.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert leasing.reconcile()["lapsed"] == 1
        claim.refresh_from_db()
        assert (claim.status, claim.assignee, claim.holder) == (Status.QUEUED, ines, None)
        assert claim.overdue_at is not None

    def test_nothing_happens_before_its_time_nor_twice(self, claim: Claim, ines: User) -> None:
        request = rest(claim, ines)
        assert waiting.call_in_overdue() == 0
        let_pass(request)
        assert [waiting.call_in_overdue(), waiting.call_in_overdue()] == [1, 0]

    def test_a_killed_story_s_claim_rests(self, claim: Claim, ines: User) -> None:
        let_pass(rest(claim, ines))
        Claim.objects.update(killed_at=timezone.now())
        assert waiting.call_in_overdue() == 0

    def test_it_is_overdue_no_more_once_something_came_of_it(self, claim: Claim, ines: User) -> None:
        request = rest(claim, ines)
        let_pass(request)
        waiting.call_in_overdue()
        contacts.answer_contact(contact_id=request.pk, by=ines, outcome="silent")
        claim.refresh_from_db()
        assert claim.overdue_at is None
        ask(claim, ines)
        assert waiting.wait(claim_id=claim.pk, by=ines).status == Status.WAITING

    def test_a_second_wait_is_not_overdue_any_more(self, claim: Claim, ines: User) -> None:
        request = rest(claim, ines)
        let_pass(request)
        waiting.call_in_overdue()
        Contact.objects.update(due_at=timezone.now() + HOUR)
        assert waiting.wait(claim_id=claim.pk, by=ines).overdue_at is None
