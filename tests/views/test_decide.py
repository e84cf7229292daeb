"""Decisions by plain form and by htmx: each calls one action; a lost race keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory, VerdictFactory
from tests.views.conftest import HTMX

ADDRESSES = (
    "triage take hold release dismiss reopen add_evidence propose withdraw review approve send_back".split()
)


def address(name: str, claim: Claim, query: str = "") -> str:
    return reverse(name, args=[claim.pk]) + query


def test_take_by_plain_form_leads_back_to_the_claim(desk: Client, person: User) -> None:
    claim = ClaimFactory()
    answer = desk.post(address("take", claim, "?type=crime"), {"version": claim.version})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/claims/{claim.pk}/?type=crime")
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (Status.IN_PROGRESS, person)


def test_what_was_done_is_said_on_the_next_page(desk: Client) -> None:
    claim = ClaimFactory()
    page = desk.post(address("take", claim), follow=True).content.decode()
    assert 'role="status">You took: “At least 37 people' in page


def test_take_by_htmx_swaps_the_panes(desk: Client) -> None:
    claim = ClaimFactory()
    page = desk.post(address("take", claim), headers=HTMX).content.decode()
    for pane in ("claimtop", "evidence", "verdict", "history", "said"):
        assert f'id="{pane}"' in page
    assert "You hold this claim" in page
    assert "<html" not in page
    assert 'id="story"' not in page


@pytest.mark.parametrize(
    ("name", "extra"), [("take", {}), ("triage", {}), ("dismiss", {"reason": "opinion"})]
)
def test_a_plain_decision_in_the_queue_leads_back_to_the_same_list(
    desk: Client, name: str, extra: dict[str, str]
) -> None:
    claim = ClaimFactory()
    answer = desk.post(address(name, claim, "?type=casualties"), {"from": "queue", **extra})
    assert answer.headers["Location"] == "/queue/?type=casualties"


def test_a_taken_row_comes_back_with_its_holder(desk: Client) -> None:
    claim = ClaimFactory()
    page = desk.post(address("take", claim), {"from": "queue"}, headers=HTMX).content.decode()
    assert f'id="c{claim.pk}"' in page
    assert "<span>You <small>until" in page


def test_a_dismissed_row_comes_back_empty(desk: Client) -> None:
    claim = ClaimFactory()
    given = {"from": "queue", "reason": "prediction"}
    page = desk.post(address("dismiss", claim), given, headers=HTMX).content.decode()
    assert 'class="row' not in page
    assert "Dismissed as prediction: “At least 37" in page


def test_a_lost_race_for_a_row_is_409_and_names_who_and_when(desk: Client) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=UserFactory(first_name="Tomas", last_name="Reyl"))
    answer = desk.post(address("take", claim), {"from": "queue"}, headers=HTMX)
    assert answer.status_code == 409
    assert "Tomas Reyl took this claim at" in answer.content.decode()
    assert f'id="c{claim.pk}"' in answer.content.decode()


def test_a_lost_race_on_a_plain_page_is_409_with_the_claim_to_read(desk: Client) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=UserFactory(first_name="Tomas", last_name="Reyl"))
    answer = desk.post(address("take", claim))
    assert answer.status_code == 409
    assert "Tomas Reyl took this claim at" in answer.content.decode()
    assert "<html" in answer.content.decode()


def test_a_stale_form_changes_nothing(desk: Client) -> None:
    claim = ClaimFactory(version=5)
    answer = desk.post(address("dismiss", claim), {"version": 4, "reason": "trivial"})
    claim.refresh_from_db()
    assert (answer.status_code, claim.status) == (409, Status.NEW)


def test_a_reason_that_is_none_is_422(desk: Client) -> None:
    claim = ClaimFactory()
    answer = desk.post(address("dismiss", claim), {"reason": "boring"})
    assert answer.status_code == 422
    assert "Choose a reason from the list." in answer.content.decode()


def test_release_gives_the_claim_back(desk: Client, person: User) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    desk.post(address("release", claim), {"version": claim.version})
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (Status.QUEUED, None)


def test_work_renews_the_hold_and_says_until_when(desk: Client, person: User) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    before = claim.lease_until
    page = desk.post(address("hold", claim), headers=HTMX).content.decode()
    claim.refresh_from_db()
    assert claim.lease_until > before
    assert page.startswith('<small id="until"')


def test_a_hold_that_went_to_somebody_else_is_409(desk: Client) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS)
    assert desk.post(address("hold", claim), headers=HTMX).status_code == 409


def test_review_return_and_withdraw(as_role: Callable[[Role], Client], person: User, desk: Client) -> None:
    claim = ClaimFactory(status=Status.PROPOSED)
    VerdictFactory(claim=claim, proposed_by=person)
    reviewer = as_role(Role.REVIEWER)
    reviewer.post(address("review", claim))
    assert Claim.objects.get(pk=claim.pk).status == Status.IN_REVIEW
    assert reviewer.post(address("send_back", claim), {"reason": " "}).status_code == 422
    reviewer.post(address("send_back", claim), {"reason": "Which year?"})
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (Status.IN_PROGRESS, person)
    other = ClaimFactory(status=Status.PROPOSED)
    VerdictFactory(claim=other, proposed_by=person)
    desk.post(address("withdraw", other))
    assert Claim.objects.get(pk=other.pk).status == Status.IN_PROGRESS


def test_nobody_approves_an_own_proposal(as_role: Callable[[Role], Client]) -> None:
    claim = ClaimFactory(status=Status.PROPOSED)
    reviewer = as_role(Role.REVIEWER)
    proposer = User.objects.get(pk=reviewer.session["_auth_user_id"])
    VerdictFactory(claim=claim, proposed_by=proposer)
    answer = reviewer.post(address("approve", claim))
    assert answer.status_code == 403
    assert "You proposed this verdict; somebody else reviews it." in answer.content.decode()


def test_a_dismissed_claim_can_be_reopened_with_a_reason(desk: Client) -> None:
    claim = ClaimFactory(status=Status.DISMISSED)
    desk.post(address("reopen", claim), {"reason": "It matters after all."})
    assert Claim.objects.get(pk=claim.pk).status == Status.QUEUED


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_viewer_decides_nothing(as_role: Callable[[Role], Client], name: str) -> None:
    claim = ClaimFactory()
    before = Claim.objects.filter(pk=claim.pk).values().get()
    answer = as_role(Role.VIEWER).post(address(name, claim), {"reason": "trivial"})
    assert answer.status_code in {403, 409, 422}
    assert Claim.objects.filter(pk=claim.pk).values().get() == before


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_decision_is_a_post_of_somebody_signed_in(desk: Client, name: str) -> None:
    claim = ClaimFactory()
    assert desk.get(address(name, claim)).status_code == 405
    assert Client().post(address(name, claim)).status_code == 302
    assert Client().post(address(name, claim), headers=HTMX).status_code == 401
    assert Client(enforce_csrf_checks=True).post(address(name, claim)).status_code == 403


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_unknown_claim_is_404(desk: Client, name: str) -> None:
    assert desk.post(reverse(name, args=[10**30]), {}).status_code == 404
    assert desk.post(reverse(name, args=[4_000_000]), {}).status_code == 404


@pytest.mark.parametrize("version", ["x", "-1", "9" * 40, "1.5"])
def test_a_version_that_is_no_number_counts_as_none(desk: Client, version: Any) -> None:
    claim = ClaimFactory()
    assert desk.post(address("take", claim), {"version": version}).status_code == 302


@pytest.mark.parametrize(("name", "status"), [("send_back", Status.IN_REVIEW), ("reopen", Status.APPROVED)])
def test_a_reason_typed_for_a_stale_form_comes_back(
    as_role: Callable[[Role], Client], name: str, status: Status
) -> None:
    claim = ClaimFactory(status=status, version=5)
    VerdictFactory(claim=claim)
    given = {"version": 4, "reason": "Which year is meant?"}
    answer = as_role(Role.REVIEWER).post(address(name, claim), given)
    assert answer.status_code == 409
    assert ">Which year is meant?</textarea>" in answer.content.decode()
