"""What somebody is told in the desk: the list, the count in the masthead, opening and marking as read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.actions import notifying
from claims.forms.place import before
from claims.forms.queue import LARGEST_ID
from claims.models import Claim, Notification
from claims.views.asking import DeskRequest, signed_in

PAGE = 50
NOTHING_NEW = 204
STOP_ASKING = 286  # htmx ends its polling


@require_safe
@signed_in
def notifications(request: DeskRequest) -> HttpResponse:
    """The newest first; what was read stays in the list."""
    told = Notification.objects.page(request.user, before=before(request.GET), size=PAGE)
    context = {
        "tab": "notifications",
        "told": told[:PAGE],
        "going_on": told[PAGE - 1].pk if len(told) > PAGE else None,
        "is_first": before(request.GET) is None,
        "is_silent": not told and notifying.has_silenced_all(request.user),
        "unread": getattr(request.user, "unread", 0),
    }
    return render(request, "claims/notifications.html", context)


@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """What the masthead asks for once a minute: nothing where the count is the one on the page.

    It keeps no session alive, and of somebody signed out it asks no more.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=STOP_ASKING, headers={"HX-Reswap": "none"})
    if request.GET.get("seen") == str(getattr(request.user, "unread", 0)):
        return HttpResponse(status=NOTHING_NEW)
    return render(request, "claims/_unread.html", {"swapped": True})


@require_safe
@signed_in
def opened(request: DeskRequest, pk: int) -> HttpResponse:
    """On to what it is about. That it was read is noted on the way, as a mailbox does."""
    told = mine_or_404(request, pk)
    notifying.mark_read(by=request.user, one=pk)
    if Claim.objects.visible_to(request.user).filter(pk=told.claim_id or 0).exists():
        return redirect("claim", told.claim_id)
    return redirect("notifications")


@require_POST
@signed_in
def read(request: DeskRequest, pk: int) -> HttpResponse:
    mine_or_404(request, pk)
    notifying.mark_read(by=request.user, one=pk)
    messages.success(request, _("Marked as read."))
    return redirect("notifications")


@require_POST
@signed_in
def read_all(request: DeskRequest) -> HttpResponse:
    """All that the page knew of: what came since stays new."""
    text = request.POST.get("up_to", "")
    up_to = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    count = notifying.mark_read(by=request.user, up_to=up_to)
    messages.success(request, _("Marked %(number)s as read.") % {"number": count})
    return redirect("notifications")


def mine_or_404(request: DeskRequest, pk: int) -> Notification:
    """Another person's is as if there were none."""
    told = Notification.objects.filter(pk=min(pk, LARGEST_ID), person=request.user).first()
    if told is None:
        raise Http404
    return told
