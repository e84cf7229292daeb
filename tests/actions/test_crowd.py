"""Many editors walk the same list at once: nobody's work is lost, and none is done twice."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from claims.actions import evidence, queue, verdicts
from claims.exceptions import Conflict
from claims.models import Claim, ClaimEvent, User, Verdict
from claims.statuses import Status
from tests.actions.crowd import at_once
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS, CLAIMS = 16, 12


def work_through(claims: list[Claim], by: User) -> list[str]:
    """Take each claim and propose a verdict on it; the sentences heard where somebody was first."""
    heard = []
    for claim in claims:
        try:
            held = queue.take(claim_id=claim.pk, by=by)
            evidence.add_evidence(claim_id=claim.pk, by=by, url="https://a.example/", title="A", stance="for")
            verdicts.propose(
                claim_id=claim.pk, by=by, version=held.version, key=uuid4(), rating="true", explanation="So."
            )
        except Conflict as refusal:
            heard.append(str(refusal))
    return heard


def test_sixteen_editors_on_one_list_make_one_verdict_a_claim() -> None:
    claims = ClaimFactory.create_batch(CLAIMS)
    editors = UserFactory.create_batch(EDITORS)
    heard = at_once([partial(work_through, claims, editor) for editor in editors])
    assert sum(map(len, heard)) == (EDITORS - 1) * CLAIMS
    assert set(Claim.objects.values_list("status", flat=True)) == {Status.PROPOSED}
    assert sorted(Verdict.objects.values_list("claim", flat=True)) == sorted(claim.pk for claim in claims)
    assert ClaimEvent.objects.filter(action="take").count() == CLAIMS
