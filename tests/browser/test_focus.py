"""Where a page opens: the focus stands where the work goes on, with script and without."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from claims.actions import queue
from claims.models import User
from tests.browser.conftest import Desk
from tests.factories import PASSWORD, ClaimFactory, UserFactory


def test_a_page_opens_at_the_first_row_or_at_the_claim(desk: Desk, checker: User) -> None:
    claim = ClaimFactory()
    page = desk.sign_in(checker)
    expect(page.locator("#queue > .row a.claim").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    expect(page.locator("#headline")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    desk.go(f"/claims/{claim.pk}/#history")
    expect(page.locator("#headline")).not_to_be_focused()


def test_without_script_a_decision_opens_the_page_where_it_shows(
    open_desk: Callable[..., Desk], checker: User
) -> None:
    first, second = ClaimFactory(priority=90), ClaimFactory(priority=80)
    desk = open_desk(java_script_enabled=False)
    page = desk.go("/login/")
    page.fill("#u", checker.username)
    page.fill("#p", PASSWORD)
    page.press("#p", "Enter")
    page.wait_for_url("**/queue/**")
    page.get_by_role("button", name="Trivial").click()
    expect(page.locator(f"#c{second.pk} a.claim")).to_be_focused()

    desk.go(f"/claims/{second.pk}/")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("#lease.mine")).to_be_focused()
    queue.release(claim_id=second.pk, by=checker)
    queue.take(claim_id=second.pk, by=UserFactory())
    page.get_by_role("button", name="Release").click()
    expect(page.locator("#trouble")).to_be_focused()
    first.refresh_from_db()
    assert first.status == "dismissed"
