"""The queue by keyboard: a hundred decisions, a selection, a claim set aside, one's own keys, a lost race."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from claims.actions import queue
from claims.models import Claim, ClaimEvent, User
from tests.browser.conftest import Desk
from tests.factories import ArticleFactory, ClaimFactory

HUNDRED = 100
COUNT = """() => {
    window.pressed = 0;
    window.told = [];
    document.addEventListener('keydown', () => { window.pressed += 1; }, true);
    new MutationObserver(() => window.told.push(document.getElementById('said').textContent.trim()))
        .observe(document.getElementById('said'), {childList: true, subtree: true, characterData: true});
}"""


def claims(number: int) -> list[Claim]:
    """Of one story, the highest priority first, each with a sentence that can be told from the others."""
    lines = [f"In ward {n} of Port Selwick {n + 3} people fell ill." for n in range(number)]
    revision = ArticleFactory(state="ready", body="\n\n".join(lines)).current
    return [
        ClaimFactory(revision=revision, sentence=line, priority=900 - n, figure=None)
        for n, line in enumerate(lines)
    ]


def row(page: Page, claim: Claim) -> str:
    return f"#queue > .row#c{claim.pk}"


def test_a_hundred_claims_take_a_hundred_keys(desk: Desk, checker: User) -> None:
    made = claims(HUNDRED + 2)
    page = desk.sign_in(checker)
    page.evaluate(COUNT)
    open_row = page.locator("#queue > .row[aria-current]")
    for number in range(HUNDRED):
        expect(open_row).to_have_id(f"c{made[number].pk}")
        assert page.evaluate(
            "document.activeElement.closest('.row[aria-current]') !== null || !window.pressed"
        )
        page.keyboard.press(str(number % 6 + 1) if number % 3 else "y")
    expect(open_row).to_have_id(f"c{made[HUNDRED].pk}")
    expect(page.locator("#queue > .htmx-request")).to_have_count(0)
    assert page.evaluate("window.pressed") == HUNDRED
    told = " ".join(page.evaluate("window.told"))
    assert all(f"ward {number} of" in told for number in range(HUNDRED))
    kept = Claim.objects.filter(status="queued").count()
    assert (kept, Claim.objects.filter(status="dismissed").count()) == (34, 66)
    assert page.evaluate("document.activeElement.className") == "claim"


def test_a_key_that_is_held_down_decides_once(desk: Desk, checker: User) -> None:
    _, second, third = claims(3)
    page = desk.sign_in(checker)
    for _ in range(3):
        page.keyboard.down("1")  # the second and the third are repeats
    page.keyboard.up("1")
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{second.pk}")
    page.keyboard.press("y")
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{third.pk}")
    expect(page.locator("#queue > .htmx-request")).to_have_count(0)
    assert Claim.objects.filter(status="dismissed").count() == 1


def test_undo_brings_each_decision_back_the_last_one_first(desk: Desk, checker: User) -> None:
    first, *_ = claims(3)
    page = desk.sign_in(checker)
    page.keyboard.press("4")
    expect(page.locator(row(page, first))).to_have_count(0)
    page.keyboard.press("y")
    expect(page.locator("#said")).to_contain_text("Kept in the queue")
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("is new again")
    page.keyboard.press("u")
    expect(page.locator(row(page, first))).to_be_visible()
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{first.pk}")
    assert set(Claim.objects.values_list("status", flat=True)) == {"new"}


def test_several_are_selected_named_decided_and_undone_at_once(desk: Desk, checker: User) -> None:
    made = claims(5)
    page = desk.sign_in(checker)
    expect(page.locator("#bulk")).to_be_hidden()
    page.keyboard.press("x")
    for _ in range(2):
        page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("#selected")).to_have_text("3 selected")
    expect(page.locator("#chosen .chip")).to_have_count(3)
    expect(page.locator("#chosen")).to_contain_text("ward 1 of")
    expect(page.locator("#chosen")).not_to_contain_text("ward 3 of")
    page.get_by_text("Dismiss…").click()
    page.locator("#bulk-reason").select_option("trivial")
    page.locator("#bulk button[value=dismiss]").click()
    expect(page.locator("#said")).to_contain_text("3 claims dismissed.")
    expect(page.locator("#queue > .row")).to_have_count(2)
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{made[3].pk}")
    expect(page.locator("#bulk")).to_be_hidden()
    page.keyboard.press("u")
    expect(page.locator("#queue > .row")).to_have_count(5)
    assert set(Claim.objects.values_list("status", flat=True)) == {"new"}
    assert not desk.focus().startswith("BODY")


def decide_together(page: Page, number: int, deed: str = "take") -> None:
    """On the first rows, by their boxes."""
    for box in page.locator("#queue > .row .pick input").all()[:number]:
        box.check()
    page.locator(f"#bulk button[value={deed}]").click()


def test_many_and_single_ones_are_taken_back_in_one_order_and_after_a_reload(
    desk: Desk, checker: User
) -> None:
    claims(6)
    page = desk.sign_in(checker)
    page.keyboard.press("4")
    expect(page.locator("#queue > .row")).to_have_count(5)
    decide_together(page, 2)
    expect(page.locator("#said")).to_contain_text("2 claims taken by you.")
    page.locator("#queue > .row a.claim").nth(3).focus()
    page.keyboard.press("y")
    expect(page.locator("#said")).to_contain_text("Kept in the queue")
    page = desk.go("/queue/")
    for key in "uuu":
        page.keyboard.press(key)
    expect(page.locator("#undo")).to_be_hidden()
    assert list(Claim.objects.values_list("status", flat=True)) == ["new"] * 6
    lines = ClaimEvent.objects.filter(action__startswith="undo_").order_by("id")
    assert [line.detail["undone"] for line in lines] == ["triage", "take", "take", "dismiss"]


def test_another_deed_on_the_way_to_the_answer_is_said_not_to_be_made(desk: Desk, checker: User) -> None:
    claims(4)
    page = desk.sign_in(checker)
    held_back: list[Route] = []

    def hold_back(route: Route) -> None:
        held_back.append(route)

    page.route("**/queue/bulk/", hold_back)
    decide_together(page, 2)
    page.locator("#bulk button[value=triage]").click()
    expect(page.locator("#said")).to_contain_text("This one was not made: choose it again.")
    [route] = held_back
    route.continue_()
    expect(page.locator("#said")).to_contain_text("2 claims taken by you.")


def test_escape_closes_the_times_to_set_aside_for_and_a_digit_dismisses_again(
    desk: Desk, checker: User
) -> None:
    second = claims(2)[1]
    page = desk.sign_in(checker)
    cap = page.locator("#triage [data-do=dismiss] kbd").first
    page.keyboard.press("s")
    expect(page.locator("details.aside")).to_have_attribute("open", "")
    expect(cap).not_to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("details.aside")).not_to_have_attribute("open", "")
    assert desk.focus().startswith("SUMMARY")
    expect(cap).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("#said")).to_contain_text("Dismissed")
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{second.pk}")


def test_a_claim_is_set_aside_by_two_keys_and_comes_back_from_its_view(desk: Desk, checker: User) -> None:
    first, second = claims(2)
    page = desk.sign_in(checker)
    page.keyboard.press("s")
    page.keyboard.press("2")
    expect(page.locator("#said")).to_contain_text("Set aside, for four hours")
    expect(page.locator("#queue > .row")).to_have_count(1)
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{second.pk}")
    page = desk.go("/queue/?view=aside")
    expect(page.locator(row(page, first) + " .age")).to_contain_text("back")
    page.get_by_role("button", name="Back to the queue now").click()
    expect(page.locator("h2")).to_contain_text(["Nothing here"])
    assert not Claim.objects.filter(set_aside_until__isnull=False).exists()


def test_a_claim_that_somebody_took_stays_readable_and_the_next_is_open(
    open_desk: Callable[..., Desk], checker: User, reviewer: User
) -> None:
    first, second = claims(2)
    desk = open_desk()
    page = desk.sign_in(checker)
    queue.take(claim_id=first.pk, by=reviewer)
    page.keyboard.press("a")
    expect(page.locator(row(page, first) + " .notice")).to_contain_text("Tomas Reyl took this claim")
    expect(page.locator(row(page, first) + " .hold")).to_contain_text("Tomas Reyl")
    expect(page.locator("#said")).to_contain_text("Tomas Reyl took this claim")
    expect(page.locator("#queue > .row[aria-current]")).to_have_id(f"c{second.pk}")
    assert not desk.focus().startswith("BODY")


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_every_tab_is_in_sight_on_a_small_screen(
    open_desk: Callable[..., Desk], editor: User, language: str
) -> None:
    User.objects.filter(pk=editor.pk).update(language=language, is_staff=True)
    page = open_desk(viewport={"width": 390, "height": 844}).sign_in(editor)
    tabs = [link.bounding_box() for link in page.locator("#masthead .tabs a").all()]
    assert len(tabs) == 7
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in tabs)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_ones_own_keys_hold_and_those_of_before_do_nothing(desk: Desk, checker: User) -> None:
    (claim,) = claims(1)
    desk.sign_in(checker)
    page = desk.go("/account/keys/")
    page.get_by_label("Worth checking: keep in the queue").fill("a")
    page.get_by_role("button", name="Keep these keys").click()
    expect(page.locator("#trouble")).to_contain_text("Take it myself")
    page.get_by_label("Worth checking: keep in the queue").fill("w")
    page.get_by_role("button", name="Keep these keys").click()
    expect(page.locator("#said")).to_have_text("Your keys are kept.")
    page = desk.go("/queue/")
    page.keyboard.press("y")
    page.keyboard.press("w")
    expect(page.locator("#said")).to_contain_text("Kept in the queue")
    claim.refresh_from_db()
    assert claim.status == "queued"


def test_without_a_script_boxes_and_buttons_do_the_same(
    open_desk: Callable[..., Desk], checker: User
) -> None:
    first, *_ = claims(2)
    desk = open_desk(java_script_enabled=False)
    page = desk.go("/login/")
    page.fill("#u", checker.username)
    page.fill("input[type=password]", "north-pier-lantern")
    page.press("input[type=password]", "Enter")
    page.wait_for_url("**/queue/")
    expect(page.locator("#bulk")).to_be_hidden()
    page.locator(row(page, first) + " .pick input").check()
    expect(page.locator("#bulk")).to_be_visible()
    page.locator("#bulk button[value=take]").click()
    expect(page.locator("#said")).to_contain_text("1 claim taken by you.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#said")).to_contain_text("is new again.")
    first.refresh_from_db()
    assert first.status == "new"
