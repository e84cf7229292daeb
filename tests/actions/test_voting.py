"""Votes: several reviewers, each once, never the proposer; the last one decides, and notes go back."""

from __future__ import annotations

from functools import partial

import pytest

from claims.actions import verdicts
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, Notification, Policy, Telling, User, Verdict
from claims.statuses import Role, Status
from tests.actions.crowd import at_once
from tests.factories import UserFactory
from tests.judged import propose, proposed, reviewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory", role=Role.REVIEWER)


@pytest.fixture
def verdict(ines: User) -> Verdict:
    """Under two of three."""
    return proposed(ines)


def now(verdict: Verdict) -> Claim:
    return Claim.objects.get(pk=verdict.claim_id)


def agree(verdict: Verdict, by: User, note: str = "") -> Claim:
    return verdicts.approve(claim_id=verdict.claim_id, by=by, note=note)


def object_to(verdict: Verdict, by: User, note: str = "Ask the harbour office, too.") -> Claim:
    return verdicts.send_back(claim_id=verdict.claim_id, by=by, reason=note)


def lines(verdict: Verdict) -> list[tuple[str, str]]:
    """What the history says from the proposal on, oldest first."""
    told = list(verdict.claim.events.order_by("id").values_list("action", "reason"))
    return told[[action for action, _ in told].index("propose") :]


def test_the_verdict_pins_policy_and_votes(verdict: Verdict) -> None:
    assert (verdict.policy, verdict.votes_needed, verdict.voters) == ("two of three", 2, 3)
    Policy.objects.update(votes=1, voters=1)  # what is under review keeps its own
    agree(verdict, reviewers(1)[0])
    assert now(verdict).status == Status.IN_REVIEW


def test_two_of_three_votes_approve(verdict: Verdict) -> None:
    first, second = reviewers(2)
    assert agree(verdict, first, "The log is plain.").status == Status.IN_REVIEW
    assert agree(verdict, second).status == Status.APPROVED
    verdict.refresh_from_db()
    assert verdict.approved_by == second
    assert lines(verdict) == [
        ("propose", ""),
        ("start_review", ""),
        ("vote_for", "The log is plain."),
        ("vote_for", ""),
        ("approve", ""),
    ]


def test_two_votes_against_send_it_back_with_both_notes(verdict: Verdict, ines: User) -> None:
    first, second = reviewers(2)
    assert object_to(verdict, first, "Which log?").status == Status.IN_REVIEW
    back = object_to(verdict, second, "And the list?")
    assert (back.status, back.holder) == (Status.IN_PROGRESS, ines)
    assert lines(verdict)[-1] == ("return", "Which log?\n\nAnd the list?")
    verdict.refresh_from_db()
    assert verdict.ended_at is not None
    assert [vote.agrees for vote in verdict.votes.all()] == [False, False]


def test_the_third_vote_decides_a_tie(verdict: Verdict) -> None:
    first, second, third = reviewers(3)
    agree(verdict, first)
    object_to(verdict, second)
    assert now(verdict).status == Status.IN_REVIEW
    assert agree(verdict, third).status == Status.APPROVED


def test_the_proposer_hears_that_it_came_back(verdict: Verdict, ines: User) -> None:
    for reviewer in reviewers(2):
        object_to(verdict, reviewer)
    told = Notification.objects.get()
    assert (told.person, told.about, told.claim_id) == (ines, Telling.RETURNED, verdict.claim_id)
    assert told.text.endswith("did not get the votes it needs; the claim is yours again.")


def test_under_one_vote_a_return_is_at_once_and_told(ines: User) -> None:
    verdict = proposed(ines, "light")
    reviewer = UserFactory(role=Role.REVIEWER, first_name="Imani", last_name="Crossley")
    assert object_to(verdict, reviewer).status == Status.IN_PROGRESS
    assert Notification.objects.get().text.startswith("Imani Crossley sent back your verdict on claim")
    assert [action for action, _ in lines(verdict)] == ["propose", "start_review", "return"]


def test_each_votes_once(verdict: Verdict) -> None:
    reviewer = reviewers(1)[0]
    agree(verdict, reviewer)
    for again in (agree, object_to):
        with pytest.raises(Conflict, match="You have voted on this verdict; the others decide it now"):
            again(verdict, reviewer)
    assert verdict.votes.count() == 1


def test_the_proposer_never_votes(verdict: Verdict, ines: User) -> None:
    agree(verdict, reviewers(1)[0])
    for vote in (agree, object_to):
        with pytest.raises(NotAllowed, match="You proposed this verdict; somebody else reviews it"):
            vote(verdict, ines)


def test_whoever_proposed_an_earlier_verdict_may_vote_on_a_later_one(verdict: Verdict, ines: User) -> None:
    for reviewer in reviewers(2):
        object_to(verdict, reviewer)
    other = UserFactory()
    Claim.objects.filter(pk=verdict.claim_id).update(holder=other)
    again = propose(now(verdict), other)
    assert agree(again, ines).status == Status.IN_REVIEW


def test_a_vote_against_needs_a_note(verdict: Verdict) -> None:
    with pytest.raises(Incomplete, match="Say why"):
        object_to(verdict, reviewers(1)[0], " ")
    assert not verdict.votes.exists()


def test_a_checker_does_not_vote(verdict: Verdict) -> None:
    with pytest.raises(NotAllowed, match="needs the role reviewer; yours is checker"):
        agree(verdict, UserFactory())


def test_votes_stay_with_the_verdict_they_were_cast_on(verdict: Verdict, ines: User) -> None:
    voters = reviewers(2)
    for reviewer in voters:
        object_to(verdict, reviewer)
    again = propose(now(verdict), ines)
    assert (verdict.votes.count(), again.votes.count()) == (2, 0)
    assert agree(again, voters[0]).status == Status.IN_REVIEW  # a new verdict, a new vote


@pytest.mark.django_db(transaction=True)
def test_of_two_last_votes_at_once_one_approves(ines: User) -> None:
    """On connections of their own: one approval, the other hears that it is approved."""
    verdict = proposed(ines)
    first, *last = reviewers(3)
    agree(verdict, first)
    ends = at_once([partial(agree, verdict, reviewer) for reviewer in last])
    assert sorted(type(end).__name__ for end in ends) == ["Claim", "Conflict"]
    assert verdict.claim.events.filter(action="approve").count() == 1
    assert verdict.votes.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_reviewer_on_eight_windows_votes_once(ines: User) -> None:
    verdict = proposed(ines)
    reviewer = reviewers(1)[0]
    ends = at_once([partial(agree, verdict, reviewer) for _ in range(8)])
    assert sum(isinstance(end, Claim) for end in ends) == 1
    assert verdict.votes.count() == 1
