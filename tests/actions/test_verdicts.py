"""Verdicts: one proposes, another approves, and a repeated form does no harm."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from claims.actions import evidence, queue, verdicts
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, User, Verdict
from claims.ratings import SIX_POINT
from claims.statuses import Role, Status
from tests.actions.crowd import at_once
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def reviewer() -> User:
    return UserFactory(role=Role.REVIEWER, first_name="Imani", last_name="Crossley")


@pytest.fixture
def claim(ines: User) -> Claim:
    """In Ines's hands, with one piece of evidence."""
    held = queue.take(claim_id=ClaimFactory().pk, by=ines)
    EvidenceFactory(claim=held)
    return held


def propose(claim: Claim, by: User, **given: object) -> Verdict:
    fields = {
        "rating": "mostly-true",
        "explanation": "The log names 37.",
        "key": uuid4(),
        "version": claim.version,
    }
    return verdicts.propose(claim_id=claim.pk, by=by, **(fields | given))


def now(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


class TestPropose:
    def test_keeps_rating_reason_and_scale(self, claim: Claim, ines: User) -> None:
        verdict = propose(claim, ines, finding="rounded", explanation="  The log names 37. ")
        assert (verdict.rating, verdict.finding) == ("mostly-true", "rounded")
        assert verdict.explanation == "The log names 37."
        assert (verdict.scale, verdict.scale_version) == (SIX_POINT.name, SIX_POINT.version)
        assert (now(claim).status, now(claim).holder) == (Status.PROPOSED, None)

    def test_the_history_keeps_what_was_proposed(self, claim: Claim, ines: User) -> None:
        verdict = propose(claim, ines)
        detail = claim.events.get(action="propose").detail
        assert detail["explanation"] == verdict.explanation
        assert detail["evidence"] == [claim.evidence.get().pk]

    def test_without_evidence_it_says_what_is_missing(self, ines: User) -> None:
        bare = queue.take(claim_id=ClaimFactory().pk, by=ines)
        with pytest.raises(Incomplete, match="at least one piece of evidence with a link") as refusal:
            propose(bare, ines)
        assert set(refusal.value.fields) == {"evidence"}
        assert not Verdict.objects.exists()

    def test_names_all_that_is_wrong_at_once(self, ines: User) -> None:
        bare = queue.take(claim_id=ClaimFactory().pk, by=ines)
        with pytest.raises(Incomplete) as refusal:
            propose(bare, ines, rating="untrue", explanation=" ", finding="odd")
        assert set(refusal.value.fields) == {"rating", "explanation", "finding", "evidence"}

    @pytest.mark.parametrize("explanation", ["\ud800", "a\x00b", "x" * 10_001])
    def test_refuses_an_explanation_that_cannot_be_kept(
        self, claim: Claim, ines: User, explanation: str
    ) -> None:
        with pytest.raises(Incomplete) as refusal:
            propose(claim, ines, explanation=explanation)
        assert set(refusal.value.fields) == {"explanation"}

    def test_only_by_the_holder(self, claim: Claim) -> None:
        with pytest.raises(Conflict, match=r"^Ines Vallory holds this claim"):
            propose(claim, UserFactory())

    def test_a_stale_form_hears_who_changed_the_claim_and_when(self, claim: Claim, ines: User) -> None:
        with pytest.raises(
            Conflict, match=r"^Ines Vallory took this claim at \d\d:\d\d, after you opened it"
        ):
            propose(claim, ines, version=claim.version - 1)

    def test_the_same_form_again_is_the_same_verdict(self, claim: Claim, ines: User) -> None:
        key = uuid4()
        first = propose(claim, ines, key=key)
        assert propose(claim, ines, key=str(key), rating="false") == first
        assert Verdict.objects.get().rating == "mostly-true"

    def test_a_key_of_somebody_else_is_refused(self, claim: Claim, ines: User) -> None:
        verdict = propose(claim, ines)
        with pytest.raises(Conflict, match="Ines Vallory has sent a verdict with this key"):
            propose(claim, UserFactory(), key=verdict.key)

    def test_a_form_without_a_key_is_refused(self, claim: Claim, ines: User) -> None:
        with pytest.raises(Incomplete, match="lost its key"):
            propose(claim, ines, key="")


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_eight_times_at_once_is_one_verdict(claim: Claim, ines: User) -> None:
    key = uuid4()
    ends = at_once([partial(propose, claim, ines, key=key) for _ in range(8)])
    assert {end.pk for end in ends} == {Verdict.objects.get().pk}
    assert claim.events.filter(action="propose").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_forms_at_once_are_one_verdict_and_one_conflict(claim: Claim, ines: User) -> None:
    ends = at_once([partial(propose, claim, ines) for _ in range(2)])
    assert sorted(type(end).__name__ for end in ends) == ["Conflict", "Verdict"]
    assert Verdict.objects.count() == 1


class TestApprove:
    def test_by_another_person(self, claim: Claim, ines: User, reviewer: User) -> None:
        verdict = propose(claim, ines)
        verdicts.approve(claim_id=claim.pk, by=reviewer, note="agreed")
        verdict.refresh_from_db()
        assert (now(claim).status, verdict.approved_by) == (Status.APPROVED, reviewer)
        assert [line.action for line in claim.events.all()[:2]] == ["approve", "start_review"]

    def test_not_by_who_proposed_it(self, claim: Claim, ines: User) -> None:
        User.objects.filter(pk=ines.pk).update(role=Role.ADMIN)
        propose(claim, ines)
        with pytest.raises(NotAllowed, match="You proposed this verdict; somebody else reviews it"):
            verdicts.approve(claim_id=claim.pk, by=User.objects.get(pk=ines.pk))
        assert now(claim).status == Status.PROPOSED

    def test_not_by_a_checker(self, claim: Claim, ines: User) -> None:
        propose(claim, ines)
        with pytest.raises(NotAllowed, match="needs the role reviewer; yours is checker"):
            verdicts.approve(claim_id=claim.pk, by=UserFactory())

    def test_one_reviewer_may_start_and_another_end_it(
        self, claim: Claim, ines: User, reviewer: User
    ) -> None:
        propose(claim, ines)
        verdicts.start_review(claim_id=claim.pk, by=reviewer)
        verdicts.approve(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))
        assert now(claim).status == Status.APPROVED

    def test_nothing_to_approve(self, claim: Claim, reviewer: User) -> None:
        with pytest.raises(Conflict, match="This claim is in progress"):
            verdicts.approve(claim_id=claim.pk, by=reviewer)


