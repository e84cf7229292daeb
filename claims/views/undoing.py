"""Undo: the claim goes back to where it stood, and the page shows it there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import undoing
from claims.exceptions import DeskError
from claims.forms import QueueFilter
from claims.models import Claim, ClaimEvent
from claims.statuses import UNDOABLE, Status
from claims.templatetags.decisions import short
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
from claims.views.decide import seen_version
from claims.views.reading import claim_or_404
from claims.words import said

UNDONE = {
    Status.NEW: said("Undone: “%(claim)s” is new again."),
    Status.QUEUED: said("Undone: “%(claim)s” is back in the queue."),
    Status.IN_PROGRESS: said("Undone: you hold “%(claim)s” again."),
}
AS_BEFORE = said("Undone: “%(claim)s” is as before.")
GIVEN_BACK = said("Undone: %(name)s holds “%(claim)s” again.")
RAN_OUT = said("Undone: “%(claim)s” is back in the queue, since the hold of %(name)s has run out.")


@require_POST
@signed_in
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back one's last decision on the claim, and say where it stands now."""
    claim = claim_or_404(request.user, pk)
    trouble = None
    try:
        claim = undoing.undo(claim_id=pk, by=request.user, version=seen_version(request))
        messages.success(request, undone(claim))
    except DeskError as refusal:
        trouble = refusal
    return _shown(request, pk, trouble)


def undone(claim: Claim) -> str:
    """What the undoing did to the claim, which it was the last to change."""
    line = ClaimEvent.objects.filter(claim=claim).first()
    facts: dict[str, Any] = line.detail if line else {}
    told = {"claim": short(claim.sentence), "name": facts.get("ran_out") or facts.get("back_to", "")}
    if facts.get("ran_out"):
        return _(RAN_OUT) % told
    if facts.get("back_to"):
        return _(GIVEN_BACK) % told
    moved = facts.get("undone") in UNDOABLE
    return _(UNDONE[Status(claim.status)] if moved else AS_BEFORE) % told


def _shown(request: DeskRequest, pk: int, trouble: DeskError | None) -> HttpResponse:
    """The panes where this claim is on screen, the dock of any other page; after a plain form the claim."""
    query = QueueFilter.from_query(request.GET).query
    if not request.htmx and not trouble:
        return redirect(reverse("claim", args=[pk]) + query)
    if not request.htmx or request.POST.get("at") == str(pk):
        return sheet(request, claim_or_404(request.user, pk), trouble=trouble)
    if trouble:
        messages.error(request, str(trouble))
    status = trouble.status if trouble else 200
    return render(request, "claims/_dock.html", {"oob": True}, status=status)
