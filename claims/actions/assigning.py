"""Whose a claim is, whether anybody holds it now or not: a person, a desk. It moves no status.

The claim's version stays, so that whoever is at work on it sends a form that is still good.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, queue, weighing
from claims.actions.notifying import tell, untell
from claims.exceptions import Conflict
from claims.models import Claim, ClaimEvent, Desk, Telling, User
from claims.models.notification import SENTENCES
from claims.statuses import OPEN, UNDO


@transaction.atomic
def assign(*, claim_id: int, by: User, to: User | None, version: int | None = None) -> Claim:
    """Give the claim to `to`, who is told; None: to nobody. Whoever holds it holds it still."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_assign(by, claim)
    permissions.check_assignee(by, claim, to)
    detail = {"to": to.name, "person": to.pk} if to else {}
    detail |= {"was": claim.assignee_id, "since": _told(claim.assigned_at)}
    _give(claim, to.pk if to else None, Now())
    history.note(claim, "assign" if to else "unassign", by=by, was=claim.status, detail=detail)
    if to:
        tell(Telling.ASSIGNED, [to], SENTENCES[Telling.ASSIGNED], claim=claim, by=by)
    return claim


def give_back(claim: Claim, line: ClaimEvent, *, by: User) -> Claim:
    """Undo an assignment, the `line` of the locked claim: to whose it was before.

    Whoever has not read of it yet never will.
    """
    told = line.detail.get("person")
    _give(claim, line.detail.get("was"), line.detail.get("since"))
    history.note(claim, f"{UNDO}assign", by=by, was=claim.status, detail={"undone": line.action})
    if told:
        untell(Telling.ASSIGNED, told, claim=claim, by=by, since=line.at)
    return claim


def _give(claim: Claim, to: int | None, since: Any) -> None:
    """Write whose the claim is, and from when on."""
    Claim.objects.filter(pk=claim.pk).update(assignee=to, assigned_at=since if to else None)
    claim.refresh_from_db(fields=["assignee", "assigned_at"])


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


@transaction.atomic
def send_to_desk(*, claim_id: int, by: User, desk: Desk, version: int | None = None) -> Claim:
    """Move the claim to another desk, whose scale, policy and weights count for it from now on."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_send_to_desk(by, claim)
    if (claim.desk or Desk.objects.default()).pk == desk.pk:
        raise Conflict(_("This claim is at the desk “%(desk)s” already.") % {"desk": desk.name})
    Claim.objects.filter(pk=claim.pk).update(desk=desk)
    claim.refresh_from_db(fields=["desk"])
    if claim.status in OPEN:
        weighing.weigh_again(claim)
    history.note(claim, "send_to_desk", by=by, was=claim.status, detail={"to": desk.name, "desk": desk.pk})
    return claim
