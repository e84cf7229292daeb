"""Whether two claims are the same: each address calls one action, then shows where the claim stands now."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import duplicates
from claims.forms.queue import LARGEST_ID
from claims.models import ClaimLink, User
from claims.views.asking import DeskRequest, signed_in
from claims.views.decide import decided
from claims.views.reading import claim_or_404


@require_POST
@signed_in
def confirm(request: DeskRequest, pk: int, canonical_pk: int) -> HttpResponse:
    """It says the same as the other, whose verdict it shares from now on."""
    claim_or_404(request.user, canonical_pk)
    return decided(request, pk, duplicates.confirm, _("A duplicate"), canonical_id=canonical_pk)


@require_POST
@signed_in
def refuse(request: DeskRequest, pk: int, link_pk: int) -> HttpResponse:
    """It is not the same, and is offered no more while both tell these figures."""
    link_or_404(pk, link_pk)

    def act(*, claim_id: int, by: User, version: int | None) -> Any:
        return duplicates.refuse(link_id=link_pk, by=by)

    return decided(request, pk, act, _("Not the same"))


@require_POST
@signed_in
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """It gets a verdict of its own again."""
    return decided(request, pk, duplicates.split, _("Split off"), reason=request.POST.get("reason", ""))


def link_or_404(claim_pk: int, link_pk: int) -> ClaimLink:
    """A link of this claim."""
    if max(claim_pk, link_pk) > LARGEST_ID:
        raise Http404
    of_claim = Q(one__claim=claim_pk) | Q(other__claim=claim_pk)
    link = ClaimLink.objects.filter(of_claim, pk=link_pk).first()
    if link is None:
        raise Http404
    return link
