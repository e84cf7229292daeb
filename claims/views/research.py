"""What the claim page shows of its evidence and of the people who were asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Prefetch
from django.db.models.functions import Left, Length

from claims import permissions
from claims.actions import contacts
from claims.forms import AnswerForm, ContactForm, EvidenceForm
from claims.models import Claim, Contact, Evidence, User
from claims.permissions import why_not

SHOWN = 20_000  # characters of a copied page that the claim page prints
PIECES = (
    Evidence.objects.select_related("added_by", "file", "snapshot")
    .defer("file__content", "snapshot__text")
    .annotate(copied=Left("snapshot__text", SHOWN), is_cut=Length("snapshot__text") - SHOWN)
    .annotate(in_all=F("is_cut") + SHOWN)
)
RESEARCH = (
    Prefetch("evidence", PIECES),
    Prefetch("contacts", Contact.objects.select_related("asked_by")),
)


def research_part(
    claim: Claim,
    person: User,
    *,
    evidence: EvidenceForm | None = None,
    contact: ContactForm | None = None,
    answer: tuple[int, AnswerForm] | None = None,
) -> dict[str, Any]:
    """The claim's sources and contacts, prefetched by RESEARCH, with the forms to add to them.

    `answer`: the contact whose form was refused, and that form.
    """
    asked = list(claim.contacts.all())
    for each in asked:
        each.answer_form = _answer_to(each, answer)  # type: ignore[attr-defined]  # for its line alone
    return {
        "evidence": list(claim.evidence.all()),
        "evidence_form": evidence or EvidenceForm(),
        "contacts": asked,
        "contact_form": contact or ContactForm(auto_id="id_c_%s"),
        "no_asking": why_not(permissions.check_may_log_contact, person, claim),
        "no_replies": why_not(permissions.check_may_read_replies, person, claim),
        "may_go_on": contacts.may_go_on(claim),
    }


def _answer_to(contact: Contact, refused: tuple[int, AnswerForm] | None) -> AnswerForm:
    if refused and refused[0] == contact.pk:
        return refused[1]
    return AnswerForm(auto_id=f"id_a{contact.pk}_%s")
