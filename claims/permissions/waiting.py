"""Waiting for somebody's reply, and going on once it is there or overdue."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, Contact, User
from claims.permissions.holding import check_may_hold
from claims.permissions.rules import check, day, hour
from claims.statuses import Role

ASK_FIRST = gettext_lazy("Ask somebody first, and say by when you need the answer.")


def check_may_wait(person: User, claim: Claim) -> None:
    """The holder, who has asked somebody and still has time to be answered."""
    check(person, "wait", claim)
    check_may_hold(person, claim)
    awaited(claim)


def check_may_resume(person: User, claim: Claim) -> None:
    """Whoever waits for the reply, or an editor."""
    check(person, "resume", claim)
    if claim.assignee and claim.assignee_id != person.pk and not person.may(Role.EDITOR):
        sentence = _("Only %(name)s, who waits for the reply, or an editor may go on with it.")
        raise NotAllowed(sentence % {"name": claim.assignee.name})


def awaited(claim: Claim) -> Contact:
    """The request that is due first. Raises Incomplete where there is none, Conflict where it is overdue."""
    requests = [each for each in claim.contacts.all() if each.due_at and not each.outcome]
    if not requests:
        raise Incomplete(str(ASK_FIRST), {"contact": str(ASK_FIRST)})
    first = min(requests, key=_due)
    if _due(first) <= timezone.now():
        words = {"whom": first.whom, "time": hour(_due(first)), "day": day(_due(first))}
        overdue = _(
            "The answer of %(whom)s was due at %(time)s on %(day)s; "
            "say what came of it before you wait again."
        )
        raise Conflict(overdue % words)
    return first


def _due(contact: Contact) -> datetime:
    assert contact.due_at is not None  # noqa: S101  (awaited looks at no other)
    return contact.due_at
