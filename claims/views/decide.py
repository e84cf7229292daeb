"""Decisions on a claim: each address calls one action, then shows where the claim stands now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import queue, verdicts
from claims.exceptions import DeskError
from claims.forms import QueueFilter
from claims.models import Claim
from claims.statuses import DismissReason, Status
from claims.templatetags.decisions import of_claim
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
from claims.views.queue import row_data, with_refusals
from claims.views.reading import claim_or_404

Said = str | Callable[[Any], str]  # what was done, or what tells it from what the action returned


@require_POST
@signed_in
def triage(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, queue.triage, _("Kept in the queue"))


@require_POST
@signed_in
def take(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, queue.take, _("You took"))


@require_POST
@signed_in
def release(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, queue.release, _("Released"))


@require_POST
@signed_in
def dismiss(request: DeskRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    label = _(DismissReason(reason).label).lower() if reason in list(DismissReason) else ""
    return decided(
        request, pk, queue.dismiss, _("Dismissed as %(reason)s") % {"reason": label}, reason=reason
    )


@require_POST
@signed_in
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, queue.reopen, _("Reopened"), reason=request.POST.get("reason", ""))


@require_POST
@signed_in
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, verdicts.withdraw, _("Withdrew the verdict on"))


@require_POST
@signed_in
def start_review(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, verdicts.start_review, _("You review"))


@require_POST
@signed_in
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, verdicts.approve, voted_for, note=request.POST.get("note", ""))


@require_POST
@signed_in
def send_back(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, verdicts.send_back, voted_against, reason=request.POST.get("reason", ""))


def voted_for(claim: Claim) -> str:
    """What a vote did: the last one that was needed carries the verdict."""
    return _("Approved") if claim.status == Status.APPROVED else _("You agreed to the verdict on")


def voted_against(claim: Claim) -> str:
    return _("Returned") if claim.status == Status.IN_PROGRESS else _("You did not agree to the verdict on")


@require_POST
@signed_in
def hold(request: DeskRequest, pk: int) -> HttpResponse:
    """Still at work: lets the hold run anew, and says until when."""
    claim_or_404(request.user, pk)
    try:
        queue.renew_hold(claim_id=pk, by=request.user)
    except DeskError as trouble:
        return sheet(request, claim_or_404(request.user, pk), trouble=trouble)
    if not request.htmx:
        return redirect("claim", pk)
    return render(request, "claims/_until.html", {"claim": claim_or_404(request.user, pk)})


def decided(request: DeskRequest, pk: int, act: Callable[..., Any], said: Said, **given: Any) -> HttpResponse:
    """Call the action, say what was done, show the claim; or say why not and keep what was typed."""
    claim = claim_or_404(request.user, pk)
    try:
        done = act(claim_id=pk, by=request.user, version=seen_version(request), **given)
    except DeskError as trouble:
        return refused(request, pk, trouble)
    messages.success(request, of_claim(said(done) if callable(said) else said, claim.sentence))
    return shown(request, pk)


def refused(request: DeskRequest, pk: int, trouble: DeskError) -> HttpResponse:
    """The claim as it stands now, with the reason."""
    if from_queue(request) and request.htmx:
        messages.error(request, str(trouble))
        return row(request, pk, trouble)
    return sheet(request, claim_or_404(request.user, pk), trouble=trouble)


def shown(request: DeskRequest, pk: int) -> HttpResponse:
    """Where the person was: the row in the queue, the panes of the claim, or a page after a plain form."""
    query = QueueFilter.from_query(request.GET).query
    if request.htmx:
        return row(request, pk) if from_queue(request) else sheet(request, claim_or_404(request.user, pk))
    return redirect(reverse("queue") + query if from_queue(request) else reverse("claim", args=[pk]) + query)


def row(
    request: DeskRequest, pk: int, trouble: DeskError | None = None, *, status: int = 200
) -> HttpResponse:
    """The claim's row; nothing of it where the claim has left the view, but for one that was refused."""
    wanted = QueueFilter.from_query(request.GET)
    claims = Claim.objects.visible_to(request.user) if trouble else wanted.claims(request.user)
    claim = row_data(claims.filter(pk=pk)).first()
    context = {
        "pk": pk,
        "trouble": trouble,
        "claim": with_refusals(claim, request.user) if claim else None,
        "filter": wanted,
        "oob": True,
        "landed": True,
    }
    return render(request, "claims/row.html", context, status=trouble.status if trouble else status)


def from_queue(request: DeskRequest) -> bool:
    return request.POST.get("from") == "queue"


def seen_version(request: DeskRequest) -> int | None:
    """The version that the form was drawn from; None where it does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
