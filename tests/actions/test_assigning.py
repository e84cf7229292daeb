"""Whose a claim is: it moves no status and disturbs nobody who is at work."""

from __future__ import annotations

import pytest

from claims.actions import assigning, notifying, queue, undoing
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Desk, Notification, Telling, User
from claims.statuses import OPEN, Role, Status
from tests.desk_factories import DeskFactory
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


@pytest.mark.parametrize("status", OPEN)
def test_an_editor_assigns_to_anybody_who_is_told(status: Status, ines: User, editor: User) -> None:
    claim = ClaimFactory(status=status)
    given = assigning.assign(claim_id=claim.pk, by=editor, to=ines, version=claim.version)
    assert (given.assignee, given.status, given.version) == (ines, status, claim.version)
    assert given.assigned_at is not None
    told = Notification.objects.get()
    assert (told.person, told.about) == (ines, Telling.ASSIGNED)


def test_a_checker_assigns_to_nobody_but_himself(ines: User) -> None:
    claim = ClaimFactory()
    with pytest.raises(NotAllowed, match="Assigning a claim to somebody else needs the role editor"):
        assigning.assign(claim_id=claim.pk, by=ines, to=UserFactory())
    assert assigning.assign(claim_id=claim.pk, by=ines, to=ines).assignee == ines
    assert not Notification.objects.exists()
    with pytest.raises(NotAllowed, match="assigned to Ines Vallory; an editor can give it to you"):
        assigning.assign(claim_id=claim.pk, by=UserFactory(), to=UserFactory())


def test_only_to_somebody_who_checks_claims(editor: User) -> None:
    with pytest.raises(Incomplete, match="Choose somebody who checks claims"):
        assigning.assign(claim_id=ClaimFactory().pk, by=editor, to=UserFactory(role=Role.VIEWER))


def test_a_decided_claim_is_assigned_to_nobody(ines: User, editor: User) -> None:
    with pytest.raises(Conflict, match="This claim is dismissed, so it can’t be assigned"):
        assigning.assign(claim_id=ClaimFactory(status=Status.DISMISSED).pk, by=editor, to=ines)


def test_whoever_has_it_gives_it_up(ines: User) -> None:
    claim = assigning.assign(claim_id=ClaimFactory().pk, by=ines, to=ines)
    free = assigning.assign(claim_id=claim.pk, by=ines, to=None)
    assert (free.assignee, free.assigned_at) == (None, None)
    assert [line.action for line in free.events.all()] == ["unassign", "assign"]


def test_while_a_reply_is_waited_for_somebody_has_it(editor: User) -> None:
    claim = ClaimFactory(status=Status.WAITING)
    with pytest.raises(Conflict, match="waits for a reply on this claim"):
        assigning.assign(claim_id=claim.pk, by=editor, to=None)


def test_a_stale_page_is_refused_with_who_did_what(ines: User, editor: User) -> None:
    claim = ClaimFactory()
    queue.triage(claim_id=claim.pk, by=ines)
    with pytest.raises(Conflict, match="Ines Vallory queued this claim"):
        assigning.assign(claim_id=claim.pk, by=editor, to=ines, version=claim.version)


def test_an_editor_moves_it_to_another_desk(ines: User, editor: User) -> None:
    claim = ClaimFactory()
    night = DeskFactory(name="Night desk")
    with pytest.raises(NotAllowed, match="Moving a claim to another desk needs the role editor"):
        assigning.send_to_desk(claim_id=claim.pk, by=ines, desk=night)
    moved = assigning.send_to_desk(claim_id=claim.pk, by=editor, desk=night)
    assert (moved.desk, moved.version) == (night, claim.version)
    assert moved.events.first().detail["to"] == "Night desk"
    with pytest.raises(Conflict, match="at the desk “Night desk” already"):
        assigning.send_to_desk(claim_id=claim.pk, by=editor, desk=night)


def test_a_claim_of_no_desk_is_at_the_default_one(editor: User) -> None:
    with pytest.raises(Conflict, match="already"):
        assigning.send_to_desk(claim_id=ClaimFactory().pk, by=editor, desk=Desk.objects.default())


def test_an_assignment_is_taken_back_to_whose_it_was(ines: User, editor: User) -> None:
    claim = assigning.assign(claim_id=ClaimFactory().pk, by=ines, to=ines)
    assigning.assign(claim_id=claim.pk, by=editor, to=UserFactory())
    back = undoing.undo(claim_id=claim.pk, by=editor, version=claim.version)
    assert (back.assignee, back.assigned_at) == (ines, claim.assigned_at)
    assert back.events.first().detail == {"undone": "assign"}
    with pytest.raises(Conflict, match="can be undone"):
        undoing.undo(claim_id=claim.pk, by=editor)


def test_giving_it_up_is_taken_back_too(ines: User) -> None:
    claim = assigning.assign(claim_id=ClaimFactory().pk, by=ines, to=ines)
    assigning.assign(claim_id=claim.pk, by=ines, to=None)
    assert undoing.undo(claim_id=claim.pk, by=ines).assignee == ines


def test_only_by_whoever_assigned_and_while_nothing_else_happened(ines: User, editor: User) -> None:
    claim = assigning.assign(claim_id=ClaimFactory().pk, by=editor, to=ines)
    with pytest.raises(NotAllowed, match=f"Only {editor.name}, who decided this, may undo it"):
        undoing.undo(claim_id=claim.pk, by=ines)
    queue.triage(claim_id=claim.pk, by=ines)
    with pytest.raises(Conflict, match="Ines Vallory queued this claim"):
        undoing.undo(claim_id=claim.pk, by=editor, version=claim.version)


def test_who_has_not_read_of_it_never_hears_of_what_was_undone(ines: User, editor: User) -> None:
    unread, read = (assigning.assign(claim_id=ClaimFactory().pk, by=editor, to=ines) for _ in range(2))
    notifying.mark_read(by=ines, one=read.notifications.get().pk)
    for claim in (unread, read):
        undoing.undo(claim_id=claim.pk, by=editor)
    assert [told.claim for told in ines.notifications.all()] == [read]
