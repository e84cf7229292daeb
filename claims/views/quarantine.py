"""What could not be read: the list, one input with its bytes, trying again and discarding.

Nobody can tell whether a broken input is under embargo, so all of it is for those who may try it again.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims.actions import quarantine as actions
from claims.exceptions import DeskError, NotAllowed
from claims.forms.queue import LARGEST_ID
from claims.models import Quarantine
from claims.story_permissions import (
    check_may_discard_quarantined,
    check_may_retry_quarantined,
    check_may_see_quarantined,
)
from claims.views.asking import DeskRequest, signed_in

PAGE = 100
SHOWN = 20_000  # characters of an input that its page prints
AT_ONCE = 50  # inputs that "Try all again" reads


@require_safe
@signed_in
def quarantine(request: DeskRequest) -> HttpResponse:
    """What waits for somebody, newest first; with ?settled=1 what was settled."""
    check_may_see_quarantined(request.user)
    held = Quarantine.objects.select_related("source", "settled_by").defer("raw")
    settled = request.GET.get("settled") == "1"
    shown = held.exclude(settled_at=None) if settled else held.open()
    context = {"tab": "runs", "held": shown[:PAGE], "settled": settled}
    return render(request, "claims/quarantine.html", context)


@require_safe
@signed_in
def quarantined(request: DeskRequest, pk: int) -> HttpResponse:
    """One input: why it could not be read, and its bytes as text."""
    check_may_see_quarantined(request.user)
    found = quarantined_or_404(pk)
    text = bytes(found.raw[: SHOWN * 4]).decode("utf-8", "replace")[:SHOWN]
    context = {
        "tab": "runs",
        "found": found,
        "lines": list(enumerate(text.split("\n"), 1)),
        "is_cut": len(found.raw) > len(text.encode("utf-8", "replace")),
        "no_discard": _why_not_discard(request),
    }
    return render(request, "claims/quarantined.html", context)


@require_safe
@signed_in
def raw(request: DeskRequest, pk: int) -> HttpResponse:
    """The bytes as they came, to be saved and never shown by the browser."""
    check_may_see_quarantined(request.user)
    found = quarantined_or_404(pk)
    headers = {"Content-Disposition": f'attachment; filename="quarantined-{found.pk}"'}
    return HttpResponse(bytes(found.raw), content_type="application/octet-stream", headers=headers)


@require_POST
@signed_in
def retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Read it once more with today's readers."""
    quarantined_or_404(pk)
    try:
        receipts = actions.retry(quarantine_id=pk, by=request.user)
        messages.success(request, _("Taken in: it is a story now."))
    except NotAllowed:
        raise
    except DeskError as trouble:
        messages.error(request, str(trouble))
        return redirect("quarantined", pk)
    article = receipts[0].article
    return redirect("article", article.pk) if article else redirect("quarantine")


@require_POST
@signed_in
def retry_all(request: DeskRequest) -> HttpResponse:
    """Read the newest fifty once more, each by itself."""
    check_may_retry_quarantined(request.user)
    waiting = list(Quarantine.objects.open().values_list("pk", flat=True)[:AT_ONCE])
    read = sum(_is_read(pk, request) for pk in waiting)
    told = {"read": read, "number": len(waiting)}
    messages.info(request, _("%(read)s of %(number)s could be read this time.") % told)
    return redirect("quarantine")


@require_POST
@signed_in
def discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Nobody will read it; the bytes stay."""
    quarantined_or_404(pk)
    try:
        actions.discard(quarantine_id=pk, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("Discarded. Its bytes are kept."))
    except NotAllowed:
        raise
    except DeskError as trouble:
        messages.error(request, str(trouble))
        return redirect("quarantined", pk)
    return redirect("quarantine")


def quarantined_or_404(pk: int) -> Quarantine:
    if pk > LARGEST_ID:
        raise Http404
    return get_object_or_404(
        Quarantine.objects.select_related("source", "settled_by", "run", "article"), pk=pk
    )


def _why_not_discard(request: DeskRequest) -> str:
    """Why this person may not discard; "" where they may."""
    try:
        check_may_discard_quarantined(request.user)
    except DeskError as refusal:
        return str(refusal)
    return ""


def _is_read(pk: int, request: DeskRequest) -> bool:
    try:
        actions.retry(quarantine_id=pk, by=request.user)
    except (DeskError, Quarantine.DoesNotExist):
        return False
    return True
