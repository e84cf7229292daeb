"""Desks with a policy of the test's choice, and claims that hold what it asks for. Everything is made up."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from claims.actions import queue, verdicts
from claims.models import Asked, Channel, Claim, Contact, Desk, Policy, RatingScale, User, Verdict
from claims.statuses import Role
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory

QUOTE = "37 dead on board."
WHOLE = (
    {"url": "https://harbour.example/log", "publisher": "Harbour office", "quote": QUOTE},
    {"url": "https://guard.example/list", "publisher": "Coast guard", "quote": QUOTE},
)


def judged_by(policy: str = "light", scale: str = "six-point") -> Desk:
    """The default desk, from now on with this policy and the newest version of this scale."""
    desk = Desk.objects.default()
    desk.policy = Policy.objects.get(name=policy)
    desk.scale = RatingScale.objects.filter(name=scale).order_by("-version")[0]
    desk.save()
    return desk


def held(person: User, *pieces: dict[str, Any], asked: bool = False) -> Claim:
    """A claim in this person's hands, with these pieces of evidence."""
    claim = queue.take(claim_id=ClaimFactory().pk, by=person)
    for fields in pieces:
        EvidenceFactory(claim=claim, added_by=person, **fields)
    if asked:
        ask(claim, person)
    return claim


def ask(claim: Claim, person: User, **fields: Any) -> Contact:
    given = {"whom": "Office of Ines Vallory", "asked": Asked.SPEAKER, "channel": Channel.MAIL}
    return Contact.objects.create(claim=claim, asked_by=person, **(given | fields))


def propose(claim: Claim, by: User, **given: Any) -> Verdict:
    """The newest version of the claim, rated "mostly true" unless told."""
    fields = {"rating": "mostly-true", "explanation": "The log names 37.", "key": uuid4(), "version": None}
    return verdicts.propose(claim_id=claim.pk, by=by, **(fields | given))


def proposed(by: User, policy: str = "two of three", **given: Any) -> Verdict:
    """A verdict under review, with all that any policy asks for."""
    judged_by(policy)
    return propose(held(by, *WHOLE, asked=True), by, **given)


def reviewers(count: int) -> list[User]:
    return [UserFactory(role=Role.REVIEWER) for _ in range(count)]
