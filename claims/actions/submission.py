"""A whole check in one go, as programs send it: take the claim, add the evidence, propose the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from claims.actions import evidence as sources
from claims.actions import queue, verdicts
from claims.models import User, Verdict
from claims.statuses import Status


@transaction.atomic
def submit(  # noqa: PLR0913  (the fields of a check)
    *,
    claim_id: int,
    by: User,
    version: int,
    idempotency_key: str,
    rating: str,
    explanation: str,
    evidence: Sequence[dict[str, Any]] = (),
    finding: str = "",
    no_contact: str = "",
) -> Verdict:
    """Everything or nothing. Sent again with its key, the verdict it made before comes back.

    `version` is the claim's as the sender read it. Raises what taking, adding evidence and proposing raise.
    """
    claim = queue.locked(claim_id)
    sent_before = verdicts.sent_before(claim_id=claim_id, key=idempotency_key, by=by)
    if sent_before:
        return sent_before
    if version != claim.version:
        raise queue.changed_meanwhile(claim)
    if claim.status != Status.IN_PROGRESS or claim.holder_id != by.pk:
        queue.take(claim_id=claim_id, by=by)
    for found in evidence:
        sources.add_evidence(claim_id=claim_id, by=by, **found)
    return verdicts.propose(
        claim_id=claim_id,
        by=by,
        version=None,
        key=idempotency_key,
        rating=rating,
        explanation=explanation,
        finding=finding,
        no_contact=no_contact,
    )
