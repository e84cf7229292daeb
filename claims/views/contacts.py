"""Who was asked about a claim, and what they said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import contacts as actions
from claims.exceptions import DeskError, Incomplete
from claims.forms import AnswerForm, ContactForm, QueueFilter
from claims.views.asking import DeskRequest, signed_in
from claims.views.claim import sheet
from claims.views.evidence import in_range
from claims.views.reading import claim_or_404
from claims.views.verdict import first_error
from claims.words import said

ASKED = said("Put on record whom you asked.")
ASKED_UNTIL = said("Put on record whom you asked, and until when.")


@require_POST
@signed_in
def log_contact(request: DeskRequest, pk: int) -> HttpResponse:
    claim_or_404(request.user, pk)
    form = ContactForm(request.POST, auto_id="id_c_%s")
    try:
        if not form.is_valid():
            raise Incomplete(first_error(form))
        contact = actions.log_contact(claim_id=pk, by=request.user, **form.cleaned_data)
    except DeskError as trouble:
        form.refuse(getattr(trouble, "fields", {}))
        return sheet(request, claim_or_404(request.user, pk), trouble=trouble, contact=form)
    messages.success(request, _(ASKED_UNTIL if contact.due_at else ASKED))
    return back_to_contacts(request, pk)


@require_POST
@signed_in
def answer_contact(request: DeskRequest, pk: int, contact_pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    contact = get_object_or_404(claim.contacts, pk=in_range(contact_pk))
    form = AnswerForm(request.POST, auto_id=f"id_a{contact.pk}_%s")
    try:
        if not form.is_valid():
            raise Incomplete(first_error(form))
        told = actions.answer_contact(contact_id=contact.pk, by=request.user, **form.cleaned_data)
    except DeskError as trouble:
        form.refuse(getattr(trouble, "fields", {}))
        fresh = claim_or_404(request.user, pk)
        return sheet(request, fresh, trouble=trouble, answer=(contact.pk, form))
    written = {"whom": told.whom, "outcome": told.get_outcome_display()}
    messages.success(request, _("Written down: %(whom)s %(outcome)s.") % written)
    return back_to_contacts(request, pk)


def back_to_contacts(request: DeskRequest, pk: int) -> HttpResponse:
    if request.htmx:
        return sheet(request, claim_or_404(request.user, pk))
    query = QueueFilter.from_query(request.GET).query
    return redirect(f"{reverse('claim', args=[pk])}{query}#contacts")
