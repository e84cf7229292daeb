"""Evidence and the people who are asked: gathered by whoever works on the claim, private to the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict
from claims.models import Claim, Contact, Evidence, User
from claims.permissions.holding import check_may_hold
from claims.permissions.rules import check_role
from claims.statuses import Role, Status


def check_may_add_evidence(person: User, claim: Claim) -> None:
    check_may_hold(person, claim)


def check_may_edit_evidence(person: User, evidence: Evidence) -> None:
    """While the claim is worked on: what a proposed verdict rests on stays as it is."""
    check_may_hold(person, evidence.claim)


def check_may_remove_evidence(person: User, evidence: Evidence) -> None:
    check_may_hold(person, evidence.claim)


def check_may_ask_snapshot(person: User, evidence: Evidence) -> None:
    """A copy of the page, also later: it adds to a source and changes nothing of it."""
    check_role(person, "take", Role.CHECKER)
    if not evidence.url:
        raise Conflict(_("A file stands for this piece, so there is no page to copy."))


def check_may_read_file(person: User, claim: Claim) -> None:
    """Whoever may see the claim and checks claims; never a reader."""
    check_role(person, "evidence", Role.CHECKER)


def check_may_log_contact(person: User, claim: Claim) -> None:
    """Whoever holds the claim, or is waiting for the answer."""
    check_role(person, "contact", Role.CHECKER)
    if claim.status != Status.WAITING or claim.assignee_id != person.pk:
        check_may_hold(person, claim)


def check_may_answer_contact(person: User, contact: Contact) -> None:
    """Whoever the answer reaches, at any time: a late one is written down, too. Once, and then it stays."""
    check_role(person, "contact", Role.CHECKER)
    if contact.outcome:
        raise Conflict(_("What came of it is written down already; the history says by whom."))


def check_may_read_replies(person: User, claim: Claim) -> None:
    """Who was asked and what they said is for those who check claims."""
    check_role(person, "reply", Role.CHECKER)
