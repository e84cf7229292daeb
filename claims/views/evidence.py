"""Sources: adding, mending and removing them, their files, the copies of their pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions
from claims.actions import evidence as actions
from claims.actions import snapshots
from claims.actions.evidence_files import too_large
from claims.exceptions import DeskError, Incomplete, TooLarge
from claims.forms import EvidenceForm, MendingForm, QueueFilter
from claims.forms.queue import LARGEST_ID
from claims.models import Claim, Evidence, EvidenceFile, User
from claims.permissions import why_not
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
from claims.views.decide import decided, refused
from claims.views.reading import claim_or_404
from claims.views.research import PIECES
from claims.views.verdict import first_error
from claims.words import said

STOP_ASKING = 286  # htmx's word for: this needs no further look
LOCKED = "sandbox; default-src 'none'; frame-ancestors 'none'"
AGAIN = said("Choose the file again: a browser hands it over once.")


@require_POST
@signed_in
def add_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    claim_or_404(request.user, pk)
    form = EvidenceForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise refusal(form)
        actions.add_evidence(claim_id=pk, by=request.user, **form.cleaned_data)
    except DeskError as trouble:
        form.refuse(getattr(trouble, "fields", {}))
        if request.FILES and trouble.status != TooLarge.status:
            form.refuse({"file": _(AGAIN)})
        return sheet(request, claim_or_404(request.user, pk), trouble=trouble, evidence=form)
    messages.success(request, _("Added evidence: %(title)s") % form.cleaned_data)
    return back_to_evidence(request, pk)


def refusal(form: EvidenceForm) -> Incomplete:
    """What is wrong with a form, by its first field; a file beyond the limit has a status of its own."""
    return TooLarge(too_large()) if form.is_too_large else Incomplete(first_error(form))


def back_to_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    if request.htmx:
        return sheet(request, claim_or_404(request.user, pk))
    query = QueueFilter.from_query(request.GET).query
    return redirect(f"{reverse('claim', args=[pk])}{query}#evidence")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_evidence(request: DeskRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """A page of its own, so that a slip in a long quote can be mended at leisure."""
    claim = claim_or_404(request.user, pk)
    piece = piece_or_404(claim, evidence_pk)
    form = MendingForm.of(piece, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return edit_page(request, claim, piece, form)
    try:
        if not form.is_valid():
            raise Incomplete(first_error(form))
        actions.edit_evidence(evidence_id=piece.pk, by=request.user, **form.cleaned_data)
    except DeskError as trouble:
        form.refuse(getattr(trouble, "fields", {}))
        return edit_page(request, claim, piece, form, trouble)
    messages.success(request, _("Saved evidence: %(title)s") % form.cleaned_data)
    return redirect(f"{reverse('claim', args=[pk])}{QueueFilter.from_query(request.GET).query}#evidence")


def edit_page(
    request: DeskRequest,
    claim: Claim,
    piece: Evidence,
    form: MendingForm,
    trouble: DeskError | None = None,
) -> HttpResponse:
    context = {
        "tab": "queue",
        "claim": claim,
        "piece": piece,
        "form": form,
        "trouble": trouble,
        "no_edit": why_not(permissions.check_may_add_evidence, request.user, claim),
        "filter": QueueFilter.from_query(request.GET),
    }
    return render(request, "claims/evidence.html", context, status=trouble.status if trouble else 200)


@require_POST
@signed_in
def remove_evidence(request: DeskRequest, pk: int, evidence_pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    piece = piece_or_404(claim, evidence_pk)

    def act(*, by: User, **_: object) -> None:
        actions.remove_evidence(evidence_id=piece.pk, by=by)

    return decided(request, pk, act, _("Removed evidence from “%(title)s” for") % {"title": piece.title})


@require_safe
@signed_in
def evidence_file(request: DeskRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """The bytes as they came, to be saved and never shown or run by the browser."""
    claim = claim_or_404(request.user, pk)
    permissions.check_may_read_file(request.user, claim)
    kept = get_object_or_404(EvidenceFile, evidence__claim=claim, pk=in_range(evidence_pk))
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=kept.name) or "",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": LOCKED,
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(kept.content), content_type="application/octet-stream", headers=headers)


@require_safe
@signed_in
def evidence_copy(request: DeskRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """How the copy of a page stands; asked for again and again by the page while it is awaited."""
    claim = claim_or_404(request.user, pk)
    piece = piece_or_404(claim, evidence_pk)
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[pk])}#evidence")
    snapshot = getattr(piece, "snapshot", None)
    status = 200 if snapshot and snapshot.is_waiting else STOP_ASKING
    return render(request, "claims/copy.html", copy_context(request, claim, piece), status=status)


@require_POST
@signed_in
def copy_page(request: DeskRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Have the page copied, for the first time or once more after a failure."""
    claim = claim_or_404(request.user, pk)
    piece = piece_or_404(claim, evidence_pk)
    try:
        snapshots.ask_again(evidence_id=piece.pk, by=request.user)
    except DeskError as trouble:
        return refused(request, pk, trouble)
    messages.success(request, _("Asked for a copy of the page: %(title)s") % {"title": piece.title})
    return back_to_evidence(request, pk)


def copy_context(request: DeskRequest, claim: Claim, piece: Evidence) -> dict[str, object]:
    return {"claim": claim, "piece": piece, "no_copy": why_not_copy(request.user, piece)}


def why_not_copy(person: User, piece: Evidence) -> str:
    try:
        permissions.check_may_ask_snapshot(person, piece)
    except DeskError as refusal:
        return str(refusal)
    return ""


def piece_or_404(claim: Claim, evidence_pk: int) -> Evidence:
    """One of this claim's own, whatever the number in the address."""
    return get_object_or_404(PIECES.filter(claim=claim), pk=in_range(evidence_pk))


def in_range(number: int) -> int:
    """A key that no row can have becomes one that none has."""
    return number if number <= LARGEST_ID else 0
