"""Waiting for a reply: nobody holds the claim; it stays with whoever asked, and comes back when overdue."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from claims import permissions
from claims.actions import queue
from claims.actions.notifying import tell
from claims.models import Claim, Contact, Telling, User
from claims.statuses import Status
from claims.words import said

GONE_ON = said("%(who)s went on with claim %(claim)s, on which you waited for a reply.")
LATE = said("A reply on claim %(claim)s was due %(due)s; you hold the claim again until %(until)s.")
AT_ONCE = 200  # claims that one reconcile calls in; the next one does the rest


@transaction.atomic
def wait(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Let the claim rest until the reply that is due first comes, or is overdue; it stays with `by`."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_wait(by, claim)
    request = permissions.awaited(claim)
    given = {} if claim.assignee_id == by.pk else {"assignee": by, "assigned_at": Now()}
    detail = {"contact": request.pk, "due": request.due_at.isoformat() if request.due_at else ""}
    return queue.move(claim=claim, action="wait", by=by, given=given, detail=detail)


@transaction.atomic
def resume(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Go on with it: whoever waited, or an editor, holds it again."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_resume(by, claim)
    queue.move(claim=claim, action="resume", by=by, holder=by)
    if claim.assignee:
        tell(Telling.BROKEN, [claim.assignee], GONE_ON, claim=claim, by=by)
    return claim


@transaction.atomic
def call_in_overdue() -> int:
    """Give claims whose reply is overdue back to those who wait for it; how many.

    Those of killed stories rest: nobody can decide on them.
    """
    late = Claim.objects.alive().filter(status=Status.WAITING)
    late = late.filter(pk__in=Contact.objects.overdue().values("claim")).select_related("assignee")
    claims = list(late.select_for_update(of=("self",), skip_locked=True).order_by("id")[:AT_ONCE])
    for claim in claims:
        _call_in(claim)
    return len(claims)


def settle(claim: Claim) -> None:
    """Something came of a request: the claim is overdue no more, unless another one still is."""
    if claim.overdue_at and not Contact.objects.overdue().filter(claim=claim.pk).exists():
        Claim.objects.filter(pk=claim.pk).update(overdue_at=None)
        claim.overdue_at = None


def _call_in(claim: Claim) -> None:
    """Its assignee holds it from now on; if nothing happens the hold lapses, and it stays assigned."""
    request = Contact.objects.overdue().filter(claim=claim.pk).earliest("due_at", "id")
    given, detail = {"overdue_at": request.due_at}, {"contact": request.pk}
    queue.move(claim=claim, action="overdue", by=None, holder=claim.assignee, given=given, detail=detail)
    now = timezone.now()
    times = {"due": request.due_at or now, "until": claim.lease_until or now}
    tell(Telling.OVERDUE, [claim.assignee] if claim.assignee else [], LATE, claim=claim, by=None, **times)
