"""Whatever people try in whatever order: nobody judges a verdict of their own, and counts come out."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from claims.actions import queue, verdicts
from claims.exceptions import DeskError
from claims.models import Claim, User, Verdict, Vote
from claims.statuses import Role, Status
from tests.factories import UserFactory
from tests.judged import WHOLE, held, judged_by, propose

pytestmark = pytest.mark.django_db
Deed = Callable[[Claim, User], object]
STEPS = 250

DEEDS: dict[str, Deed] = {
    "take": lambda claim, by: queue.take(claim_id=claim.pk, by=by),
    "release": lambda claim, by: queue.release(claim_id=claim.pk, by=by),
    "propose": propose,
    "withdraw": lambda claim, by: verdicts.withdraw(claim_id=claim.pk, by=by),
    "start review": lambda claim, by: verdicts.start_review(claim_id=claim.pk, by=by),
    "agree": lambda claim, by: verdicts.approve(claim_id=claim.pk, by=by),
    "object": lambda claim, by: verdicts.send_back(claim_id=claim.pk, by=by, reason="Which log?"),
    "reopen": lambda claim, by: queue.reopen(claim_id=claim.pk, by=by, reason="A new count."),
}


@pytest.mark.parametrize("policy", ["light", "full", "two of three"])
@pytest.mark.parametrize("seed", range(3))
def test_no_order_lets_a_proposer_judge(policy: str, seed: int) -> None:
    lot = Random(seed)
    judged_by(policy)
    people = [UserFactory(role=role) for role in (Role.CHECKER, Role.REVIEWER, Role.REVIEWER, Role.EDITOR)]
    claim = held(people[1], *WHOLE, asked=True)
    refused = set()
    for _ in range(STEPS):
        deed, person = lot.choice(list(DEEDS.values())), lot.choice(people)
        try:
            deed(claim, person)
        except DeskError as refusal:
            refused.add(str(refusal))
        check(Claim.objects.get(pk=claim.pk))
    assert Vote.objects.exists()
    assert "You proposed this verdict; somebody else reviews it." in refused


def check(claim: Claim) -> None:
    """What holds after every step."""
    for vote in Vote.objects.select_related("verdict"):
        assert vote.person_id != vote.verdict.proposed_by_id
    standing = claim.verdicts.standing().first()
    assert (claim.status in (Status.PROPOSED, Status.IN_REVIEW, Status.APPROVED)) == (standing is not None)
    for verdict in Verdict.objects.prefetch_related("votes"):
        agreed = sum(vote.agrees for vote in verdict.votes.all())
        assert verdict.votes.count() <= verdict.voters
        assert (agreed >= verdict.votes_needed) == (verdict.approved_by_id is not None)
        assert verdict.approved_by_id != verdict.proposed_by_id