class TestBack:
    def test_withdrawn_by_its_proposer_who_holds_it_again(self, claim: Claim, ines: User) -> None:
        verdict = propose(claim, ines)
        back = verdicts.withdraw(claim_id=claim.pk, by=ines)
        verdict.refresh_from_db()
        assert (back.status, back.holder) == (Status.IN_PROGRESS, ines)
        assert verdict.ended_at is not None

    def test_withdrawn_by_nobody_else(self, claim: Claim, ines: User) -> None:
        propose(claim, ines)
        with pytest.raises(NotAllowed, match="Only Ines Vallory, who proposed this verdict"):
            verdicts.withdraw(claim_id=claim.pk, by=UserFactory())

    def test_sent_back_to_its_proposer_with_a_reason(self, claim: Claim, ines: User, reviewer: User) -> None:
        verdict = propose(claim, ines)
        back = verdicts.send_back(claim_id=claim.pk, by=reviewer, reason="Ask the harbour office, too.")
        verdict.refresh_from_db()
        assert (back.status, back.holder) == (Status.IN_PROGRESS, ines)
        assert verdict.ended_at is not None
        assert claim.events.first().reason == "Ask the harbour office, too."

    def test_sent_back_never_without_a_reason(self, claim: Claim, ines: User, reviewer: User) -> None:
        propose(claim, ines)
        with pytest.raises(Incomplete, match="Say why"):
            verdicts.send_back(claim_id=claim.pk, by=reviewer, reason="")
        assert now(claim).status == Status.PROPOSED

    def test_then_a_new_verdict_can_be_proposed(self, claim: Claim, ines: User, reviewer: User) -> None:
        propose(claim, ines)
        verdicts.send_back(claim_id=claim.pk, by=reviewer, reason="Ask again.")
        evidence.add_evidence(
            claim_id=claim.pk, by=ines, url="https://office.example/", title="Office", stance="for"
        )
        propose(now(claim), ines, rating="true")
        assert Verdict.objects.standing().get().rating == "true"
        assert Verdict.objects.count() == 2
