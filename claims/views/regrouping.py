"""What editors do to events: each address calls one action, then shows the event that came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import regrouping
from claims.actions.wording import lacking
from claims.exceptions import DeskError
from claims.forms.queue import LARGEST_ID, whole
from claims.models import Account, Event, Regrouping, User
from claims.story_permissions import check_may_regroup
from claims.views.asking import DeskRequest, signed_in
from claims.views.decide import seen_version
from claims.views.events import event_or_404, page
from claims.words import said

NO_EVENT = said("Choose the event.")
NO_STORY = said("Choose the story.")


@require_POST
@signed_in
def rename(request: DeskRequest, pk: int) -> HttpResponse:
    """Another name; an empty one lets the service name it again."""
    name, reason = request.POST.get("name", ""), request.POST.get("reason", "")

    def act(version: int) -> Event:
        return regrouping.rename(event_id=pk, name=name, by=request.user, version=version, reason=reason)

    return regrouped(request, pk, act, _("Renamed."))


@require_POST
@signed_in
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """All of its stories belong to the other event."""
    reason = request.POST.get("reason", "")

    def act(version: int) -> Event:
        into = chosen(request.user, request.POST.get("into", ""))
        return regrouping.merge(event_id=pk, into=into, by=request.user, version=version, reason=reason)

    return regrouped(request, pk, act, _("Merged."))


@require_POST
@signed_in
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """The stories that were ticked are an event of their own."""
    given = {name: request.POST.get(name, "") for name in ("name", "reason")}
    accounts = [number for text in request.POST.getlist("accounts") if (number := whole(text))]

    def act(version: int) -> Event:
        return regrouping.split(event_id=pk, accounts=accounts, by=request.user, version=version, **given)

    return regrouped(request, pk, act, _("Split off."))


@require_POST
@signed_in
def move(request: DeskRequest, pk: int) -> HttpResponse:
    """One story tells of another event."""
    reason = request.POST.get("reason", "")

    def act(version: int) -> Event:
        account = Account.objects.filter(pk=whole(request.POST.get("account", "")) or 0, event=pk).first()
        if account is None:
            raise lacking("account", NO_STORY)
        to = chosen(request.user, request.POST.get("to", ""))
        return regrouping.move(account_id=account.pk, to=to, by=request.user, version=version, reason=reason)

    return regrouped(request, pk, act, _("Moved."))


@require_POST
@signed_in
def undo(request: DeskRequest, pk: int, line_pk: int) -> HttpResponse:
    """What a line of its history tells is taken back."""
    reason = request.POST.get("reason", "")

    def act(_version: int) -> Event:
        line = get_object_or_404(Regrouping, pk=min(line_pk, LARGEST_ID), event=pk)
        return regrouping.undo(line_id=line.pk, by=request.user, reason=reason)

    return regrouped(request, pk, act, _("Taken back."))


def regrouped(request: DeskRequest, pk: int, act: Callable[[int], Event], said: str) -> HttpResponse:
    """Do it and show the event that it left; or the event as it is, with the reason and what was typed."""
    found = event_or_404(request.user, pk)
    try:
        check_may_regroup(request.user, found)  # before an answer could tell what there is of hidden stories
        came = act(seen_version(request) or 0)
    except DeskError as trouble:
        return page(request, found, trouble)
    messages.success(request, said)
    return redirect("event", came.pk)


def chosen(person: User, text: str) -> int:
    """The number of an event that stands. Raises Incomplete where it names none."""
    number = whole(text)
    standing = Event.objects.visible_to(person).filter(pk=number, merged_into=None) if number else None
    if number is None or standing is None or not standing.exists():
        raise lacking("event", NO_EVENT)
    return number
