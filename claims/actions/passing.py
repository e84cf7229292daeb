"""A hold that passes to another person: asked for, handed over, or ended by an editor."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, queue
from claims.actions.notifying import tell
from claims.actions.wording import typed
from claims.exceptions import Conflict
from claims.models import Claim, Telling, User
from claims.models.notification import SENTENCES
from claims.statuses import ASKING
from claims.words import said

# Each without a reason, and with the one that was typed.
HANDED_TO_YOU = (
    said("%(who)s handed claim %(claim)s to you."),
    said("%(who)s handed claim %(claim)s to you: “%(why)s”"),
)
HANDED_ON = (
    said("%(who)s handed claim %(claim)s, which you held, to %(whom)s."),
    said("%(who)s handed claim %(claim)s, which you held, to %(whom)s: “%(why)s”"),
)
ENDED = said("%(who)s ended your hold on claim %(claim)s: “%(why)s”")


@transaction.atomic
def hand_over(*, claim_id: int, by: User, to: User, version: int | None = None, note: str = "") -> Claim:
    """Give a claim that is held to somebody else, who holds it from now on. Raises as the permissions do."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_hand_over(by, claim)
    permissions.check_recipient(to)
    holder = claim.holder
    if holder is None or holder.pk == to.pk:
        raise Conflict(_("%(name)s holds this claim already.") % {"name": to.name})
    detail = {"to": to.name, "person": to.pk, "holder": holder.pk}
    given, why = _with_it(claim, holder, to), typed(note, "note")
    queue.move(claim=claim, action="hand_over", by=by, holder=to, given=given, reason=why, detail=detail)
    tell(Telling.ASSIGNED, [to], HANDED_TO_YOU[bool(why)], claim=claim, by=by, why=why)
    tell(Telling.BROKEN, [holder], HANDED_ON[bool(why)], claim=claim, by=by, whom=to.name, why=why)
    return claim


@transaction.atomic
def break_lock(
    *, claim_id: int, by: User, reason: str, take: bool = False, version: int | None = None
) -> Claim:
    """End somebody's hold, with a reason that they will read; with `take` the editor holds it from now on."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_break_lock(by, claim)
    why = typed(reason, "reason", missing=queue.REASON_NEEDED)
    holder = claim.holder
    detail = {"holder": claim.holder_id, "taken_over": take} | _told_of(claim)
    queue.move(claim=claim, action="break_lock", by=by, reason=why, detail=detail)
    if holder:
        tell(Telling.BROKEN, [holder], ENDED, claim=claim, by=by, why=why)
    return queue.take(claim_id=claim.pk, by=by) if take else claim


@transaction.atomic
def ask_for(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Tell whoever holds the claim that `by` would like to have it. It moves nothing: they may go on."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_ask_for(by, claim)
    history.note(claim, ASKING, by=by, was=claim.status, detail={"holder": claim.holder_id})
    if claim.holder:
        tell(Telling.ASKED, [claim.holder], SENTENCES[Telling.ASKED], claim=claim, by=by)
    return claim


def _told_of(claim: Claim) -> dict[str, str]:
    """Since when and until when the claim is held, for whoever takes back what ends it."""
    hold = {"since": claim.taken_at, "until": claim.lease_until}
    return {name: at.isoformat() for name, at in hold.items() if at}


def _with_it(claim: Claim, holder: User, to: User) -> dict[str, Any]:
    """What was assigned to the old holder is assigned to the new one."""
    return {"assignee": to, "assigned_at": Now()} if claim.assignee_id == holder.pk else {}
