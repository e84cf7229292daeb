"""Undo: one's own last decision, as long as nothing else has happened since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from claims.actions import assigning, duplicates, notes, passing, queue, setting_aside, undoing
from claims.dispatch import current_request
from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, Notification, Revision, User
from claims.statuses import Role, Status
from tests.event_factories import LinkFactory, ToldFactory
from tests.factories import ClaimFactory, EvidenceFactory, RevisionFactory, UserFactory, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


DECISIONS: list[tuple[Any, dict[str, str], Status]] = [
    (queue.triage, {}, Status.NEW),
    (queue.take, {}, Status.NEW),
    (queue.take, {}, Status.QUEUED),
    (queue.dismiss, {"reason": "trivial"}, Status.NEW),
    (queue.dismiss, {"reason": "opinion"}, Status.QUEUED),
]


@pytest.mark.parametrize(("act", "given", "before"), DECISIONS)
def test_the_claim_stands_where_it_stood(act: Any, given: dict[str, str], before: Status, ines: User) -> None:
    claim = ClaimFactory(status=before)
    decided = act(claim_id=claim.pk, by=ines, **given)
    undone = undoing.undo(claim_id=claim.pk, by=ines, version=decided.version)
    assert (undone.status, undone.holder, undone.dismiss_reason) == (before, None, "")
    assert undone.events.first().detail["undone"] == act.__name__


def test_taking_after_keeping_are_two_decisions(ines: User) -> None:
    claim = ClaimFactory()
    queue.triage(claim_id=claim.pk, by=ines)
    queue.take(claim_id=claim.pk, by=ines)
    assert undoing.undo(claim_id=claim.pk, by=ines).status == Status.QUEUED


def test_of_a_release_whoever_released_holds_it_again(ines: User) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
    queue.release(claim_id=claim.pk, by=ines)
    held = undoing.undo(claim_id=claim.pk, by=ines)
    assert (held.status, held.holder) == (Status.IN_PROGRESS, ines)
    assert held.lease_until > timezone.now()


def test_of_a_duplicate_both_histories_tell_it(ines: User) -> None:
    link = LinkFactory(one=ToldFactory(), other=ToldFactory(claim=approved()))
    claim, canonical = link.one.claim, link.other.claim
    duplicates.confirm(claim_id=claim.pk, canonical_id=canonical.pk, by=ines)
    undone = undoing.undo(claim_id=claim.pk, by=ines)
    assert (undone.status, undone.canonical) == (Status.NEW, None)
    assert canonical.events.first().action == "duplicate_lost"
    duplicates.confirm(claim_id=claim.pk, canonical_id=canonical.pk, by=ines)  # nobody refused the offer


def test_only_by_whoever_decided(ines: User) -> None:
    claim = queue.dismiss(claim_id=ClaimFactory().pk, by=ines, reason="trivial")
    with pytest.raises(NotAllowed, match="Only Ines Vallory, who decided this, may undo it"):
        undoing.undo(claim_id=claim.pk, by=UserFactory(role=Role.ADMIN))


def test_only_while_nothing_else_happened(ines: User) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
    seen = claim.version
    queue.release(claim_id=claim.pk, by=ines)
    queue.take(claim_id=claim.pk, by=UserFactory(first_name="Tomas", last_name="Reyl"))
    with pytest.raises(Conflict, match=r"Tomas Reyl took this claim at \d\d:\d\d"):
        undoing.undo(claim_id=claim.pk, by=ines, version=seen)


def test_work_that_was_begun_keeps_the_hold(ines: User) -> None:
    from claims.actions import evidence

    claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
    piece = EvidenceFactory.build()
    evidence.add_evidence(claim_id=claim.pk, by=ines, url=piece.url, title=piece.title, stance="for")
    with pytest.raises(Conflict, match="Nothing that happened to this claim last can be undone"):
        undoing.undo(claim_id=claim.pk, by=ines)


def test_nothing_is_undone_twice(ines: User) -> None:
    claim = queue.triage(claim_id=ClaimFactory().pk, by=ines)
    undoing.undo(claim_id=claim.pk, by=ines)
    with pytest.raises(Conflict, match="can be undone"):
        undoing.undo(claim_id=claim.pk, by=ines)


def test_nothing_comes_back_that_the_story_no_longer_says(ines: User) -> None:
    claim = queue.dismiss(claim_id=ClaimFactory().pk, by=ines, reason="trivial")
    newer = RevisionFactory(article=claim.article, body="All are safe.")
    Revision.objects.filter(pk=newer.pk).update(extracted_at=timezone.now())
    with pytest.raises(Conflict, match="no longer says this"):
        undoing.undo(claim_id=claim.pk, by=ines)
    assert Claim.objects.get(pk=claim.pk).status == Status.DISMISSED


def test_a_claim_that_was_set_aside_is_where_it_was(ines: User) -> None:
    claim = ClaimFactory()
    setting_aside.set_aside(claim_id=claim.pk, by=ines, until="1h")
    first = Claim.objects.get(pk=claim.pk).set_aside_until
    setting_aside.set_aside(claim_id=claim.pk, by=ines, until="morning")
    undone = undoing.undo(claim_id=claim.pk, by=ines)
    assert undone.set_aside_until == first.replace(microsecond=0)
    assert undone.events.first().action == "undo_set_aside"


class TestTakingOver:
    """An editor's taking over is taken back with the hold that it ended."""

    @pytest.fixture
    def kemi(self) -> User:
        return UserFactory(role=Role.EDITOR, first_name="Kemi", last_name="Osei")

    @pytest.fixture
    def held(self, ines: User) -> Claim:
        return queue.take(claim_id=ClaimFactory().pk, by=ines)

    def test_whoever_held_it_holds_it_again_as_long_as_before(
        self, held: Claim, ines: User, kemi: User
    ) -> None:
        passing.break_lock(claim_id=held.pk, by=kemi, reason="It is urgent.", take=True)
        back = undoing.undo(claim_id=held.pk, by=kemi)
        assert (back.status, back.holder) == (Status.IN_PROGRESS, ines)
        assert (back.taken_at, back.lease_until) == (held.taken_at, held.lease_until)
        told = Notification.objects.filter(person=ines).first()
        assert told is not None
        assert told.text.startswith(f"Kemi Osei gave claim {held.pk} back to you; you hold it until ")

    def test_a_hold_that_would_have_run_out_is_not_given_back(
        self, held: Claim, ines: User, kemi: User
    ) -> None:
        passing.break_lock(claim_id=held.pk, by=kemi, reason="It is urgent.", take=True)
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            free = undoing.undo(claim_id=held.pk, by=kemi)
        assert (free.status, free.holder) == (Status.QUEUED, None)
        assert free.events.first().detail["ran_out"] == "Ines Vallory"
        assert Notification.objects.filter(person=ines).count() == 1  # of the taking over alone

    def test_nobody_who_has_left_gets_it_back(self, held: Claim, ines: User, kemi: User) -> None:
        passing.break_lock(claim_id=held.pk, by=kemi, reason="It is urgent.", take=True)
        User.objects.filter(pk=ines.pk).update(is_active=False)
        assert undoing.undo(claim_id=held.pk, by=kemi).status == Status.QUEUED

    def test_ending_a_hold_and_taking_the_claim_later_are_two_decisions(
        self, held: Claim, kemi: User
    ) -> None:
        passing.break_lock(claim_id=held.pk, by=kemi, reason="It is urgent.")
        queue.take(claim_id=held.pk, by=kemi)
        assert undoing.undo(claim_id=held.pk, by=kemi).status == Status.QUEUED


