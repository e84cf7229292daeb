"""What people answer to a change by the wire."""

from __future__ import annotations

import pytest

from claims import permissions
from claims.actions import corrections
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

RECHECK = {"old": 37.0, "new": 41.0, "from": 1, "to": 2, "because": "“37” in version 1, “41” in version 2"}


def flagged(**fields: object) -> Claim:
    claim: Claim = ClaimFactory(needs_recheck=True, recheck=RECHECK, **fields)
    return claim


@pytest.fixture
def checker() -> User:
    return UserFactory()


def test_claim_stands_and_the_flag_goes(checker: User) -> None:
    claim = flagged(status=Status.APPROVED)
    after = corrections.acknowledge(claim_id=claim.pk, by=checker, note="The log says 41 as well.")
    after.refresh_from_db()
    assert (after.status, after.needs_recheck, after.recheck) == (Status.APPROVED, False, None)
    assert after.version == claim.version + 1


def test_history_keeps_the_change_the_note_and_the_outcome(checker: User) -> None:
    claim = flagged()
    corrections.acknowledge(claim_id=claim.pk, by=checker, note="  The log says 41.  ")
    line = claim.events.get(action="acknowledge")
    assert (line.actor, line.reason) == (checker, "The log says 41.")
    assert line.detail == RECHECK | {"outcome": "stands"}


def test_closed_claim_is_reopened_with_the_same_note(checker: User) -> None:
    claim = flagged(status=Status.DISMISSED)
    after = corrections.acknowledge(claim_id=claim.pk, by=checker, note="Not trivial now.", reopen=True)
    assert (after.status, after.needs_recheck) == (Status.QUEUED, False)
    assert [(line.action, line.reason) for line in claim.events.order_by("id")] == [
        ("acknowledge", "Not trivial now."),
        ("reopen", "Not trivial now."),
    ]


def test_open_claim_is_not_reopened_and_the_flag_stays(checker: User) -> None:
    claim = flagged(status=Status.QUEUED)
    with pytest.raises(Conflict, match="in the queue already"):
        corrections.acknowledge(claim_id=claim.pk, by=checker, note="Look again.", reopen=True)
    claim.refresh_from_db()
    assert claim.needs_recheck


def test_note_is_needed(checker: User) -> None:
    with pytest.raises(Incomplete) as refused:
        corrections.acknowledge(claim_id=flagged().pk, by=checker, note=" ")
    assert refused.value.fields == {"note": corrections.NOTE_NEEDED}


def test_stale_page_hears_of_it(checker: User) -> None:
    claim = flagged(version=4)
    with pytest.raises(Conflict):
        corrections.acknowledge(claim_id=claim.pk, by=checker, note="Seen.", version=3)


def test_claim_without_a_change_has_nothing_to_acknowledge(checker: User) -> None:
    with pytest.raises(Conflict, match="No change"):
        corrections.acknowledge(claim_id=ClaimFactory().pk, by=checker, note="Seen.")


@pytest.mark.parametrize(
    ("status", "role"),
    [
        (status, Role.EDITOR if status in {Status.PUBLISHED, Status.CORRECTED} else Role.CHECKER)
        for status in Status
    ],
)
def test_role_that_it_needs(status: Status, role: Role) -> None:
    claim = flagged(status=status)
    below = list(Role)[list(Role).index(role) - 1]
    permissions.check_may_acknowledge(UserFactory(role=role), claim)
    with pytest.raises(NotAllowed, match=f"needs the role {role}"):
        permissions.check_may_acknowledge(UserFactory(role=below), claim)
