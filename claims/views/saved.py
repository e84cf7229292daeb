"""Views that people and desks keep: saved from the list, renamed and removed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import saved_views
from claims.exceptions import DeskError
from claims.forms.narrowing import LARGEST_ID, whole
from claims.forms.queue import QueueFilter
from claims.models import Desk, SavedView
from claims.views.asking import DeskRequest, signed_in
from claims.views.queue import page
from claims.words import said

RENAMED = said("Renamed: “%(name)s”.")
REMOVED = said("Removed the view: “%(name)s”.")


@require_POST
@signed_in
def save(request: DeskRequest) -> HttpResponse:
    wanted = _asked(request)
    try:
        desk = _desk(request.POST.get("desk", ""))
        view = saved_views.save(
            by=request.user,
            name=request.POST.get("name", ""),
            query=wanted.query.removeprefix("?"),
            desk=desk,
        )
    except DeskError as trouble:
        return page(request, wanted, trouble)
    messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
    return redirect(reverse("queue") + wanted.query)


@require_POST
@signed_in
def rename(request: DeskRequest, pk: int) -> HttpResponse:
    name = request.POST.get("name", "")
    return _changed(request, pk, lambda: saved_views.rename(view_id=pk, by=request.user, name=name), RENAMED)


@require_POST
@signed_in
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    return _changed(request, pk, lambda: saved_views.remove(view_id=pk, by=request.user), REMOVED)


def _changed(request: DeskRequest, pk: int, act: Callable[[], SavedView], words: str) -> HttpResponse:
    wanted = _asked(request)
    try:
        view = act() if pk <= LARGEST_ID else None
    except SavedView.DoesNotExist:
        view = None
    except DeskError as trouble:
        return page(request, wanted, trouble)
    if view is None:
        raise Http404
    messages.success(request, _(words) % {"name": view.name})
    return redirect(reverse("queue") + wanted.query)


def _asked(request: DeskRequest) -> QueueFilter:
    """The list that the form stood on."""
    return QueueFilter.from_query(QueryDict(request.POST.get("query", "").removeprefix("?"))).at_top()


def _desk(text: str) -> Desk | None:
    """The desk that is to keep it; None: the person. One that there is not counts as a wrong address."""
    if not text:
        return None
    found = Desk.objects.filter(pk=whole(text) or 0).first()
    if found is None:
        raise Http404
    return found
