"""What people answer to a change by the wire: the claim stands as it was judged, or is looked at anew."""

from __future__ import annotations

from django.db import transaction

from claims import permissions
from claims.actions import history, queue, rechecks
from claims.actions.wording import typed
from claims.models import Claim, User
from claims.words import said

NOTE_NEEDED = said("Say what you looked at, in a few words.")


@transaction.atomic
def acknowledge(
    *, claim_id: int, by: User, note: str, version: int | None = None, reopen: bool = False
) -> Claim:
    """Somebody has looked at the change: the claim stands, or is reopened. `note` says why.

    What asked for the look stays in the history. Raises NotAllowed, Conflict, Incomplete.
    """
    claim = queue.locked(claim_id, version)
    permissions.check_may_acknowledge(by, claim)
    why = typed(note, "note", missing=NOTE_NEEDED)
    detail = rechecks.for_history(claim.recheck or {}) | {"outcome": "reopened" if reopen else "stands"}
    rechecks.ask(claim, None)
    claim.version += 1
    claim.save(update_fields=[*rechecks.ASKED, "version"])
    history.note(claim, "acknowledge", by=by, was=claim.status, reason=why, detail=detail)
    return queue.reopen(claim_id=claim.pk, by=by, reason=why) if reopen else claim
