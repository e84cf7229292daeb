"""When things go wrong in the browser: the text is kept, the reason named, and there is a way on."""

from __future__ import annotations

from playwright.sync_api import expect

from claims.actions import queue
from claims.models import Claim, User
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory

WHY = "The harbour log names 37 dead."


def write(desk: Desk, claim: Claim) -> None:
    page = desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("2")
    page.get_by_label("Why, in words").fill(WHY)


def held(checker: User) -> Claim:
    claim: Claim = ClaimFactory(status=Status.IN_PROGRESS, holder=checker)
    EvidenceFactory(claim=claim, added_by=checker)
    return claim


def test_a_claim_taken_over_meanwhile_keeps_the_text_and_names_who(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    with desk.page.expect_response("**/hold/"):
        write(desk, claim)
    other = UserFactory(first_name="Kemi", last_name="Osei")
    queue.release(claim_id=claim.pk, by=checker)
    queue.take(claim_id=claim.pk, by=other)

    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator("#trouble")).to_contain_text("Kemi Osei took this claim at")
    expect(desk.page.get_by_label("Why, in words")).to_have_value(WHY)
    expect(desk.page.locator("input[value=mostly-true]")).to_be_checked()
    assert desk.focus() == "DIV trouble"


def test_a_hold_that_went_away_while_writing_leaves_the_text(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    queue.release(claim_id=claim.pk, by=checker)
    queue.take(claim_id=claim.pk, by=UserFactory(first_name="Kemi", last_name="Osei"))
    page.get_by_label("Why, in words").fill(WHY)  # the first letter renews the hold
    expect(page.locator("#trouble")).to_contain_text("Kemi Osei holds this claim")
    expect(page.get_by_label("Why, in words")).to_have_value(WHY)
    expect(page.get_by_label("Why, in words")).to_be_enabled()


def test_typing_renews_the_hold_once_not_at_every_letter(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    box = page.get_by_label("Why, in words")
    with page.expect_response("**/hold/"):
        box.press_sequentially("The har")
    expect(page.locator("#until")).to_contain_text("renewed as you work")
    box.press_sequentially("bour log")
    expect(box).to_have_value("The harbour log")
    assert len([url for url in asked if url.endswith("/hold/")]) == 1


def test_what_is_missing_is_said_and_nothing_is_lost(desk: Desk, checker: User) -> None:
    claim: Claim = ClaimFactory(status=Status.IN_PROGRESS, holder=checker)
    desk.sign_in(checker)
    write(desk, claim)
    expect(desk.page.locator("[data-need=evidence]")).to_have_class("todo")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator("#trouble")).to_contain_text("at least one piece of evidence")
    expect(desk.page.get_by_label("Why, in words")).to_have_value(WHY)


def test_a_server_that_does_not_answer_is_named_and_asked_again(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    write(desk, claim)
    desk.page.route("**/verdict/", lambda route: route.abort())
    desk.page.keyboard.press("Control+Enter")
    notice = desk.page.locator(".notice.stop")
    expect(notice).to_contain_text("The server did not answer. What you wrote is still here.")
    expect(desk.page.get_by_label("Why, in words")).to_have_value(WHY)

    desk.page.unroute("**/verdict/")
    notice.get_by_role("button", name="Try again").click()
    expect(desk.page.locator("#said")).to_contain_text("Proposed as mostly true")


def test_somebody_signed_out_meanwhile_keeps_the_text(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    write(desk, claim)
    desk.context.clear_cookies(name="sessionid")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator(".notice.stop")).to_contain_text("You were signed out")
    expect(desk.page.get_by_label("Why, in words")).to_have_value(WHY)


def test_a_browser_that_lost_all_cookies_says_so_and_keeps_the_text(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    write(desk, claim)
    desk.context.clear_cookies()
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator(".notice.stop")).to_contain_text("You were signed out")
    expect(desk.page.get_by_label("Why, in words")).to_have_value(WHY)


def test_a_form_whose_token_was_lost_is_saved_at_the_second_try(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    write(desk, claim)
    desk.context.clear_cookies(name="csrftoken")
    desk.page.keyboard.press("Control+Enter")
    notice = desk.page.locator(".notice.stop")
    expect(notice).to_contain_text("the browser lost its cookies. What you wrote is still here.")
    notice.get_by_role("button", name="Try again").click()
    expect(desk.page.locator("#said")).to_contain_text("Proposed as mostly true")


def test_after_signing_in_again_in_another_tab_the_same_form_is_saved(desk: Desk, checker: User) -> None:
    """Signing in renews the token against forged forms; the open page must not send the old one."""
    claim = held(checker)
    desk.sign_in(checker)
    write(desk, claim)
    desk.context.clear_cookies(name="sessionid")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator(".notice.stop")).to_contain_text("You were signed out")
    first, desk.page = desk.page, desk.context.new_page()
    desk.sign_in(checker)
    first.get_by_role("button", name="Try again").click()
    expect(first.locator("#said")).to_contain_text("Proposed as mostly true")


def test_a_half_written_verdict_outlives_the_saving_of_evidence(desk: Desk, checker: User) -> None:
    claim = held(checker)
    desk.sign_in(checker)
    write(desk, claim)
    page = desk.page
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("https://harbour.example/two")
    page.keyboard.press("Tab")
    page.keyboard.type("Second log")
    desk.reach("#add-form input[value=against]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .evid")).to_have_count(2)
    expect(page.get_by_label("Why, in words")).to_have_value(WHY)
    expect(page.locator("input[value=mostly-true]")).to_be_checked()
