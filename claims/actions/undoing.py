"""Undo instead of confirm: whoever decided takes it back, as long as nothing else has happened since."""

from __future__ import annotations

from django.db import transaction

from claims import permissions
from claims.actions import duplicates, queue
from claims.models import Claim, ClaimEvent, User
from claims.statuses import ASKING, UNDO, UNDOABLE


@transaction.atomic
def undo(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Back to the state before one's own last decision; what came with it (a reason, a canonical) goes.

    Of a hold that was given back, `by` holds the claim again.
    """
    claim = queue.locked(claim_id, version)
    line = permissions.newest_decision(by, claim)
    before = line.detail.get("from") or line.from_status
    canonical = claim.canonical_id
    queue.move(claim=claim, action=f"{UNDO}{before}", by=by, holder=by, detail={"undone": line.action})
    if canonical:
        duplicates.tell_canonical(canonical, claim, by=by)
    return claim


def last_decision(*, claim_id: int, by: User) -> ClaimEvent | None:
    """The line that `by` could undo now; None where the newest is none of theirs, or cannot be undone."""
    line = ClaimEvent.objects.filter(claim=claim_id).exclude(action=ASKING).first()
    return line if line and line.actor_id == by.pk and line.action in UNDOABLE else None
