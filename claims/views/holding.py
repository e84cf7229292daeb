"""A claim's hold, beside taking and releasing it: waiting, handing over, breaking, the next claim."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from claims.actions import passing, queue, waiting
from claims.forms import QueueFilter
from claims.models import Claim, User
from claims.templatetags.decisions import of_claim
from claims.views.asking import DeskRequest, signed_in
from claims.views.assigning import chosen
from claims.views.decide import decided
from claims.words import said

NOTHING_LEFT = said("No free claim is left in “%(view)s”: those that are open are held, assigned or wait.")


@require_POST
@signed_in
def wait(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, waiting.wait, _("Waiting for a reply on"))


@require_POST
@signed_in
def resume(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, waiting.resume, _("You hold again"))


@require_POST
@signed_in
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    """The form names a person by number."""

    def act(*, claim_id: int, by: User, version: int | None) -> Claim:
        to, note = chosen(request, "hand_over"), request.POST.get("note", "")
        return passing.hand_over(claim_id=claim_id, by=by, to=to, version=version, note=note)

    return decided(request, pk, act, lambda claim: _("Handed to %(name)s") % {"name": claim.holder.name})


@require_POST
@signed_in
def ask_for(request: DeskRequest, pk: int) -> HttpResponse:
    """Of whoever holds it, who is told."""
    return decided(request, pk, passing.ask_for, _("Asked for"))


@require_POST
@signed_in
def break_lock(request: DeskRequest, pk: int) -> HttpResponse:
    """End the hold; `then=take` takes the claim over."""
    given: dict[str, Any] = {"reason": request.POST.get("reason", "")}
    given["take"] = request.POST.get("then") == "take"
    told = _("You took over") if given["take"] else _("Ended the hold on")
    return decided(request, pk, passing.break_lock, told, **given)


@require_POST
@signed_in
def next_claim(request: DeskRequest) -> HttpResponse:
    """Hand out the first free claim of the view and open it; where there is none, the queue says so."""
    wanted = QueueFilter.from_query(request.GET).at_top()
    claim = queue.take_next(by=request.user, wanted=wanted.claims(request.user))
    if claim is None:
        messages.info(request, _(NOTHING_LEFT) % {"view": wanted.title})
        return onward(request, reverse("queue") + wanted.query)
    messages.success(request, of_claim(_("You took"), claim.sentence))
    return onward(request, reverse("claim", args=[claim.pk]) + wanted.query)


def onward(request: DeskRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
