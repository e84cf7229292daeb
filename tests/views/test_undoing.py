"""Undo from any page: what was decided last is offered, taken back once, and said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.actions import queue
from claims.models import Claim, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory
from tests.views.conftest import HTMX

TAKE_BACK = 'id="take-back"'


def address(name: str, claim: Claim) -> str:
    return reverse(name, args=[claim.pk])


def dismissed(desk: Client) -> Claim:
    claim: Claim = ClaimFactory()
    desk.post(address("dismiss", claim), {"reason": "trivial"})
    claim.refresh_from_db()
    return claim


def test_a_decision_can_be_taken_back_from_the_next_page(desk: Client) -> None:
    claim = dismissed(desk)
    page = desk.get("/articles/").content.decode()
    assert f'action="{address("undo", claim)}"' in page
    assert "Dismissed as trivial: “At least 37" in page
    page = desk.post(address("undo", claim), {"version": claim.version}, follow=True).content.decode()
    assert "Undone: “At least 37" in page
    assert "is new again." in page
    assert Claim.objects.get(pk=claim.pk).status == Status.NEW
    assert address("undo", claim) not in desk.get("/articles/").content.decode()


def test_several_are_taken_back_one_after_the_other(desk: Client) -> None:
    first, second = dismissed(desk), dismissed(desk)
    desk.post(address("undo", second), {"version": second.version})
    assert f'action="{address("undo", first)}"' in desk.get("/articles/").content.decode()


def test_on_the_claim_s_own_page_its_panes_are_swapped(desk: Client) -> None:
    claim = dismissed(desk)
    given = {"version": claim.version, "at": claim.pk}
    page = desk.post(address("undo", claim), given, headers=HTMX).content.decode()
    assert 'id="claimtop"' in page
    assert "Take it</button>" in page


def test_the_queue_offers_it_too_and_then_no_more(desk: Client) -> None:
    claim = dismissed(desk)
    page = desk.get("/queue/").content.decode()
    assert f'name="claim" value="{claim.pk}.{claim.version}"' in page
    page = desk.get("/queue/").content.decode()  # the line that said it is gone; what U takes back is told
    assert "Dismissed as trivial: “At least 37" in page
    given = {"claim": f"{claim.pk}.{claim.version}", "query": ""}
    page = desk.post(reverse("bulk_undo"), given, follow=True).content.decode()
    assert "Undone: “At least 37" in page
    assert Claim.objects.get(pk=claim.pk).status == Status.NEW
    assert address("undo", claim) not in desk.get("/articles/").content.decode()


def test_on_another_page_only_the_dock_changes(desk: Client) -> None:
    claim, other = dismissed(desk), ClaimFactory()
    given = {"version": claim.version, "at": other.pk}
    page = desk.post(address("undo", claim), given, headers=HTMX).content.decode()
    assert 'id="claimtop"' not in page
    assert TAKE_BACK in page
    assert "Undone: “" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_decision_that_was_overtaken_is_refused_and_offered_no_more(
    desk: Client, headers: dict[str, str]
) -> None:
    claim = dismissed(desk)
    queue.reopen(
        claim_id=claim.pk, by=UserFactory(first_name="Tomas", last_name="Reyl"), reason="Seen twice."
    )
    answer = desk.post(address("undo", claim), {"version": claim.version}, headers=headers)
    assert answer.status_code == 409
    assert "Tomas Reyl reopened this claim at" in answer.content.decode()
    assert address("undo", claim) not in desk.get("/articles/").content.decode()


def test_after_what_cannot_be_undone_nothing_is_offered(desk: Client, person: User) -> None:
    dismissed(desk)
    held = queue.take(claim_id=ClaimFactory().pk, by=person)
    piece = EvidenceFactory(claim=held)
    desk.post(reverse("remove_evidence", args=[held.pk, piece.pk]))
    assert reverse("undo", args=[held.pk]) not in desk.get("/articles/").content.decode()


def test_somebody_else_s_decisions_are_not_offered(desk: Client) -> None:
    claim = queue.triage(claim_id=ClaimFactory().pk, by=UserFactory())
    assert address("undo", claim) not in desk.get("/articles/").content.decode()


def offered(client: Client) -> list[str]:
    """What the queue's form of undo names: "number.version" of each claim."""
    form = client.get("/queue/").content.decode().partition('<form id="undo"')[2].partition("</form>")[0]
    return re.findall(r'name="claim" value="([^"]+)"', form)


def test_many_and_single_ones_stand_in_one_order(desk: Client) -> None:
    single = dismissed(desk)
    many = [ClaimFactory() for _ in range(2)]
    desk.post(reverse("bulk"), {"do": "take", "claim": [f"{claim.pk}.1" for claim in many]})
    aside = ClaimFactory()
    desk.post(address("set_aside", aside), {"until": "1h"})
    found = []
    while form := offered(desk):
        found.append({int(each.partition(".")[0]) for each in form})
        desk.post(reverse("bulk_undo"), {"claim": form})
    assert found == [{aside.pk}, {claim.pk for claim in many}, {single.pk}]
    assert set(Claim.objects.values_list("status", flat=True)) == {Status.NEW}


def test_every_answer_of_the_queue_brings_the_next(desk: Client) -> None:
    first, second = dismissed(desk), ClaimFactory()
    given = {"from": "queue", "version": second.version}
    page = desk.post(address("triage", second), given, headers=HTMX).content.decode()
    assert f'name="claim" value="{second.pk}.{second.version + 1}"' in page
    undone = {"claim": f"{second.pk}.{second.version + 1}"}
    page = desk.post(reverse("bulk_undo"), undone, headers=HTMX).content.decode()
    assert f'name="claim" value="{first.pk}.{first.version}"' in page


def test_elsewhere_many_are_taken_back_from_the_queue(desk: Client) -> None:
    many = [ClaimFactory() for _ in range(2)]
    desk.post(reverse("bulk"), {"do": "triage", "claim": [str(claim.pk) for claim in many]})
    desk.get("/queue/")
    page = desk.get("/articles/").content.decode()
    assert "2 claims kept in the queue" in page
    assert "Undo all 2" in page


class TestTakingOver:
    @pytest.fixture
    def editor(self, as_role: Callable[[Role], Client]) -> Client:
        return as_role(Role.EDITOR)

    @pytest.fixture
    def taken_over(self, editor: Client, person: User) -> Claim:
        claim = queue.take(claim_id=ClaimFactory().pk, by=person)
        editor.post(address("break_lock", claim), {"reason": "It is urgent.", "then": "take"})
        claim.refresh_from_db()
        return claim

    def test_the_page_says_who_holds_it_again(self, editor: Client, taken_over: Claim) -> None:
        given = {"version": taken_over.version}
        page = editor.post(address("undo", taken_over), given, follow=True).content.decode()
        assert "Undone: Noor Adeyemi holds “At least 37" in page

    def test_or_that_the_hold_has_run_out(self, editor: Client, taken_over: Claim) -> None:
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            page = editor.post(address("undo", taken_over), follow=True).content.decode()
        assert "is back in the queue, since the hold of Noor Adeyemi has run out." in page
