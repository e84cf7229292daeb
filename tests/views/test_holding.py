"""Holds at the desk's doors: waiting, handing over, breaking, assigning, and the next claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import queue
from claims.models import Claim, User
from claims.statuses import Role, Status
from tests.desk_factories import ContactFactory, DeskFactory
from tests.factories import ClaimFactory, UserFactory
from tests.views.conftest import HTMX

ADDRESSES = "wait resume hand_over ask_for break_lock assign send_to_desk undo".split()


def address(name: str, claim: Claim) -> str:
    return reverse(name, args=[claim.pk])


@pytest.fixture
def held(person: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=person)


def test_waiting_says_until_when_and_resuming_goes_on(desk: Client, held: Claim) -> None:
    page = desk.get(address("claim", held)).content.decode()
    assert "Ask somebody first, and say by when you need the answer." in page
    ContactFactory(claim=held)
    assert "Wait for the reply</button>" in desk.get(address("claim", held)).content.decode()
    page = desk.post(address("wait", held), {"version": held.version}, headers=HTMX).content.decode()
    assert "Waiting for a reply, due <time" in page
    assert "Go on with it</button>" in page
    desk.post(address("resume", held))
    held.refresh_from_db()
    assert held.status == Status.IN_PROGRESS


def test_a_waiting_claim_says_so_in_the_queue(desk: Client, held: Claim) -> None:
    ContactFactory(claim=held)
    desk.post(address("wait", held))
    page = desk.get("/queue/?view=waiting").content.decode()
    assert "waiting for a reply" in page
    assert "due <time" in page


def test_the_holder_hands_over_from_the_panel(desk: Client, held: Claim) -> None:
    noor = UserFactory(first_name="Kemi", last_name="Osei")
    panel = desk.get(address("people", held), headers=HTMX).content.decode()
    assert panel.startswith('<div class="people stack" id="people"')
    assert f'<option value="{noor.pk}" dir="auto">Kemi Osei, checker</option>' in panel
    page = desk.post(address("hand_over", held), {"person": noor.pk}, follow=True).content.decode()
    assert "Handed to Kemi Osei: “" in page
    assert "Held by <bdi>Kemi Osei</bdi>" in page


def test_without_script_the_panel_is_a_page(desk: Client, held: Claim) -> None:
    page = desk.get(address("people", held)).content.decode()
    assert "<html" in page
    assert "Hand it over to" in page


@pytest.mark.parametrize("person_number", ["", "x", "0", "9" * 30])
def test_nobody_in_particular_is_refused(desk: Client, held: Claim, person_number: str) -> None:
    for name in ("hand_over", "assign"):
        answer = desk.post(address(name, held), {"person": person_number})
        assert answer.status_code == 422
        assert "Choose a person from the list." in answer.content.decode()


def test_an_editor_takes_a_claim_over_and_the_reason_is_kept_when_it_is_refused(
    as_role: Callable[[Role], Client], held: Claim
) -> None:
    editor = as_role(Role.EDITOR)
    assert "Take over, with reason…" in editor.get(address("claim", held)).content.decode()
    stale = {"version": held.version - 1, "reason": "It is urgent.", "then": "take"}
    answer = editor.post(address("break_lock", held), stale)
    assert answer.status_code == 409
    assert "It is urgent.</textarea>" in answer.content.decode()
    editor.post(address("break_lock", held), stale | {"version": held.version})
    held.refresh_from_db()
    assert held.holder == User.objects.get(pk=editor.session["_auth_user_id"])


def test_one_press_asks_whoever_holds_the_claim_for_it(
    desk: Client, as_role: Callable[[Role], Client]
) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=UserFactory(first_name="Tomas", last_name="Reyl"))
    button = "Ask for it</button>"
    assert button in desk.get(address("claim", claim)).content.decode()
    assert button not in as_role(Role.VIEWER).get(address("claim", claim)).content.decode()
    page = desk.post(address("ask_for", claim), {"version": claim.version}, headers=HTMX).content.decode()
    assert "Asked for: “" in page
    assert "You asked Tomas Reyl for this claim at" in page
    assert "asked for it" in page
    assert button not in page


def test_a_checker_is_not_offered_to_break_a_hold(desk: Client) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=UserFactory())
    page = desk.get(address("claim", claim)).content.decode()
    assert "Take over, with reason…" not in page
    assert "since <time" in page


def test_assigning_says_to_whom(desk: Client, person: User, as_role: Callable[[Role], Client]) -> None:
    claim, editor = ClaimFactory(), as_role(Role.EDITOR)
    page = editor.post(address("assign", claim), {"person": person.pk}, follow=True).content.decode()
    assert "Assigned to Noor Adeyemi: “" in page
    assert "assigned it to Noor Adeyemi" in page
    assert "You <small>assigned</small>" in desk.get("/queue/?view=assigned").content.decode()
    page = desk.post(address("assign", claim), {"person": "nobody"}, follow=True).content.decode()
    assert "Assigned to nobody: “" in page


def test_a_desk_is_chosen_where_there_are_several(as_role: Callable[[Role], Client]) -> None:
    claim, editor = ClaimFactory(), as_role(Role.EDITOR)
    assert "Move it to the desk" not in editor.get(address("people", claim)).content.decode()
    night = DeskFactory(name="Night desk")
    assert "Move it to the desk" in editor.get(address("people", claim)).content.decode()
    page = editor.post(address("send_to_desk", claim), {"desk": night.pk}, follow=True).content.decode()
    assert "Moved to Night desk: “" in page
    assert editor.post(address("send_to_desk", claim), {"desk": "x"}).status_code == 422


class TestNext:
    def test_hands_out_the_first_free_claim_of_the_view_and_keeps_the_view(
        self, desk: Client, person: User
    ) -> None:
        ClaimFactory(priority=90, type="spending")
        claim = ClaimFactory(priority=80)
        answer = desk.post(reverse("next_claim") + "?type=casualties&after=10.1")
        assert answer.headers["Location"] == f"/claims/{claim.pk}/?type=casualties"
        claim.refresh_from_db()
        assert claim.holder == person

    def test_nothing_left_is_an_ordinary_answer(self, desk: Client) -> None:
        ClaimFactory(status=Status.IN_PROGRESS)
        answer = desk.post(reverse("next_claim"), follow=True)
        assert answer.status_code == 200
        assert "No free claim is left in “Open claims”" in answer.content.decode()

    def test_a_lost_race_offers_it(self, desk: Client) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=UserFactory(first_name="Tomas", last_name="Reyl"))
        answer = desk.post(address("take", claim))
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Tomas Reyl took this claim at" in page
        assert f'action="{reverse("next_claim")}"' in page

    def test_is_nothing_for_viewers(self, as_role: Callable[[Role], Client]) -> None:
        assert as_role(Role.VIEWER).post(reverse("next_claim")).status_code == 403


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_viewer_changes_nothing(as_role: Callable[[Role], Client], name: str, held: Claim) -> None:
    before = Claim.objects.filter(pk=held.pk).values().get()
    answer = as_role(Role.VIEWER).post(address(name, held), {"reason": "So."})
    assert answer.status_code in {403, 409, 422}
    assert Claim.objects.filter(pk=held.pk).values().get() == before


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_decision_is_a_post_of_somebody_signed_in(desk: Client, name: str, held: Claim) -> None:
    assert desk.get(address(name, held)).status_code == 405
    assert Client().post(address(name, held)).status_code == 302
    assert desk.post(reverse(name, args=[10**30])).status_code == 404
