"""Review: people other than the proposer vote on a verdict, until it is carried or can carry no more."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from claims import permissions
from claims.actions import history, notifying, queue
from claims.actions.wording import typed
from claims.models import Claim, RatingScale, Telling, User, Verdict, Vote
from claims.statuses import Status
from claims.words import said

SENT_BACK = said("%(who)s sent back your verdict on claim %(claim)s; the claim is yours again.")
OUTVOTED = said("Your verdict on claim %(claim)s did not get the votes it needs; the claim is yours again.")


@transaction.atomic
def start_review(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Somebody other than the proposer looks at the verdict."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_start_review(by, claim)
    return queue.move(claim=claim, action="start_review", by=by)


@transaction.atomic
def approve(*, claim_id: int, by: User, version: int | None = None, note: str = "") -> Claim:
    """A vote for the verdict; the last one that its policy needs approves it."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_approve(by, claim)
    return _vote(claim, by, agrees=True, note=typed(note, "note"))


@transaction.atomic
def send_back(*, claim_id: int, by: User, reason: str, version: int | None = None) -> Claim:
    """A vote against it, with what is to be mended.

    Where the votes still to come can no longer carry it, its proposer holds the claim again, with the notes
    of all who voted: under a policy of one vote that is at once.
    """
    claim = queue.locked(claim_id, version)
    permissions.check_may_send_back(by, claim)
    return _vote(claim, by, agrees=False, note=typed(reason, "reason", missing=queue.REASON_NEEDED))


def _vote(claim: Claim, by: User, *, agrees: bool, note: str) -> Claim:
    """Count the vote and do what follows from it. The claim's row is locked: of two, one is the last."""
    if claim.status == Status.PROPOSED:
        queue.move(claim=claim, action="start_review", by=by)
    verdict = permissions.standing_verdict(claim)
    Vote.objects.create(verdict=verdict, person=by, agrees=agrees, note=note)
    votes = list(verdict.votes.all())
    if verdict.voters > 1:
        action = "vote_for" if agrees else "vote_against"
        history.note(claim, action, by=by, was=claim.status, reason=note, detail=named(verdict))
    agreed = sum(vote.agrees for vote in votes)
    if agreed >= verdict.votes_needed:
        return _carry(claim, verdict, by, note)
    if agreed + verdict.voters - len(votes) < verdict.votes_needed:
        return _return(claim, verdict, by, votes)
    return claim


def _carry(claim: Claim, verdict: Verdict, by: User, note: str) -> Claim:
    Verdict.objects.filter(pk=verdict.pk).update(approved_by=by, approved_at=Now())
    reason = note if verdict.voters == 1 else ""
    return queue.move(claim=claim, action="approve", by=by, reason=reason, detail=named(verdict))


def _return(claim: Claim, verdict: Verdict, by: User, votes: list[Vote]) -> Claim:
    """Back to its proposer, who is told; the verdict stays readable, with its votes."""
    Verdict.objects.filter(pk=verdict.pk).update(ended_at=Now())
    holder, why = verdict.proposed_by, "\n\n".join(vote.note for vote in votes if not vote.agrees)
    queue.move(claim=claim, action="return", by=by, holder=holder, reason=why, detail=named(verdict))
    words = OUTVOTED if verdict.voters > 1 else SENT_BACK
    notifying.tell(Telling.RETURNED, [holder], words, claim=claim, by=by)
    return claim


def named(verdict: Verdict) -> dict[str, Any]:
    """The verdict in a line of history: its rating, too, in the word of its own scale."""
    rating = RatingScale.objects.pinned(verdict.scale, verdict.scale_version).rating(verdict.rating)
    return {"verdict": verdict.pk, "rating": verdict.rating, "label": rating.label if rating else ""}
