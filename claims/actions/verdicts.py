"""Verdicts: proposed by one person on the scale and under the policy of the claim's desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import queue
from claims.actions.voting import approve, named, send_back, start_review
from claims.actions.wording import lacking, typed
from claims.exceptions import Conflict, Incomplete
from claims.models import Claim, User, Verdict
from claims.ratings import Finding, Rules
from claims.words import said

__all__ = ["approve", "propose", "send_back", "sent_before", "start_review", "withdraw"]

LOST_KEY = said("This form has lost its key; load the page again.")
UNRATED = said("Choose a rating from the desk’s scale.")
UNEXPLAINED = said("Say why, in words a reader can follow.")
UNKNOWN_FINDING = said("Choose what was found of the figure from the list.")


@transaction.atomic
def propose(  # noqa: PLR0913  (the fields of the form)
    *,
    claim_id: int,
    by: User,
    version: int | None,
    key: UUID | str,
    rating: str,
    explanation: str,
    finding: str = "",
    no_contact: str = "",
) -> Verdict:
    """Propose a verdict with all that the desk's policy asks for; it pins the scale and the policy.

    `key` is made by the form: sent again with the same key, the verdict that stands already comes back.
    `no_contact` says why the speaker was not asked. Raises Incomplete with a sentence for every field that
    is wrong or missing.
    """
    token = _key(key)
    sent_before = _sent_before(claim_id, token, by)
    if sent_before:
        return sent_before
    claim = queue.locked(claim_id)
    sent_before = _sent_before(claim_id, token, by)  # by a twin of this request, while we waited
    if sent_before:
        return sent_before
    if version is not None and version != claim.version:
        raise queue.changed_meanwhile(claim)
    rules = permissions.rules_of(claim)
    texts = _checked(by, claim, rules, Draft(rating, finding, explanation, no_contact))
    verdict = Verdict.objects.create(
        claim=claim, key=token, rating=rating, finding=finding, proposed_by=by, **texts, **_pinned(rules)
    )
    queue.move(claim=claim, action="propose", by=by, detail=_snapshot(verdict, rules))
    return verdict


@transaction.atomic
def withdraw(*, claim_id: int, by: User, version: int | None = None, reason: str = "") -> Claim:
    """The proposer takes the verdict back, before its review, and holds the claim again."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_withdraw(by, claim)
    why = typed(reason, "reason")
    verdict = _end(claim)
    return queue.move(claim=claim, action="withdraw", by=by, holder=by, reason=why, detail=named(verdict))


def sent_before(*, claim_id: int, key: UUID | str, by: User) -> Verdict | None:
    """What a sender's request with this key made when it was sent before."""
    return _sent_before(claim_id, _key(key), by)


def _key(key: UUID | str) -> UUID:
    try:
        return key if isinstance(key, UUID) else UUID(key)
    except ValueError:
        raise lacking("key", LOST_KEY) from None


def _sent_before(claim_id: int, key: UUID, by: User) -> Verdict | None:
    """What this very form made when it was sent before."""
    verdict = Verdict.objects.filter(claim_id=claim_id, key=key).select_related("proposed_by").first()
    if verdict and verdict.proposed_by_id != by.pk:
        told = {"who": verdict.proposed_by.name}
        raise Conflict(_("%(who)s has sent a verdict with this key.") % told)
    return verdict


@dataclass(frozen=True, slots=True)
class Draft:
    """A verdict as it was typed."""

    rating: str
    finding: str
    explanation: str
    no_contact: str


def _checked(by: User, claim: Claim, rules: Rules, draft: Draft) -> dict[str, str]:
    """The texts as they will be kept. Raises Incomplete, naming all that is wrong at once."""
    wrong: dict[str, str] = {}
    kept: dict[str, str] = {}
    if rules.scale.rating(draft.rating) is None:
        wrong["rating"] = _(UNRATED)
    if draft.finding and draft.finding not in list(Finding):
        wrong["finding"] = _(UNKNOWN_FINDING)
    for name, missing in (("explanation", UNEXPLAINED), ("no_contact", "")):
        with _noting(wrong):
            kept[name] = typed(getattr(draft, name), name, missing=missing)
    with _noting(wrong):
        given = kept.get("no_contact", "")
        permissions.check_may_propose(by, claim, policy=rules.policy, no_contact=given)
    if wrong:
        raise Incomplete(" ".join(wrong.values()), wrong)
    return kept


@contextmanager
def _noting(wrong: dict[str, str]) -> Iterator[None]:
    """Gather what a check finds missing, where it found nothing wrong with that field before."""
    try:
        yield
    except Incomplete as refusal:
        wrong |= refusal.fields | wrong


def _end(claim: Claim) -> Verdict:
    """The standing verdict stands no more; it stays readable, with its votes."""
    verdict = permissions.standing_verdict(claim)
    Verdict.objects.filter(pk=verdict.pk).update(ended_at=Now())
    return verdict


def _pinned(rules: Rules) -> dict[str, Any]:
    """What the verdict keeps of its desk's rules, whatever becomes of them."""
    return {
        "scale": rules.scale.name,
        "scale_version": rules.scale.version,
        "policy": rules.policy.name,
        "votes_needed": rules.policy.votes,
        "voters": rules.policy.voters,
    }


def _snapshot(verdict: Verdict, rules: Rules) -> dict[str, Any]:
    """What was proposed, as it was proposed."""
    return {
        **named(verdict),
        "scale": f"{verdict.scale} {verdict.scale_version}",
        "finding": verdict.finding,
        "explanation": verdict.explanation,
        "no_contact": verdict.no_contact,
        "evidence": list(verdict.claim.evidence.values_list("pk", flat=True)),
        "policy": rules.policy.name,
    }