def in_one_request(name: str, *acts: Any) -> None:
    token = current_request.set(name)
    for act in acts:
        act()
    current_request.reset(token)


def newest(by: User) -> list[tuple[str, int]]:
    return [(line.action, line.claim_id) for line in undoing.newest(by=by)]


class TestNewest:
    """What one decided last and can take back, read from the history alone."""

    def test_one_after_the_other_whatever_they_were(self, ines: User) -> None:
        first, second, third = (ClaimFactory() for _ in range(3))
        queue.dismiss(claim_id=first.pk, by=ines, reason="trivial")
        setting_aside.set_aside(claim_id=second.pk, by=ines, until="1h")
        assigning.assign(claim_id=third.pk, by=ines, to=ines)
        for action, claim in (("assign", third), ("set_aside", second), ("dismiss", first)):
            assert newest(ines) == [(action, claim.pk)]
            undoing.undo(claim_id=claim.pk, by=ines)
        assert newest(ines) == []

    def test_what_one_request_did_to_many_is_one(self, ines: User) -> None:
        single, *many = (ClaimFactory() for _ in range(3))
        queue.triage(claim_id=single.pk, by=ines)
        in_one_request("bulk-1", *[lambda pk=claim.pk: queue.take(claim_id=pk, by=ines) for claim in many])
        assert newest(ines) == [("take", claim.pk) for claim in reversed(many)]
        for claim in many:
            undoing.undo(claim_id=claim.pk, by=ines)
        assert newest(ines) == [("triage", single.pk)]

    def test_what_somebody_did_since_is_passed_over(self, ines: User) -> None:
        first, second = ClaimFactory(), ClaimFactory()
        queue.triage(claim_id=first.pk, by=ines)
        queue.triage(claim_id=second.pk, by=ines)
        queue.take(claim_id=second.pk, by=UserFactory())
        assert newest(ines) == [("triage", first.pk)]

    def test_nothing_from_before_what_cannot_be_undone(self, ines: User) -> None:
        queue.triage(claim_id=ClaimFactory().pk, by=ines)
        notes.leave(claim_id=ClaimFactory().pk, by=ines, text="Ask the ministry.")
        assert newest(ines) == []

    def test_a_hold_that_was_taken_over_stands_in_no_way(self, ines: User) -> None:
        kemi = UserFactory(role=Role.EDITOR)
        earlier, held = ClaimFactory(), queue.take(claim_id=ClaimFactory().pk, by=ines)
        queue.triage(claim_id=earlier.pk, by=kemi)
        over = {"claim_id": held.pk, "by": kemi, "reason": "It is urgent.", "take": True}
        in_one_request("over", lambda: passing.break_lock(**over))
        assert newest(kemi) == [("take", held.pk)]
        undoing.undo(claim_id=held.pk, by=kemi)
        assert newest(kemi) == [("triage", earlier.pk)]

    def test_a_duplicate_and_its_undoing_are_lines_of_two_claims(self, ines: User) -> None:
        earlier = queue.triage(claim_id=ClaimFactory().pk, by=ines)
        link = LinkFactory(one=ToldFactory(), other=ToldFactory(claim=approved()))
        claim = link.one.claim
        duplicates.confirm(claim_id=claim.pk, canonical_id=link.other.claim.pk, by=ines)
        assert newest(ines) == [("mark_duplicate", claim.pk)]
        undoing.undo(claim_id=claim.pk, by=ines)
        assert newest(ines) == [("triage", earlier.pk)]

    def test_of_this_shift_alone(self, ines: User) -> None:
        queue.triage(claim_id=ClaimFactory().pk, by=ines)
        with time_machine.travel(timezone.now() + undoing.SHIFT + timedelta(minutes=1)):
            assert newest(ines) == []

    def test_nothing_of_others_and_nothing_for_a_viewer(self, ines: User) -> None:
        queue.triage(claim_id=ClaimFactory().pk, by=ines)
        assert newest(UserFactory()) == []
        ines.role = Role.VIEWER
        assert newest(ines) == []
