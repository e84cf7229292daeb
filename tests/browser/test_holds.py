"""Holds in the browser: undo with its focus and its announcement, a hold that is broken, the next claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.actions import queue
from claims.models import Claim, User
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import LOOKS, serious
from tests.desk_factories import ContactFactory, DeskFactory
from tests.factories import ClaimFactory, UserFactory


def lost(desk: Desk) -> bool:
    return desk.focus().startswith("BODY")


def test_u_takes_a_dismissal_back_and_the_focus_stands_on_the_claim(desk: Desk, checker: User) -> None:
    first, second = ClaimFactory(priority=90), ClaimFactory(priority=80)
    page = desk.sign_in(checker)
    page.keyboard.press("4")
    expect(page.locator("#said")).to_contain_text("Dismissed as trivial")
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{second.pk}")
    page.keyboard.press("u")
    expect(page.locator(f"#c{first.pk}")).to_be_visible()
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{first.pk}")
    expect(page.locator("#said")).not_to_contain_text("Dismissed")
    expect(page.locator("#said")).not_to_be_empty()
    assert not lost(desk)
    first.refresh_from_db()
    assert (first.status, first.dismiss_reason) == (Status.NEW, "")


def test_u_works_on_the_next_page_too(desk: Desk, checker: User) -> None:
    first, second = ClaimFactory(priority=90), ClaimFactory(priority=80)
    page = desk.sign_in(checker)
    page.keyboard.press("4")
    expect(page.locator("#said")).to_contain_text("Dismissed as trivial")
    desk.go(f"/claims/{second.pk}/")
    expect(page.locator("#take-back")).to_contain_text("Dismissed as trivial")
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("is new again.")
    expect(page.locator("#take-back button")).to_have_count(0)
    first.refresh_from_db()
    assert first.status == Status.NEW


def test_releasing_is_undone_in_place(desk: Desk, checker: User) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=checker)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("r")
    expect(page.locator("#said")).to_contain_text("Released")
    assert not lost(desk)
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("you hold")
    expect(page.locator("#lease.mine")).to_be_visible()
    assert not lost(desk)


def test_an_editor_takes_a_claim_over_with_a_reason(desk: Desk, editor: User) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=UserFactory(first_name="Tomas", last_name="Reyl"))
    desk.sign_in(editor)
    page = desk.go(f"/claims/{claim.pk}/")
    expect(page.locator("#lease")).to_contain_text("Held by Tomas Reyl")
    page.get_by_text("Take over, with reason…").click()
    page.get_by_label("Reason for taking over").fill("It goes out at noon.")
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator("#lease.mine")).to_be_visible()
    expect(page.locator("#said")).to_contain_text("You took over")
    expect(page.locator("#history")).to_contain_text("Kemi Osei ended the hold on it")
    assert not lost(desk)


def test_g_then_n_hands_out_the_next_free_claim(desk: Desk, checker: User) -> None:
    first, second = ClaimFactory(priority=90), ClaimFactory(priority=80)
    page = desk.sign_in(checker)
    queue.take(claim_id=first.pk, by=UserFactory())
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url(f"**/claims/{second.pk}/")
    expect(page.locator("#lease.mine")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/queue/")
    expect(page.locator("#said")).to_contain_text("No free claim is left")


def test_w_lets_a_claim_wait_and_a_hand_over_is_chosen_from_a_list(desk: Desk, checker: User) -> None:
    claim = queue.take(claim_id=ClaimFactory().pk, by=checker)
    ContactFactory(claim=claim)
    other = UserFactory(first_name="Tomas", last_name="Reyl")
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("w")
    expect(page.locator("#waiting")).to_contain_text("Waiting for a reply, due")
    assert not lost(desk)
    page.keyboard.press("c")
    expect(page.locator("#lease.mine")).to_be_visible()
    page.get_by_role("link", name="Hand over…").click()
    page.get_by_label("Hand it over to").select_option(str(other.pk))
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("#lease")).to_contain_text("Held by Tomas Reyl")
    assert not lost(desk)


def scene(checker: User) -> dict[str, Claim]:
    """One claim held, one held by somebody else, one that waits."""
    tomas = UserFactory(first_name="Tomas", last_name="Reyl")
    held = queue.take(claim_id=ClaimFactory(priority=90).pk, by=checker)
    ContactFactory(claim=held)
    waits = ClaimFactory(priority=80, status=Status.WAITING, assignee=tomas)
    ContactFactory(claim=waits, asked_by=tomas)
    DeskFactory(name="Night desk")
    return {"held": held, "other": queue.take(claim_id=ClaimFactory().pk, by=tomas), "waits": waits}


@pytest.mark.parametrize("look", LOOKS, ids=["light-wide", "dark-narrow"])
def test_holding_has_no_serious_violation(
    open_desk: Callable[..., Desk], checker: User, editor: User, look: dict[str, object]
) -> None:
    claims = scene(checker)
    desk = open_desk(**look)
    desk.sign_in(editor)
    for claim in claims.values():
        page = desk.go(f"/claims/{claim.pk}/")
        for summary in page.locator("#lease summary").all():
            summary.click()
        if page.locator("#lease a.btn").count():
            page.locator("#lease a.btn").first.click()
            expect(page.locator("#people")).not_to_be_empty()
        assert serious(desk) == []
    desk.go(f"/claims/{claims['held'].pk}/people/")
    assert serious(desk) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_holding_has_its_picture_taken(
    open_desk: Callable[..., Desk], checker: User, editor: User, scheme: str, width: int
) -> None:
    claims = scene(checker)
    desk = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claims['held'].pk}/")
    shoot(desk, "hold-mine", width, scheme, full_page=True)
    page.locator("#lease a.btn").first.click()
    expect(page.locator("#people")).not_to_be_empty()
    shoot(desk, "hold-hand-over", width, scheme)
    desk.go("/queue/?view=waiting")
    shoot(desk, "waiting", width, scheme)
    page.context.clear_cookies()
    desk.sign_in(editor)
    page = desk.go(f"/claims/{claims['other'].pk}/")
    page.get_by_text("Take over, with reason…").click()
    shoot(desk, "hold-break", width, scheme)
    desk.go(f"/claims/{claims['waits'].pk}/")
    shoot(desk, "hold-waits", width, scheme, full_page=True)
