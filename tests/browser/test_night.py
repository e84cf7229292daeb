"""The night report and the quarantine in a browser: pictures, and the way from a reason to its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Claim, Quarantine, User
from tests.browser.conftest import Desk
from tests.browser.night import busy_night
from tests.browser.pictures import SIZES, shoot
from tests.browser.scene import full_desk


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_night_has_its_picture_taken(
    open_desk: Callable[..., Desk], checker: User, reviewer: User, scheme: str, width: int
) -> None:
    full_desk(checker, reviewer)
    run = busy_night(Claim.objects.order_by("pk")[2], checker)
    desk = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    desk.sign_in(checker)
    pages = {
        "night": "/runs/",
        "run": f"/runs/{run.pk}/",
        "quarantine": "/quarantine/",
        "quarantined": f"/quarantine/{Quarantine.objects.latest('pk').pk}/",
    }
    for name, path in pages.items():
        desk.go(path)
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} scrolls sideways"
        shoot(desk, name, width, scheme, full_page=True)


def test_a_reason_leads_to_the_line_at_fault_and_to_another_try(
    desk: Desk, checker: User, reviewer: User
) -> None:
    full_desk(checker, reviewer)
    busy_night(Claim.objects.order_by("pk")[2], checker)
    page = desk.sign_in(checker)
    desk.tab_to("Night report")
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
