"""The rule and the button: each role at each action, and the sentence on the disabled button."""

from __future__ import annotations

import inspect
import re

import pytest

from claims import permissions
from claims.actions import queue, verdicts
from claims.exceptions import DeskError
from claims.models import Claim
from claims.permissions import why_not
from claims.statuses import TABLE, UNDO, Role, Status
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db

NEEDS = [
    (permissions.check_may_triage, Status.NEW, Role.CHECKER),
    (permissions.check_may_take, Status.NEW, Role.CHECKER),
    (permissions.check_may_take, Status.QUEUED, Role.CHECKER),
    (permissions.check_may_dismiss, Status.NEW, Role.CHECKER),
    (permissions.check_may_dismiss, Status.QUEUED, Role.CHECKER),
    (permissions.check_may_reopen, Status.DISMISSED, Role.CHECKER),
    (permissions.check_may_reopen, Status.APPROVED, Role.REVIEWER),
    (permissions.check_may_start_review, Status.PROPOSED, Role.REVIEWER),
    (permissions.check_may_send_back, Status.PROPOSED, Role.REVIEWER),
    (permissions.check_may_break_lock, Status.IN_PROGRESS, Role.EDITOR),
    (permissions.check_may_assign, Status.NEW, Role.CHECKER),
    (permissions.check_may_send_to_desk, Status.QUEUED, Role.EDITOR),
    (permissions.check_may_mark_duplicate, Status.NEW, Role.CHECKER),
    (permissions.check_may_mark_duplicate, Status.QUEUED, Role.CHECKER),
    (permissions.check_may_split, Status.DUPLICATE, Role.EDITOR),
    (permissions.check_may_send_back, Status.IN_REVIEW, Role.REVIEWER),
    (permissions.check_may_approve, Status.PROPOSED, Role.REVIEWER),
    (permissions.check_may_approve, Status.IN_REVIEW, Role.REVIEWER),
    (permissions.check_may_publish, Status.APPROVED, Role.EDITOR),
    (permissions.check_may_correct, Status.PUBLISHED, Role.EDITOR),
    (permissions.check_may_correct, Status.CORRECTED, Role.EDITOR),
    (permissions.check_may_ask_retraction, Status.PUBLISHED, Role.STANDARDS),
    (permissions.check_may_ask_retraction, Status.CORRECTED, Role.STANDARDS),
    (permissions.check_may_reopen, Status.PUBLISHED, Role.EDITOR),
    (permissions.check_may_reopen, Status.CORRECTED, Role.EDITOR),
]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("check", "status", "needed"), NEEDS)
def test_a_role_may_what_it_reaches(
    check: permissions.Check, status: Status, needed: Role, role: Role
) -> None:
    claim = VerdictFactory(claim__status=status).claim
    refused = why_not(check, UserFactory(role=role), claim)
    assert (refused == "") == role.reaches(needed)
    assert not refused or refused.endswith(f"needs the role {needed}; yours is {role}.")


@pytest.mark.parametrize("status", list(Status))
def test_every_refusal_is_a_sentence(status: Status) -> None:
    claim, person = ClaimFactory(status=status), UserFactory(role=Role.ADMIN)
    rules = [rule for name, rule in inspect.getmembers(permissions) if name.startswith("check_may_")]
    about_claims = [rule for rule in rules if "claim" in inspect.signature(rule).parameters]
    assert len(about_claims) >= 12
    for check in about_claims:
        sentence = why_not(check, person, claim)
        assert re.fullmatch(r"|[A-Z].*\.", sentence), sentence
        assert "_" not in sentence


def test_somebody_who_left_may_nothing() -> None:
    person = UserFactory(role=Role.ADMIN, is_active=False)
    assert why_not(permissions.check_may_take, person, ClaimFactory()) != ""


def test_the_holder_may_propose_once_there_is_evidence() -> None:
    person = UserFactory()
    claim = queue.take(claim_id=ClaimFactory().pk, by=person)
    assert "piece of evidence" in why_not(permissions.check_may_propose, person, claim)
    EvidenceFactory(claim=claim)
    assert why_not(permissions.check_may_propose, person, claim) == ""


def test_every_action_of_people_has_a_name_for_its_sentences() -> None:
    rows = {row.action for row in TABLE if row.role is not None}
    for_people = {"undo" if action.startswith(UNDO) else action for action in rows}
    assert for_people <= set(permissions.NAMES)  # and there are those that move no claim


@pytest.mark.parametrize("status", list(Status))
def test_the_button_and_the_rule_agree(status: Status) -> None:
    """What a button offers the action does; what it refuses the action refuses with the same words."""
    for check, act in (
        (permissions.check_may_triage, queue.triage),
        (permissions.check_may_take, queue.take),
        (permissions.check_may_release, queue.release),
        (permissions.check_may_start_review, verdicts.start_review),
        (permissions.check_may_approve, verdicts.approve),
        (permissions.check_may_withdraw, verdicts.withdraw),
    ):
        claim: Claim = VerdictFactory(claim__status=status).claim
        person = UserFactory(role=Role.ADMIN)
        offered = why_not(check, person, claim)
        try:
            act(claim_id=claim.pk, by=person)
            done = ""
        except DeskError as refusal:
            done = str(refusal)
        assert done == offered
