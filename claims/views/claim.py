"""The claim page, whole or as the panes that a decision changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.exceptions import DeskError
from claims.forms import AddForm, QueueFilter, VerdictForm
from claims.models import Claim
from claims.views.asking import DeskRequest, signed_in
from claims.views.extraction import adding_part, sides
from claims.views.reading import claim_or_404, claim_page, story
from claims.views.unsent import written


@require_safe
@signed_in
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """The claim; `?mend=open` opens its record, `?version=` and `?against=` lay two versions side by side."""
    return sheet(request, claim_or_404(request.user, pk))


def sheet(
    request: DeskRequest,
    claim: Claim,
    *,
    trouble: DeskError | None = None,
    verdict: VerdictForm | None = None,
    add: AddForm | None = None,
    with_story: bool = False,
    **typed: Any,
) -> HttpResponse:
    """The claim's page; to htmx its panes without the story. With `trouble`, its sentence and its status.

    `typed`: forms that come back with what was typed, as `research_part` and `mending_part` call them;
    `add` is the one for a claim that was missed. `with_story`: its marks changed, too.
    """
    wanted = QueueFilter.from_query(request.GET)
    context = claim_page(claim, request.user, wanted, verdict=verdict, **typed)
    context["trouble"] = trouble
    if trouble and request.resolver_match:  # what was typed comes back in its own form, or else as text
        context["typed"] = {request.resolver_match.url_name: request.POST.dict()}
        is_kept = (verdict and "ratings" in context) or add or any(typed.values())
        context["written"] = [] if is_kept else written(request.POST)
    status = trouble.status if trouble else 200
    if with_story or not request.htmx:
        context |= story(claim.article, claim.revision) | sides(claim, request.GET)
        asked = trouble if add else None
        context |= adding_part(claim.article, claim.revision, request.user, form=add, trouble=asked)
    if request.htmx:
        return render(request, "claims/panes.html", {**context, "oob": True}, status=status)
    return render(request, "claims/claim.html", context, status=status)
