"""Who was asked about a claim, and what came of it.

The history tells that somebody was asked, how and with what outcome; names, questions and replies stand in
the contact alone, which only those who check claims read.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.actions import history, moments, queue, waiting
from claims.actions.wording import lacking, typed
from claims.models import Asked, Channel, Claim, Contact, Outcome, User
from claims.statuses import Status
from claims.words import said

NOBODY = said("Say whom you asked.")
NO_REPLY = said("Write down what they said, or why they would not say it.")
UNKNOWN = {
    "asked": said("Say who they are: the speaker, an expert or a source."),
    "channel": said("Say how they were asked."),
    "outcome": said("Say what came of it."),
}
AGAIN = timedelta(minutes=1)  # within which the same attempt is the same form, sent twice
TOO_EARLY = said("An answer can be asked for by a time that is still to come.")


@transaction.atomic
def log_contact(  # noqa: PLR0913  (the columns of the form)
    *,
    claim_id: int,
    by: User,
    whom: str,
    asked: str,
    channel: str,
    question: str = "",
    asked_at: datetime | None = None,
    due_at: datetime | None = None,
) -> Contact:
    """Put on record that somebody was asked; with `due_at` it is a request that a claim may wait for."""
    claim = queue.locked(claim_id)
    permissions.check_may_log_contact(by, claim)
    told = {
        "whom": typed(whom, "whom", limit=200, missing=NOBODY),
        "asked": _one_of(Asked, asked, "asked"),
        "channel": _one_of(Channel, channel, "channel"),
        "question": typed(question, "question"),
        "due_at": _due(due_at),
        "asked_by": by,
    }
    at = moments.past(asked_at, "asked_at")
    sent_before = claim.contacts.open().filter(**told, asked_at__gt=at - AGAIN, asked_at__lte=at).first()
    if sent_before:
        return sent_before
    contact = Contact.objects.create(claim=claim, asked_at=at, **told)
    _note(claim, "contact_asked", by, contact)
    return contact


@transaction.atomic
def answer_contact(
    *, contact_id: int, by: User, outcome: str, reply: str = "", ended_at: datetime | None = None
) -> Contact:
    """Write down a reply, a refusal or silence, once. Raises Contact.DoesNotExist.

    A late reply is kept as well, wherever the claim stands by then.
    """
    claim = queue.locked(Contact.objects.values_list("claim_id", flat=True).get(pk=contact_id))
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    permissions.check_may_answer_contact(by, contact)
    contact.outcome = _one_of(Outcome, outcome, "outcome")
    contact.reply = typed(reply, "reply", missing="" if outcome == Outcome.SILENT else NO_REPLY)
    contact.ended_at = moments.past(ended_at, "ended_at")
    contact.save(update_fields=["outcome", "reply", "ended_at"])
    waiting.settle(claim)
    _note(claim, "contact_ended", by, contact)
    return contact


def may_go_on(claim: Claim) -> bool:
    """Whether the claim still waits, and nobody's answer is outstanding any more."""
    return claim.status == Status.WAITING and not claim.contacts.requests().exists()


def _due(due_at: datetime | None) -> datetime | None:
    """Raises Incomplete for a time that has passed."""
    if due_at and due_at <= timezone.now():
        raise lacking("due_at", TOO_EARLY)
    return moments.bounded(due_at, "due_at")


def _one_of(choices: type[Asked] | type[Channel] | type[Outcome], value: str, field: str) -> str:
    if value not in choices.values:
        raise lacking(field, UNKNOWN[field])
    return value


def _note(claim: Claim, action: str, by: User, contact: Contact) -> None:
    """Without a name or a word of theirs: everybody who may see the claim reads its history."""
    detail = {
        "contact": contact.pk,
        "asked": contact.asked,
        "channel": contact.channel,
        "due_at": contact.due_at.isoformat() if contact.due_at else None,
        "outcome": contact.outcome,
    }
    history.note(claim, action, by=by, was=claim.status, detail=detail)
    if claim.status == Status.IN_PROGRESS and claim.holder_id == by.pk:
        queue.extend_hold(claim)
