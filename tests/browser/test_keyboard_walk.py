"""The way of one claim from the wire to an approved verdict, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from claims.models import Claim, User
from tests.browser.conftest import Desk
from tests.factories import ClaimFactory


def lost(desk: Desk) -> bool:
    return desk.focus().startswith("BODY")


def test_a_claim_goes_to_an_approved_verdict_by_keyboard_alone(
    open_desk: Callable[..., Desk], checker: User, reviewer: User
) -> None:
    claim = ClaimFactory()
    desk = open_desk()
    page = desk.sign_in(checker)
    keys = page.keyboard

    keys.press("o")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    keys.press("t")
    expect(page.locator("#lease.mine")).to_be_visible()
    expect(page.locator("#said")).to_contain_text("You took")
    assert not lost(desk)

    keys.press("e")
    assert desk.focus() == "INPUT id_url"
    keys.type("https://harbour.example/log")
    keys.press("Tab")
    keys.type("Harbour log of Monday")
    desk.reach("#add-form input[value=against]")
    keys.press("Space")
    keys.press("Enter")
    expect(page.locator(".evid h3")).to_have_text("Harbour log of Monday")
    assert not lost(desk)

    keys.press("2")
    expect(page.locator("input[value=mostly-true]")).to_be_checked()
    keys.press("Tab")
    keys.press("Tab")
    keys.type("The harbour log names 37 dead.")
    keys.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Proposed as mostly true")
    claim.refresh_from_db()
    assert claim.status == "proposed"

    review = open_desk()
    page = review.sign_in(reviewer)
    review.tab_to("Ready for review", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".listhead h1")).to_have_text("Ready for review")
    page.keyboard.press("o")
    expect(page.locator("#standing")).to_contain_text("The harbour log names 37 dead.")
    page.wait_for_load_state()  # keys are there once the page's scripts are
    page.keyboard.press("y")
    expect(page.locator(".steps b")).to_have_text("Approved")
    assert not lost(review)

    history = page.locator("#history .log")
    for line in ("Tomas Reyl approved it", "Noor Adeyemi proposed a verdict on it", "Noor Adeyemi took it"):
        expect(history).to_contain_text(line)
    assert Claim.objects.get(pk=claim.pk).verdicts.get().approved_by == reviewer


def test_the_queue_moves_takes_and_dismisses_by_single_keys(desk: Desk, checker: User) -> None:
    first, second, third = (ClaimFactory(priority=priority) for priority in (90, 80, 70))
    page = desk.sign_in(checker)
    row = page.locator("#queue > .row[aria-current]")
    expect(row).to_have_id(f"c{first.pk}")

    page.keyboard.press("j")
    expect(row).to_have_id(f"c{second.pk}")
    page.keyboard.press("k")
    expect(row).to_have_id(f"c{first.pk}")

    page.keyboard.press("4")
    expect(page.locator(f"#c{first.pk}")).to_have_count(0)
    expect(page.locator("#said")).to_contain_text("Dismissed as trivial")
    expect(row).to_have_id(f"c{second.pk}")
    assert "claim" in str(page.evaluate("document.activeElement.className"))

    page.keyboard.press("a")
    expect(page.locator(f"#c{second.pk} .hold")).to_contain_text("You")
    expect(row).to_have_id(f"c{third.pk}")
    page.keyboard.press("y")
    expect(page.locator("#said")).to_contain_text("Kept in the queue")
    states = {claim.pk: claim.status for claim in Claim.objects.all()}
    assert states == {first.pk: "dismissed", second.pk: "in_progress", third.pk: "queued"}


def test_the_last_row_decided_leaves_an_empty_desk_that_says_so(desk: Desk, checker: User) -> None:
    ClaimFactory()
    page = desk.sign_in(checker)
    page.keyboard.press("1")
    expect(page.locator(".empty h2")).to_have_text("Nothing is left to check")


def test_keys_rest_while_typing(desk: Desk, checker: User) -> None:
    claim = ClaimFactory()
    page = desk.sign_in(checker)
    page.keyboard.press("/")
    page.keyboard.type("a 1 ferry?")
    expect(page.locator("#q")).to_have_value("a 1 ferry?")
    page.keyboard.press("Escape")
    assert desk.focus().startswith("BODY")
    claim.refresh_from_db()
    assert claim.status == "new"


def test_the_sheet_of_keys_opens_rests_the_keys_and_switches_them_off(desk: Desk, checker: User) -> None:
    claim = ClaimFactory()
    page = desk.sign_in(checker)
    held_by = desk.focus()
    page.keyboard.press("?")
    assert desk.focus() == "DIV keys"
    page.keyboard.press("Tab")
    assert desk.focus() == "INPUT single-keys"
    page.keyboard.press("Escape")
    expect(page.locator("#single-keys")).not_to_be_focused()  # the browser moves it when it next draws
    assert desk.focus() == held_by
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("1")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()

    page.reload()
    page.keyboard.press("1")
    page.keyboard.press("o")
    claim.refresh_from_db()
    assert claim.status == "new"
    assert page.url.endswith("/queue/")
    expect(page.locator("#single-keys")).not_to_be_checked()


def test_g_then_q_leads_back_to_the_queue(desk: Desk, checker: User) -> None:
    claim = ClaimFactory()
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue/")


def test_n_goes_from_highlight_to_highlight(desk: Desk, checker: User) -> None:
    claim = ClaimFactory()
    desk.sign_in(checker)
    page = desk.go(f"/claims/{claim.pk}/")
    page.keyboard.press("n")
    assert desk.focus().startswith("MARK")


def test_no_two_controls_on_screen_answer_to_one_key(desk: Desk, checker: User) -> None:
    claim = ClaimFactory()
    desk.sign_in(checker)
    taken = ClaimFactory(status="in_progress", holder=checker)
    for path in ("/queue/", f"/claims/{claim.pk}/", f"/claims/{taken.pk}/", f"/articles/{claim.article_id}/"):
        page = desk.go(path)
        keys = page.evaluate(
            "[...document.querySelectorAll('[data-key]')].filter(e => e.checkVisibility())"
            ".flatMap(e => e.dataset.key.split('|'))"
        )
        assert len(keys) == len(set(keys)), f"{path}: {sorted(keys)}"
