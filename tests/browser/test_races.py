"""Nothing is lost and nothing doubled: two at one claim, back, two clicks, a session that ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from claims.models import Claim, ClaimEvent, ClaimNote, User, Verdict
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.factories import PASSWORD, ClaimFactory, EvidenceFactory

WHY = "The harbour log names 37 dead."
SEND = "Propose and open next"


@pytest.fixture
def held(checker: User) -> Claim:
    claim: Claim = ClaimFactory(status=Status.IN_PROGRESS, holder=checker, priority=90)
    EvidenceFactory(claim=claim, added_by=checker)
    return claim


def sign_in_without_script(page: Page, address: str, person: User) -> None:
    page.goto(f"{address}/login/")
    page.fill("#u", person.username)
    page.fill("#p", PASSWORD)
    page.press("#p", "Enter")
    page.wait_for_url("**/queue/**")


def proposed_once(claim: Claim) -> None:
    assert Verdict.objects.get(claim=claim).explanation == WHY
    assert ClaimEvent.objects.filter(claim=claim, action="propose").count() == 1


def test_two_who_take_one_claim_at_once(
    open_desk: Callable[..., Desk], checker: User, reviewer: User
) -> None:
    """Both press the key before either is answered; each had begun a note on the claim."""
    claim, spare = ClaimFactory(priority=90), ClaimFactory(priority=80)
    desks = {checker: open_desk(), reviewer: open_desk()}
    for person, desk in desks.items():
        desk.sign_in(person)
        page = desk.go(f"/claims/{claim.pk}/")
        page.keyboard.press("m")
        page.keyboard.type(f"{person.first_name} has called the harbour.")
        page.keyboard.press("Escape")
    for desk in desks.values():
        desk.page.keyboard.press("t")

    claim.refresh_from_db()
    for desk in desks.values():
        expect(desk.page.locator("#lease")).not_to_contain_text("Nobody holds this claim")
    claim.refresh_from_db()
    (loser,) = set(desks) - {claim.holder}
    winner = claim.holder
    assert winner in desks
    expect(desks[winner].page.locator("#said")).to_contain_text("You took")
    page = desks[loser].page
    expect(page.locator("#trouble")).to_contain_text(f"{winner.name} took this claim at")
    assert desks[loser].focus() == "DIV trouble"
    for person, desk in desks.items():
        expect(desk.page.locator("#note-text")).to_have_value(f"{person.first_name} has called the harbour.")
    assert ClaimEvent.objects.filter(claim=claim, action="take").count() == 1

    desks[loser].tab_to("Leave the note", most=150)  # what was begun can still be sent
    page.keyboard.press("Enter")
    expect(page.locator("#notes .log")).to_contain_text(f"{loser.first_name} has called the harbour.")
    assert ClaimNote.objects.get().by == loser
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url(f"**/claims/{spare.pk}/**")
    expect(page.locator("#lease.mine")).to_be_visible()


def test_two_who_take_one_row_at_once(open_desk: Callable[..., Desk], checker: User, reviewer: User) -> None:
    claim, spare = ClaimFactory(priority=90), ClaimFactory(priority=80)
    desks = {checker: open_desk(), reviewer: open_desk()}
    for person, desk in desks.items():
        desk.sign_in(person)
    for desk in desks.values():
        desk.page.keyboard.press("a")
    for desk in desks.values():
        expect(desk.page.locator("#said")).not_to_be_empty()
        expect(desk.page.locator("#queue > .row[aria-current]")).to_have_id(f"c{spare.pk}")
        assert not desk.focus().startswith("BODY")
    claim.refresh_from_db()
    (loser,) = set(desks) - {claim.holder}
    expect(desks[loser].page.locator("#said")).to_contain_text(f"{claim.holder.name} took this claim at")
    assert ClaimEvent.objects.filter(claim=claim, action="take").count() == 1


def test_the_back_button_shows_what_stands_and_decides_nothing_again(
    desk: Desk, checker: User, held: Claim
) -> None:
    ClaimFactory(priority=80)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.keyboard.press("2")
    page.get_by_label("Why, in words").fill(WHY)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")
    page.go_back()
    page.wait_for_url(f"**/claims/{held.pk}/")
    expect(page.locator("#standing")).to_contain_text(WHY)
    expect(page.locator("#propose")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    proposed_once(held)


def test_the_back_button_leads_to_a_queue_without_what_was_dismissed(desk: Desk, checker: User) -> None:
    first, second = ClaimFactory(priority=90), ClaimFactory(priority=80)
    page = desk.sign_in(checker)
    page.keyboard.press("4")
    expect(page.locator("#said")).to_contain_text("Dismissed as trivial")
    page.keyboard.press("o")
    page.wait_for_url(f"**/claims/{second.pk}/")
    page.go_back()
    page.wait_for_url("**/queue/")
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{second.pk}")
    expect(page.locator(f"#c{first.pk}")).to_have_count(0)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_two_clicks_propose_once(
    open_desk: Callable[..., Desk], checker: User, held: Claim, has_script: bool
) -> None:
    desk = open_desk(java_script_enabled=has_script)
    sign_in_without_script(desk.page, desk.address, checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.locator("input[value=mostly-true]").check()
    page.locator("#id_explanation").fill(WHY)
    page.get_by_role("button", name=SEND).dblclick()
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")
    proposed_once(held)


def test_two_clicks_on_a_bulk_decision_leave_its_undo(open_desk: Callable[..., Desk], checker: User) -> None:
    claims = [ClaimFactory(priority=priority) for priority in (90, 80)]
    desk = open_desk()
    desk.sign_in(checker)
    page = desk.go("/queue/")
    for _ in claims:
        page.keyboard.press("x")
        page.keyboard.press("j")
    page.locator("#bulk button[value=take]").dblclick()
    expect(page.locator("#said")).to_contain_text("2 claims taken by you.")
    expect(page.locator("#undo button")).to_contain_text("Undo all 2")


def test_without_script_an_old_form_sent_again_is_the_verdict_that_stands(
    open_desk: Callable[..., Desk], checker: User, held: Claim
) -> None:
    desk = open_desk(java_script_enabled=False)
    sign_in_without_script(desk.page, desk.address, checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.locator("input[value=mostly-true]").check()
    page.locator("#id_explanation").fill(WHY)
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")
    page.go_back()
    if page.locator("#propose").count():
        page.get_by_role("button", name=SEND).click()
    proposed_once(held)


def signed_in_elsewhere(context: BrowserContext, address: str, person: User) -> None:
    """In another tab of the same browser."""
    tab = context.new_page()
    sign_in_without_script(tab, address, person)
    tab.close()


def test_a_session_that_ends_in_the_middle_of_an_explanation(desk: Desk, checker: User, held: Claim) -> None:
    """The hold is asked for at the first letter after it, in vain; the text is sent once one is back."""
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.keyboard.press("2")
    box = page.get_by_label("Why, in words")
    with page.expect_response("**/hold/"):
        box.press_sequentially(WHY[:12])
    desk.context.clear_cookies(name="sessionid")
    box.press_sequentially(WHY[12:])
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice.stop")).to_contain_text("You were signed out")
    assert not desk.focus().startswith("BODY")
    expect(box).to_have_value(WHY)
    signed_in_elsewhere(desk.context, desk.address, checker)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")
    proposed_once(held)


def test_a_session_that_ends_while_typing_without_script(
    open_desk: Callable[..., Desk], checker: User, held: Claim
) -> None:
    desk = open_desk(java_script_enabled=False)
    sign_in_without_script(desk.page, desk.address, checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.locator("input[value=mostly-true]").check()
    page.locator("#id_explanation").fill(WHY)
    desk.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("#unsent")).to_contain_text(WHY)
    assert not Verdict.objects.exists()

    with desk.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in_without_script(opened.value, desk.address, checker)
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#unsent")).to_contain_text("opened before you last signed in")
    expect(page.locator("#unsent")).to_contain_text(WHY)
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")
    proposed_once(held)
