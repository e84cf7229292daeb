"""Proposing a verdict, and a second person's look at it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, User, Verdict
from claims.permissions.holding import check_may_hold
from claims.permissions.needs import check_needs, needs_of, rules_of
from claims.permissions.rules import check, check_is_alive
from claims.ratings import Policy
from claims.statuses import Status


def check_may_propose(
    person: User, claim: Claim, *, policy: Policy | None = None, no_contact: str = ""
) -> None:
    """The holder, with what the policy of the claim's desk asks for.

    `no_contact` is the reason why the speaker was not asked, as it is typed with the verdict.
    """
    check(person, "propose", claim)
    check_may_hold(person, claim)
    check_is_alive(claim)
    asked = policy or rules_of(claim).policy
    check_needs(needs_of(claim, asked, no_contact=no_contact))


def check_may_withdraw(person: User, claim: Claim) -> None:
    """Whoever proposed it, until its review starts."""
    check(person, "withdraw", claim)
    verdict = standing_verdict(claim)
    if verdict.proposed_by_id != person.pk:
        words = {"name": verdict.proposed_by.name}
        raise NotAllowed(_("Only %(name)s, who proposed this verdict, may withdraw it.") % words)


def check_may_start_review(person: User, claim: Claim) -> None:
    check(person, "start_review", claim)
    _check_second_person(person, claim)


def check_may_send_back(person: User, claim: Claim) -> None:
    """Before its review has started, too: sending back starts it. It is a vote against."""
    _check_review(person, "return", claim)
    _check_has_not_voted(person, claim)


def check_may_approve(person: User, claim: Claim) -> None:
    """Before its review has started, too: approving starts it. It is a vote for."""
    _check_review(person, "approve", claim)
    check_is_alive(claim)
    _check_has_not_voted(person, claim)


def standing_verdict(claim: Claim) -> Verdict:
    """The verdict under review. Raises Conflict where there is none."""
    read = getattr(claim, "standing", None)  # by a page, which asks for several buttons
    found = claim.verdicts.standing().select_related("proposed_by") if read is None else read
    verdict: Verdict | None = next(iter(found), None)
    if verdict is None:
        raise Conflict(_("This claim has no verdict to review."))
    return verdict


def _check_review(person: User, action: str, claim: Claim) -> None:
    started = claim.status != Status.PROPOSED
    check(person, action if started else "start_review", claim)
    _check_second_person(person, claim)


def _check_second_person(person: User, claim: Claim) -> None:
    if standing_verdict(claim).proposed_by_id == person.pk:
        raise NotAllowed(_("You proposed this verdict; somebody else reviews it."))


def _check_has_not_voted(person: User, claim: Claim) -> None:
    """Each person votes once on a verdict."""
    if any(vote.person_id == person.pk for vote in standing_verdict(claim).votes.all()):
        raise Conflict(_("You have voted on this verdict; the others decide it now."))
