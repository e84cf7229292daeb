"""Events: the list, one event with its tolls, and what changes of it while the night runs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from claims.actions.regroupings import left_for
from claims.exceptions import DeskError
from claims.forms.events import EventFilter
from claims.forms.queue import LARGEST_ID, whole
from claims.models import Event, User
from claims.models.seeing import as_seen_by, leads_to
from claims.models.timeline import tolls_of
from claims.templatetags.toll_rows import still_open
from claims.templatetags.toll_tracks import agencies
from claims.tolls.types import Toll
from claims.views.asking import DeskRequest, signed_in
from claims.views.timeline import began, grouping, in_order, told

PAGE = 20  # events
FIGURES = 4  # standing tolls of a row
NOTHING_NEW = 204


@require_safe
@signed_in
def events(request: DeskRequest) -> HttpResponse:
    """The events, the one with the newest version first; with the tolls that stand."""
    wanted = EventFilter.from_request(request)
    found = list(wanted.page(request.user)[: PAGE + 1])
    shown, more = found[:PAGE], len(found) > PAGE
    going_on = wanted.going_on_after(shown[-1]).query if more else ""
    tolled = tolls_of([event.pk for event in shown], request.user)
    rows = [row(event, in_order(tolled[event.pk])) for event in as_seen_by(shown, request.user)]
    context = {"tab": "events", "filter": wanted, "rows": rows, "going_on": going_on}
    return render(request, "claims/events.html", context)


def row(event: Event, tolls: list[Toll]) -> dict[str, Any]:
    """An event with what stands of it."""
    return {
        "event": event,
        "began": began(event, tolls),
        "tolls": tolls[:FIGURES],
        "more": max(0, len(tolls) - FIGURES),
        "agencies": list(agencies(tolls)),
        "open": sum(len(still_open(toll)) for toll in tolls),
    }


@require_safe
@signed_in
def event(request: DeskRequest, pk: int) -> HttpResponse:
    """One event; an address of one that was merged leads to what it became."""
    found = event_or_404(request.user, pk)
    if found.pk != pk:
        return redirect("event", found.pk, permanent=False)
    return page(request, found)


def page(request: DeskRequest, found: Event, trouble: DeskError | None = None) -> HttpResponse:
    """The whole page; with `trouble`, its sentence, its status, and what was typed in its form."""
    context = told(found, request.user) | grouping(found, request.user)
    context |= {"tab": "events", "trouble": trouble}
    if trouble and request.resolver_match:  # what was typed comes back in its own form
        context["typed"] = {request.resolver_match.url_name: request.POST.dict()}
        context["ticked"] = [whole(text) for text in request.POST.getlist("accounts")]
    status = trouble.status if trouble else 200
    return render(request, "claims/event.html", context, status=status)


@require_safe
@signed_in
def event_told(request: DeskRequest, pk: int) -> HttpResponse:
    """The figures once more, for a page that stays open: 204 where it shows them already (`?seen=`)."""
    found = event_or_404(request.user, pk)
    if found.pk != pk:
        moved: HttpResponse = HttpResponseClientRedirect(reverse("event", args=[found.pk]))
        return moved
    seen = request.GET.get("seen", "")
    region = told(found, request.user, seen=seen)
    if region["seen"] == seen:
        return HttpResponse(status=NOTHING_NEW)
    region |= grouping(found, request.user) | {"oob": True}
    answer = render(request, "claims/_told.html", region)
    answer["Cache-Control"] = "no-store"
    return answer


def event_or_404(person: User, pk: int) -> Event:
    """The event as this person may see it, or the one that it was merged into."""
    if pk > LARGEST_ID:
        raise Http404
    asked = get_object_or_404(Event.objects.select_related("merged_into"), pk=pk)
    seen = Event.objects.visible_to(person)
    found = seen.filter(pk=leads_to(asked).pk).first() or get_object_or_404(seen, pk=left_for(pk))
    return as_seen_by([found], person)[0]
