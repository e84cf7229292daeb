"""Verdicts: proposed by one person, approved by another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from claims import permissions
from claims.actions import queue
from claims.actions.wording import typed
from claims.exceptions import Conflict, Incomplete
from claims.models import Claim, User, Verdict
from claims.ratings import ACTIVE_SCALE, LIGHT, Finding
from claims.statuses import Status

UNRATED = "Choose a rating from the desk’s scale."
UNEXPLAINED = "Say why, in words a reader can follow."
UNKNOWN_FINDING = "Choose what was found of the figure from the list."


@transaction.atomic
def propose(
    *,
    claim_id: int,
    by: User,
    version: int | None,
    key: UUID | str,
    rating: str,
    explanation: str,
    finding: str = "",
) -> Verdict:
    """Propose a verdict under the policy *light*: a rating, a reason, one piece of evidence with a link.

    `key` is made by the form: sent again with the same key, the verdict that stands already comes back.
    Raises Incomplete with a sentence for every field that is wrong.
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
    reason = _checked(by, claim, rating, explanation, finding)
    verdict = Verdict.objects.create(
        claim=claim,
        key=token,
        scale=ACTIVE_SCALE.name,
        scale_version=ACTIVE_SCALE.version,
        rating=rating,
        finding=finding,
        explanation=reason,
        proposed_by=by,
    )
    queue.move(claim=claim, action="propose", by=by, detail=_snapshot(verdict))
    return verdict


@transaction.atomic
def withdraw(*, claim_id: int, by: User, version: int | None = None, reason: str = "") -> Claim:
    """The proposer takes the verdict back, before its review, and holds the claim again."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_withdraw(by, claim)
    why = typed(reason, "reason")
    verdict = _end(claim)
    return queue.move(claim=claim, action="withdraw", by=by, holder=by, reason=why, detail=_named(verdict))


@transaction.atomic
def start_review(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Somebody other than the proposer looks at the verdict."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_start_review(by, claim)
    return queue.move(claim=claim, action="start_review", by=by)


@transaction.atomic
def send_back(*, claim_id: int, by: User, reason: str, version: int | None = None) -> Claim:
    """Return the verdict to its proposer, who holds the claim again, with what is to be mended."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_send_back(by, claim)
    why = typed(reason, "reason", missing=queue.REASON_NEEDED)
    _review(claim, by)
    verdict = _end(claim)
    holder = verdict.proposed_by
    return queue.move(claim=claim, action="return", by=by, holder=holder, reason=why, detail=_named(verdict))


@transaction.atomic
def approve(*, claim_id: int, by: User, version: int | None = None, note: str = "") -> Claim:
    """The second person agrees; one vote carries it under the policy *light*."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_approve(by, claim)
    why = typed(note, "note")
    _review(claim, by)
    verdict = permissions.standing_verdict(claim)
    Verdict.objects.filter(pk=verdict.pk).update(approved_by=by, approved_at=Now())
    return queue.move(claim=claim, action="approve", by=by, reason=why, detail=_named(verdict))


def sent_before(*, claim_id: int, key: UUID | str, by: User) -> Verdict | None:
    """What a sender's request with this key made when it was sent before."""
    return _sent_before(claim_id, _key(key), by)


def _key(key: UUID | str) -> UUID:
    try:
        return key if isinstance(key, UUID) else UUID(key)
    except ValueError:
        sentence = "This form has lost its key; load the page again."
        raise Incomplete(sentence, {"key": sentence}) from None


def _sent_before(claim_id: int, key: UUID, by: User) -> Verdict | None:
    """What this very form made when it was sent before."""
    verdict = Verdict.objects.filter(claim_id=claim_id, key=key).select_related("proposed_by").first()
    if verdict and verdict.proposed_by_id != by.pk:
        raise Conflict(f"{verdict.proposed_by.name} has sent a verdict with this key.")
    return verdict


def _checked(by: User, claim: Claim, rating: str, explanation: str, finding: str) -> str:
    """The explanation as it will be kept. Raises Incomplete, naming all that is wrong at once."""
    wrong: dict[str, str] = {}
    reason = ""
    if ACTIVE_SCALE.rating(rating) is None:
        wrong["rating"] = UNRATED
    if finding and finding not in list(Finding):
        wrong["finding"] = UNKNOWN_FINDING
    try:
        reason = typed(explanation, "explanation", missing=UNEXPLAINED)
    except Incomplete as refusal:
        wrong |= refusal.fields
    try:
        permissions.check_may_propose(by, claim)
    except Incomplete as refusal:
        wrong |= refusal.fields
    if wrong:
        raise Incomplete(" ".join(wrong.values()), wrong)
    return reason


def _review(claim: Claim, by: User) -> None:
    if claim.status == Status.PROPOSED:
        queue.move(claim=claim, action="start_review", by=by)


def _end(claim: Claim) -> Verdict:
    """The standing verdict stands no more; it stays readable."""
    verdict = permissions.standing_verdict(claim)
    Verdict.objects.filter(pk=verdict.pk).update(ended_at=Now())
    return verdict


def _named(verdict: Verdict) -> dict[str, Any]:
    return {"verdict": verdict.pk, "rating": verdict.rating}


def _snapshot(verdict: Verdict) -> dict[str, Any]:
    """What was proposed, as it was proposed."""
    return {
        "verdict": verdict.pk,
        "rating": verdict.rating,
        "scale": f"{verdict.scale} {verdict.scale_version}",
        "finding": verdict.finding,
        "explanation": verdict.explanation,
        "evidence": list(verdict.claim.evidence.values_list("pk", flat=True)),
        "policy": LIGHT.name,
    }
