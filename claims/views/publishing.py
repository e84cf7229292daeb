"""Before readers and back: each address calls one action, then shows where the claim stands now."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import corrections, publishing
from claims.views.asking import DeskRequest, signed_in
from claims.views.decide import decided

CORRECTED = ("was", "now", "note", "headline", "explanation", "finding")


@require_POST
@signed_in
def publish(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, publishing.publish, _("Published"), headline=request.POST.get("headline", ""))


@require_POST
@signed_in
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """A field that the form does not send stays as it is."""
    given = {name: request.POST[name] for name in CORRECTED if name in request.POST}
    return decided(request, pk, publishing.correct, _("Corrected"), **{"was": "", "now": ""} | given)


@require_POST
@signed_in
def retract(request: DeskRequest, pk: int) -> HttpResponse:
    """One person asks; `confirm_retraction` is for another."""
    reason = request.POST.get("reason", "")
    return decided(request, pk, publishing.ask_retraction, _("Asked to retract"), reason=reason)


@require_POST
@signed_in
def confirm_retraction(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, publishing.confirm_retraction, _("Retracted"))


@require_POST
@signed_in
def drop_retraction(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, publishing.drop_retraction, _("Not retracted"))


@require_POST
@signed_in
def acknowledge(request: DeskRequest, pk: int) -> HttpResponse:
    """The change was looked at: the claim stands, or goes back to the queue."""
    note, reopen = request.POST.get("note", ""), request.POST.get("outcome") == "reopen"
    said = _("Reopened") if reopen else _("It stands")
    return decided(request, pk, corrections.acknowledge, said, note=note, reopen=reopen)
