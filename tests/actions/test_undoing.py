"""Undo: one's own last decision, as long as nothing else has happened since."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from claims.actions import duplicates, queue, undoing
from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, Revision, User
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


def test_the_last_decision_is_known_while_it_can_be_undone(ines: User) -> None:
    claim = ClaimFactory()
    assert undoing.last_decision(claim_id=claim.pk, by=ines) is None
    queue.triage(claim_id=claim.pk, by=ines)
    line = undoing.last_decision(claim_id=claim.pk, by=ines)
    assert line is not None
    assert line.action == "triage"
    assert undoing.last_decision(claim_id=claim.pk, by=UserFactory()) is None
