"""The night report and the quarantine in a browser: the way from a reason to its line and to another try."""

from __future__ import annotations

from playwright.sync_api import expect

from claims.models import Claim, User
from tests.browser.conftest import Desk
from tests.browser.night import busy_night
from tests.browser.scene import full_desk


def test_a_reason_leads_to_the_line_at_fault_and_to_another_try(
    desk: Desk, checker: User, reviewer: User
) -> None:
    full_desk(checker, reviewer)
    busy_night(Claim.objects.order_by("pk")[2], checker)
    page = desk.sign_in(checker)
    desk.tab_to("Night report", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/runs/")
    desk.tab_to("Northline, northline-tarn-floods.json")  # the region that scrolls; then its first link
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quarantine/*/")
    expect(page.locator(".notice.stop")).to_contain_text("The object is not closed.")
    desk.tab_to("Try again")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_contain_text("tried 2 times")
