"""Checks published before that bear on a claim: asked for once the claim's page stands, since it searches."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.actions.past_checks import offers
from claims.views.asking import DeskRequest, signed_in
from claims.views.reading import claim_or_404


@require_safe
@signed_in
def past(request: DeskRequest, pk: int) -> HttpResponse:
    """The panel alone to htmx; without script a page of its own."""
    claim = claim_or_404(request.user, pk)
    context = {"tab": "queue", "claim": claim, "offers": offers(claim)}
    return render(request, "claims/_past.html" if request.htmx else "claims/past.html", context)
