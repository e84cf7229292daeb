"""Half-written text: no key and no link leads away from it before the browser has asked."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from claims.actions import queue, verdicts
from claims.models import Claim, ClaimNote, User
from tests.browser.conftest import Desk
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory

TEXT = "The second log is at the harbour office."


class Asked:
    """How often the browser asked whether to leave; `stay` is what is answered."""

    def __init__(self, desk: Desk) -> None:
        self.times, self.stay = 0, True
        desk.page.remove_listener("dialog", desk._dismiss)
        desk.page.on("dialog", self._answer)

    def _answer(self, dialog: Any) -> None:
        assert dialog.type == "beforeunload"
        self.times += 1
        dialog.dismiss() if self.stay else dialog.accept()


@pytest.fixture
def claims(checker: User) -> list[Claim]:
    """One that the checker holds, and one after it."""
    held = queue.take(claim_id=ClaimFactory(priority=90).pk, by=checker)
    EvidenceFactory(claim=held, added_by=checker)
    return [held, ClaimFactory(priority=80)]


@pytest.fixture
def page(desk: Desk, checker: User, claims: list[Claim]) -> Page:
    desk.sign_in(checker)
    return desk.go(f"/claims/{claims[0].pk}/")


def leave_the_field(page: Page) -> None:
    page.keyboard.press("Escape")


@pytest.mark.parametrize("way", ["j", "g n", "g q", "link"])
def test_a_note_is_not_left_behind_by_a_key_or_a_link(
    desk: Desk, page: Page, claims: list[Claim], way: str
) -> None:
    asked = Asked(desk)
    page.keyboard.press("m")
    page.keyboard.type(TEXT)
    leave_the_field(page)
    if way == "link":
        page.get_by_role("link", name="Events").first.click(no_wait_after=True)
    for key in way.split() if way != "link" else []:
        page.keyboard.press(key)
    expect(page.locator("#note-text")).to_be_focused()
    assert asked.times == 1
    assert page.url.endswith(f"/claims/{claims[0].pk}/")
    expect(page.locator("#note-text")).to_have_value(TEXT)


def test_what_is_written_beside_a_form_that_is_sent_stays(page: Page) -> None:
    page.keyboard.press("e")
    page.locator("#id_title").fill("Harbour log")
    leave_the_field(page)
    page.keyboard.press("m")
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#notes .log")).to_contain_text(TEXT)
    expect(page.locator("#id_title")).to_have_value("Harbour log")
    expect(page.locator("#id_title")).to_be_visible()


def test_a_refused_note_stays_when_something_else_is_saved(page: Page) -> None:
    page.keyboard.press("m")
    page.keyboard.type(f"@nobodyhere {TEXT}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#notes .notice.stop, #trouble").first).to_be_visible()
    page.locator("#headline").focus()
    page.keyboard.press("e")
    page.keyboard.type("https://harbour.example/log")
    page.locator("#id_title").fill("Harbour log")
    page.get_by_label("Against").check()
    page.locator("#add-form .btn.main").click()
    expect(page.locator("#said")).to_contain_text("Added evidence: Harbour log")
    expect(page.locator("#note-text")).to_have_value(f"@nobodyhere {TEXT}")


def test_whoever_wants_to_leave_leaves(desk: Desk, page: Page, claims: list[Claim]) -> None:
    asked = Asked(desk)
    asked.stay = False
    page.keyboard.press("e")
    page.keyboard.type("https://harbour.example/log")
    leave_the_field(page)
    page.keyboard.press("j")
    page.wait_for_url(f"**/claims/{claims[1].pk}/")
    expect(page.locator("#headline")).to_be_focused()
    assert asked.times == 1


def test_what_was_sent_is_no_longer_asked_about(desk: Desk, page: Page, claims: list[Claim]) -> None:
    page.keyboard.press("m")
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#notes .log")).to_contain_text(TEXT)
    page.keyboard.press("2")
    page.get_by_label("Why, in words").fill("The harbour log names 37 dead.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/claims/{claims[1].pk}/")  # and any dialog would have failed the test
    assert ClaimNote.objects.get().text == TEXT


def test_a_refused_text_is_asked_about_until_it_is_given_up(
    desk: Desk, page: Page, checker: User, claims: list[Claim]
) -> None:
    asked = Asked(desk)
    page.keyboard.press("2")
    with page.expect_response("**/hold/"):
        page.get_by_label("Why, in words").fill(TEXT)
    queue.release(claim_id=claims[0].pk, by=checker)
    queue.take(claim_id=claims[0].pk, by=UserFactory(first_name="Kemi", last_name="Osei"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#trouble")).to_contain_text("Kemi Osei took this claim at")
    page.keyboard.press("j")
    expect(page.get_by_label("Why, in words")).to_be_focused()
    assert asked.times == 1
    expect(page.get_by_label("Why, in words")).to_have_value(TEXT)


def test_what_is_being_written_stays_beside_a_verdict_that_somebody_else_gave(
    desk: Desk, page: Page, checker: User, claims: list[Claim]
) -> None:
    asked, other = Asked(desk), UserFactory(first_name="Kemi", last_name="Osei")
    queue.release(claim_id=claims[0].pk, by=checker)
    held = queue.take(claim_id=claims[0].pk, by=other)
    theirs = {"rating": "false", "explanation": "Another ship.", "key": uuid4()}
    verdicts.propose(claim_id=held.pk, by=other, version=held.version, **theirs)
    page.get_by_label("Why, in words").fill(TEXT)  # the first letter asks for the hold, which is gone
    expect(page.locator("#standing")).to_contain_text("Another ship.")
    expect(page.get_by_label("Why, in words")).to_have_value(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#trouble")).to_contain_text("Kemi Osei proposed a verdict on this claim at")
    expect(page.locator("#written")).to_contain_text(TEXT)
    leave_the_field(page)
    page.keyboard.press("j")
    expect(page.locator("#written > summary")).to_be_focused()
    assert asked.times == 1
