"""Without JavaScript every page can be read, and the way from the queue to a verdict is plain forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, User, Verdict
from claims.statuses import Status
from tests.browser import addresses
from tests.browser.conftest import Desk
from tests.factories import PASSWORD, ClaimFactory

WHY = "The harbour log names 37 dead."


@pytest.fixture
def window(open_desk: Callable[..., Desk]) -> Callable[[User], Desk]:
    """A window without JavaScript in which the person is signed in."""

    def opened(person: User) -> Desk:
        desk = open_desk(java_script_enabled=False, viewport={"width": 390, "height": 844})
        page = desk.go("/login/")
        page.fill("#u", person.username)
        page.fill("#p", PASSWORD)
        page.press("#p", "Enter")
        page.wait_for_url("**/queue/**")
        return desk

    return opened


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def test_every_page_can_be_read(window: Callable[[User], Desk], checker: User, reviewer: User) -> None:
    made = addresses.rows(checker, reviewer)
    desk = window(made.editor)
    for pictures in addresses.pages(made).values():
        for path in pictures.values():
            page = desk.go(path)
            expect(page.locator("h1")).to_be_visible()
            expect(page.locator("main")).not_to_be_empty()
            assert page.locator("[hx-get]:empty").count() == 0, f"{path} waits for a script"


def test_from_the_queue_to_a_verdict_returned_approved_and_reopened(
    window: Callable[[User], Desk], checker: User, reviewer: User
) -> None:
    claim = ClaimFactory()
    page = window(checker).page
    page.click("#queue a.claim")
    page.click("#lease button:has-text('Take it')")
    expect(page.locator("#lease.mine")).to_be_visible()
    _mend(page)
    _add_evidence(page)
    _propose(page, "half")

    review = window(reviewer)
    looking = review.go(f"/claims/{claim.pk}/")
    looking.get_by_text("Return it…").click()
    looking.fill("#return-reason", "Which log is newer?")
    looking.get_by_role("button", name="Return to Noor Adeyemi").click()
    said(looking, "Returned")

    page.get_by_role("link", name="For you").click()
    page.get_by_role("link", name="Tomas Reyl").click()
    expect(page.locator("#verdict")).to_contain_text("Which log is newer?")
    _propose(page, "mostly-true")

    review.go(f"/claims/{claim.pk}/")
    looking.get_by_role("button", name="Approve").click()
    said(looking, "Approved")
    looking.get_by_text("Reopen…").click()
    looking.fill("#reopen-reason", "The town has a newer list.")
    looking.get_by_role("button", name="Reopen").click()
    said(looking, "Reopened")
    claim.refresh_from_db()
    assert claim.status == Status.QUEUED
    assert Verdict.objects.filter(claim=claim).count() == 2


def _mend(page: Page) -> None:
    page.click("#mend > summary")
    page.fill("#mend-place", "Corvane")
    page.click("#mend-save")
    said(page, "Mended")
    assert Claim.objects.get().place == "Corvane"


def _add_evidence(page: Page) -> None:
    page.click("#add > summary")
    page.fill("#id_url", "https://harbour.example/log")
    page.fill("#id_title", "Harbour log")
    page.click("text=Save evidence")
    expect(page.locator("#evidence .wrong")).to_contain_text("Say whether it speaks for the claim")
    page.check("#add-form input[value=for]")
    page.click("text=Save evidence")
    expect(page.locator(".evid h3")).to_have_text("Harbour log")


def _propose(page: Page, rating: str) -> None:
    page.check(f"input[value={rating}]")
    page.fill("#id_explanation", WHY)
    page.click("#propose .final button")
    said(page, "Proposed as")
