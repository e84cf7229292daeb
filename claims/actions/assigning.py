"""Whose a claim is, whether anybody holds it now or not: a person, a desk. It moves no status.

The claim's version stays, so that whoever is at work on it sends a form that is still good.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, queue, weighing
from claims.actions.notifying import tell
from claims.exceptions import Conflict
from claims.models import Claim, Desk, Telling, User
from claims.models.notification import SENTENCES
from claims.statuses import OPEN


@transaction.atomic
def assign(*, claim_id: int, by: User, to: User | None, version: int | None = None) -> Claim:
    """Give the claim to `to`, who is told; None: to nobody. Whoever holds it holds it still."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_assign(by, claim)
    permissions.check_assignee(by, claim, to)
    Claim.objects.filter(pk=claim.pk).update(assignee=to, assigned_at=Now() if to else None)
    claim.refresh_from_db(fields=["assignee", "assigned_at"])
    detail = {"to": to.name, "person": to.pk} if to else {}
    history.note(claim, "assign" if to else "unassign", by=by, was=claim.status, detail=detail)
    if to:
        tell(Telling.ASSIGNED, [to], SENTENCES[Telling.ASSIGNED], claim=claim, by=by)
    return claim


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
