"""Proposing a verdict, and the evidence that it rests on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from claims.actions import evidence as evidence_actions
from claims.actions import verdicts
from claims.actions.voting import named
from claims.exceptions import DeskError, Incomplete
from claims.forms import EvidenceForm, QueueFilter, VerdictForm
from claims.models import Claim, User
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
from claims.views.decide import decided, short
from claims.views.reading import claim_or_404, neighbours


@require_POST
@signed_in
def propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Propose and open the next claim; where it can't be, the same page with the text kept."""
    claim = claim_or_404(request.user, pk)
    form = VerdictForm(request.POST)
    try:
        if not form.is_valid():
            raise Incomplete(first_error(form))
        proposed = verdicts.propose(claim_id=pk, by=request.user, **form.cleaned_data)
    except DeskError as trouble:
        form.refuse(getattr(trouble, "fields", {}))
        fresh = claim_or_404(request.user, pk)
        return sheet(request, fresh, trouble=trouble, verdict=form.seen_at(fresh.version))
    rating = named(proposed)["label"].lower()
    messages.success(request, f"Proposed as {rating}: “{short(claim.sentence)}”")
    return onward(request, claim)


def onward(request: DeskRequest, claim: Claim) -> HttpResponse:
    """The next claim of the view, or the queue where there is none."""
    wanted = QueueFilter.from_query(request.GET)
    following = neighbours(claim, request.user, wanted)["next_claim"]
    path = reverse("claim", args=[following]) if following else reverse("queue")
    address = path + wanted.query
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_POST
@signed_in
def add_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    claim_or_404(request.user, pk)
    form = EvidenceForm(request.POST)
    try:
        if not form.is_valid():
            raise Incomplete(first_error(form))
        evidence_actions.add_evidence(claim_id=pk, by=request.user, **form.cleaned_data)
    except DeskError as trouble:
        return sheet(request, claim_or_404(request.user, pk), trouble=trouble, evidence=form)
    messages.success(request, f"Added evidence: {form.cleaned_data['title']}")
    query = QueueFilter.from_query(request.GET).query
    if request.htmx:
        return sheet(request, claim_or_404(request.user, pk))
    return redirect(f"{reverse('claim', args=[pk])}{query}#evidence")


@require_POST
@signed_in
def remove_evidence(request: DeskRequest, pk: int, evidence_pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    evidence = get_object_or_404(claim.evidence, pk=evidence_pk)

    def act(*, by: User, **_: object) -> None:
        evidence_actions.remove_evidence(evidence_id=evidence.pk, by=by)

    return decided(request, pk, act, f"Removed evidence from “{evidence.title}” for")


def first_error(form: EvidenceForm | VerdictForm) -> str:
    """One sentence for the notice; the fields say the rest."""
    name, errors = next(iter(form.errors.items()))
    sentence = str(errors[0])
    return sentence if sentence.endswith(".") else f"{name.capitalize()}: {sentence}"
