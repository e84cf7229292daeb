"""Publishing in a browser: the desk's notices and forms, the public pages, and their pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Claim, User
from claims.statuses import Role, Status
from tests.browser.aftermath import Aftermath, aftermath
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import serious
from tests.factories import UserFactory, approved


def pages_of(after: Aftermath) -> dict[str, str]:
    """By the name of their picture."""
    article = after.changed.article_id
    return {
        "recheck": f"/claims/{after.changed.pk}/",
        "killed": f"/claims/{after.killed.pk}/",
        "embargoed": f"/claims/{after.embargoed.pk}/",
        "published": f"/claims/{after.corrected.pk}/",
        "killed-story": f"/articles/{after.killed.article_id}/",
        "versions": f"/articles/{article}/?version=2&against=1",
        "killed-queue": "/queue/?view=killed",
        "resting": "/queue/?view=resting",
        "recheck-queue": "/queue/?view=recheck",
        "check": f"/checks/{after.corrected.pk}/",
        "check-earlier": f"/checks/{after.corrected.pk}/editions/1/",
        "check-killed": f"/checks/{after.killed.pk}/",
        "check-retracted": f"/checks/{after.retracted.pk}/",
        "checks": "/checks/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_publishing_has_its_picture_taken_and_no_page_a_violation(
    open_desk: Callable[..., Desk], checker: User, reviewer: User, scheme: str, width: int
) -> None:
    after = aftermath(checker, reviewer)
    desk = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    desk.sign_in(User.objects.get(username="editor"))
    troubles = {}
    for name, path in pages_of(after).items():
        desk.go(path)
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        troubles[name] = serious(desk) + ([f"{wide} wide"] if wide > width else [])
        shoot(desk, name, width, scheme, full_page=name.startswith("check"))
    assert {name: found for name, found in troubles.items() if found} == {}


def test_a_reader_needs_no_name_and_meets_no_script(
    open_desk: Callable[..., Desk], checker: User, reviewer: User
) -> None:
    after = aftermath(checker, reviewer)
    reader = open_desk(java_script_enabled=False)
    page = reader.go(f"/checks/{after.corrected.pk}/")
    expect(page.locator("h1")).to_have_text("The mission in Zelmar costs less than the prime minister said")
    expect(page.locator(".rated")).to_have_text("Mostly false")
    assert page.locator('script[type="application/ld+json"]').count() == 1
    page.get_by_text("Read the earlier version").click()
    expect(page.locator("#older")).to_contain_text("an earlier version")
    page.get_by_text("Read the check as it stands").click()
    expect(page.locator("#corrected")).to_be_visible()
    page.get_by_role("link", name="Fact-checks").click()
    expect(page.locator(".newest h2")).to_have_count(1)
    assert reader.context.cookies() == []


def test_the_markup_is_no_offence_to_the_policy(desk: Desk, checker: User, reviewer: User) -> None:
    """`desk` fails the test for any report of the Content-Security-Policy."""
    after = aftermath(checker, reviewer)
    page = desk.go(f"/checks/{after.corrected.pk}/")
    kind = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']"
    )
    assert kind == "ClaimReview"


def test_an_editor_publishes_and_corrects_by_keyboard(desk: Desk) -> None:
    claim = approved()
    editor = UserFactory(username="editor", role=Role.EDITOR)
    page = desk.sign_in(editor)
    desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("p")
    expect(page.locator(".steps b")).to_have_text("Published")
    expect(page.locator("#said")).to_contain_text("Published")
    assert not desk.focus().startswith("BODY")

    desk.tab_to("Correct…")
    page.keyboard.press("Enter")
    page.locator("#correct-was").fill("37")
    page.locator("#correct-explanation").fill("The harbour log names 38 dead.")
    page.locator("#correct-explanation").press("Tab")
    page.keyboard.press("Enter")
    assert Claim.objects.get(pk=claim.pk).status == Status.PUBLISHED  # the browser asks for what it says now
    page.locator("#correct-now").fill("38")
    page.keyboard.press("Enter")
    expect(page.locator(".steps b")).to_have_text("Corrected")
    page.get_by_role("link", name=f"/checks/{claim.pk}/").click()
    expect(page.locator(".finding")).to_contain_text("The harbour log names 38 dead.")


def test_a_change_by_the_wire_is_acknowledged_by_keyboard(desk: Desk, checker: User, reviewer: User) -> None:
    after = aftermath(checker, reviewer)
    page = desk.sign_in(checker)
    desk.go(f"/claims/{after.changed.pk}/")
    expect(page.locator("#recheck .pair .was")).to_have_text("3,400")
    page.keyboard.press("s")
    assert desk.focus() == "TEXTAREA acknowledge-note"
    page.keyboard.type("The ministry’s list has 3,600, too.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#recheck")).to_have_count(0)
    expect(page.locator("#history")).to_contain_text("acknowledged the change in it")
    assert not desk.focus().startswith("BODY")


def test_a_verdict_form_half_written_outlives_the_acknowledging(desk: Desk, checker: User) -> None:
    claim = approved(needs_recheck=True, recheck={"because": "the sentence means something else now"})
    Claim.objects.filter(pk=claim.pk).update(status=Status.QUEUED)
    claim.verdicts.update(ended_at=claim.created_at)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("t")
    expect(page.locator("#lease.mine")).to_be_visible()
    page.locator("#propose textarea").fill("The log names them all.")
    page.locator("#recheck summary").click()
    page.locator("#acknowledge-note").fill("Looked at both.")
    page.get_by_role("button", name="My work stands").click()
    expect(page.locator("#recheck")).to_have_count(0)
    expect(page.locator("#propose textarea")).to_have_value("The log names them all.")
