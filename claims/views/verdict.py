"""Proposing a verdict."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from claims.actions import verdicts
from claims.actions.voting import named
from claims.exceptions import DeskError, Incomplete
from claims.forms import QueueFilter, VerdictForm
from claims.forms.desk import DeskForm
from claims.models import Claim
from claims.templatetags.decisions import short
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
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
    rating = _(named(proposed)["label"] or proposed.rating).lower()
    told = {"rating": rating, "claim": short(claim.sentence)}
    messages.success(request, _("Proposed as %(rating)s: “%(claim)s”") % told)
    return onward(request, claim)


def onward(request: DeskRequest, claim: Claim) -> HttpResponse:
    """The next claim of the view, or the queue where there is none."""
    wanted = QueueFilter.from_query(request.GET)
    following = neighbours(claim, request.user, wanted)["next_claim"]
    path = reverse("claim", args=[following]) if following else reverse("queue")
    address = path + wanted.query
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def first_error(form: DeskForm) -> str:
    """One sentence for the notice; the fields say the rest."""
    name, errors = next(iter(form.errors.items()))
    sentence = str(errors[0])
    label = form.fields[name].label or name.capitalize()
    return sentence if sentence.endswith(".") else f"{label}: {sentence}"
