"""Whose a claim is: the panel with the people and desks, and the two decisions it offers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims import permissions
from claims.actions import assigning
from claims.actions.wording import lacking
from claims.forms import QueueFilter
from claims.forms.queue import whole
from claims.models import Claim, Desk, User
from claims.permissions import why_not
from claims.statuses import Role
from claims.views.asking import DeskRequest, signed_in
from claims.views.decide import decided
from claims.views.reading import claim_or_404
from claims.words import said

NOBODY = "nobody"
NO_PERSON = said("Choose a person from the list.")
NO_DESK = said("Choose a desk from the list.")


@require_safe
@signed_in
def people(request: DeskRequest, pk: int) -> HttpResponse:
    """Who could have the claim, asked for when somebody wants to give it away; without script a page."""
    claim = claim_or_404(request.user, pk)
    permissions.check_role(request.user, "assign", Role.CHECKER)
    context = panel(claim, request.user) | {"filter": QueueFilter.from_query(request.GET)}
    return render(request, "claims/_people.html" if request.htmx else "claims/people.html", context)


def panel(claim: Claim, person: User) -> dict[str, Any]:
    """The lists, each only where `person` may use it; else the sentence that says why not."""
    is_editor = person.may(Role.EDITOR)
    may = {
        "hand_over": why_not(permissions.check_may_hand_over, person, claim),
        "assign": why_not(permissions.check_may_assign, person, claim),
        "send_to_desk": why_not(permissions.check_may_send_to_desk, person, claim),
    }
    return {
        "tab": "queue",
        "claim": claim,
        "may": may,
        "checkers": list(permissions.checkers()),
        "assignable": list(permissions.checkers()) if is_editor else [person],
        "desks": list(Desk.objects.all()) if not may["send_to_desk"] else [],
    }


@require_POST
@signed_in
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """To the person whom the form names by number, or to nobody."""

    def act(*, claim_id: int, by: User, version: int | None) -> Claim:
        to = None if request.POST.get("person") == NOBODY else chosen(request, "assign")
        return assigning.assign(claim_id=claim_id, by=by, to=to, version=version)

    return decided(request, pk, act, assigned)


def assigned(claim: Claim) -> str:
    if claim.assignee is None:
        return _("Assigned to nobody")
    return _("Assigned to %(name)s") % {"name": claim.assignee.name}


@require_POST
@signed_in
def send_to_desk(request: DeskRequest, pk: int) -> HttpResponse:
    def act(*, claim_id: int, by: User, version: int | None) -> Claim:
        permissions.check_role(request.user, "send_to_desk", Role.EDITOR)
        desk = Desk.objects.filter(pk=whole(request.POST.get("desk", "")) or 0).first()
        if desk is None:
            raise lacking("desk", NO_DESK)
        return assigning.send_to_desk(claim_id=claim_id, by=by, desk=desk, version=version)

    return decided(request, pk, act, lambda claim: _("Moved to %(desk)s") % {"desk": claim.desk.name})


def chosen(request: DeskRequest, action: str) -> User:
    """The person of the form. Raises Incomplete where it names nobody who checks claims.

    Who may not do the action hears that first.
    """
    permissions.check_role(request.user, action, Role.CHECKER)
    found = permissions.checkers().filter(pk=whole(request.POST.get("person", "")) or 0).first()
    if found is None:
        raise lacking("person", NO_PERSON)
    return found
