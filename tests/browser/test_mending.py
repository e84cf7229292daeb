"""What was read is put right by keyboard: a figure mended, a claim added by selecting it, a note, a split."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, ClaimNote, Revision, User
from claims.statuses import Role, Status
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.scene import full_desk
from tests.factories import UserFactory

SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector('#story'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(words);
    if (at < 0 || !node.parentElement.closest('.graf')) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""


@pytest.fixture
def spending(checker: User, reviewer: User, transactional_db: None) -> Claim:
    full_desk(checker, reviewer)
    Revision.objects.update(extracted_at="2026-01-01T00:00Z")
    Claim.objects.filter(type="spending").update(
        status=Status.QUEUED, holder=None, taken_at=None, lease_until=None
    )
    return Claim.objects.get(type="spending")


def opened(page: Page) -> None:
    expect(page.locator("#mend")).to_have_attribute("open", "")


def test_a_figure_is_mended_and_a_claim_added_by_keyboard(
    open_desk: Callable[..., Desk], editor: User, spending: Claim
) -> None:
    UserFactory(username="tomas", first_name="Tomas", last_name="Reyl", role=Role.REVIEWER)
    desk = open_desk()
    page = desk.sign_in(editor)
    keys = page.keyboard
    desk.go(f"/claims/{spending.pk}/")

    keys.press("f")
    assert desk.focus() == "INPUT mend-figure"
    page.locator("#mend-figure").press("Control+a")
    keys.type("4.6 billion crowns")
    keys.press("Enter")
    expect(page.locator("#said")).to_contain_text("Mended")
    expect(page.locator("#mendings")).to_contain_text("Kemi Osei mended it")
    expect(page.locator("mark.here b")).to_have_text("4.6 billion crowns")
    assert not desk.focus().startswith("BODY")
    spending.figure.refresh_from_db()
    assert (spending.figure.text, spending.figure.low) == ("4.6 billion crowns", 4.6e9)

    keys.press("m")
    assert desk.focus() == "TEXTAREA note-text"
    keys.type("@tomas the figure was read without its words")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#notes .log")).to_contain_text("the figure was read without its words")
    expect(page.locator("#said")).to_contain_text("Tomas Reyl told")
    assert ClaimNote.objects.get().mentions.get().username == "tomas"

    desk.tab_to("Split in two…", most=120)
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    assert desk.focus() == "INPUT apart-second"
    keys.type("14 months")
    keys.press("Tab")
    keys.type("The wait is a claim of its own.")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#said")).to_contain_text("Split in two")
    part = Claim.objects.get(split_from=spending)
    assert (part.figure.text, part.figure.low) == ("14 months", 14.0)

    sentence = unclaimed(spending.revision)
    assert page.evaluate(SELECT, sentence)
    keys.press("h")
    expect(page.locator("#point-words")).to_have_value(sentence)
    assert desk.focus() == "TEXTAREA point-words"
    desk.tab_to("Add the claim")
    keys.press("Enter")
    page.wait_for_url("**/?mend=open#record")
    opened(page)
    added = Claim.objects.get(added_by=editor, split_from=None)
    assert added.sentence == sentence == added.revision.body[added.start : added.end]
    expect(page.locator("#said")).to_contain_text("Added")


def test_half_a_note_and_half_a_mending_outlive_a_decision(
    open_desk: Callable[..., Desk], editor: User, spending: Claim
) -> None:
    desk = open_desk()
    page = desk.sign_in(editor)
    desk.go(f"/claims/{spending.pk}/?mend=open")
    page.locator("#note-text").fill("Half a thou")
    page.locator("#mend-place").fill("Port Selwick")
    page.locator("#lease .btn.main").click()
    expect(page.locator("#said")).to_contain_text("You took")
    expect(page.locator("#note-text")).to_have_value("Half a thou")
    expect(page.locator("#mend-place")).to_have_value("Port Selwick")
    page.locator("#mend-save").click()
    expect(page.locator("#said")).to_contain_text("Mended")
    expect(page.locator("#note-text")).to_have_value("Half a thou")


def unclaimed(revision: Revision) -> str:
    """A sentence of the story that nobody claims, and that has no figure."""
    claimed = [(claim.start, claim.end) for claim in revision.claims.all()]
    for sentence in revision.body.replace("\n", ". ").split(". "):
        at = revision.body.index(sentence)
        is_free = all(end <= at or start >= at + len(sentence) for start, end in claimed)
        is_plain = sentence.isascii() and not any(char.isdigit() for char in sentence)
        if is_free and is_plain and len(sentence.split()) > 8:
            return sentence
    raise AssertionError("every sentence is claimed")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_mending_has_its_picture_taken(
    open_desk: Callable[..., Desk], editor: User, spending: Claim, scheme: str, width: int
) -> None:
    desk = open_desk(
        color_scheme=scheme, viewport={"width": width, "height": SIZES[width]}, reduced_motion="reduce"
    )
    page = desk.sign_in(editor)
    desk.go(f"/claims/{spending.pk}/?mend=open")
    page.locator("#mend-figure").fill("4.6 billion crowns")
    page.locator("#mend .btn.main").click()
    expect(page.locator("#mendings")).to_contain_text("mended it")
    page.locator("#note-text").fill("Ask the treasury for table 4.2.")
    page.locator("#notes .btn").click()
    expect(page.locator("#notes .log")).to_contain_text("table 4.2")
    desk.go(f"/claims/{spending.pk}/?mend=open")
    page.locator("#point summary").click()
    shoot(desk, "mending", width, scheme, full_page=True)


def test_a_claim_prints_without_what_is_only_for_clicking(
    open_desk: Callable[..., Desk], editor: User, spending: Claim
) -> None:
    desk = open_desk(viewport={"width": 794, "height": 1123})
    page = desk.sign_in(editor)
    desk.go(f"/claims/{spending.pk}/")
    page.emulate_media(media="print")
    for gone in (".top", ".dock", "#mend", "#point", "#lease", "#note-text"):
        expect(page.locator(gone).first).to_be_hidden()
    for stays in ("#headline", "#record", "#evidence", "#verdict", "#history", "#story"):
        expect(page.locator(stays)).to_be_visible()
    paper = page.pdf(format="A4", print_background=True)
    assert paper.startswith(b"%PDF")
    (Path(__file__).resolve().parents[2] / "shots/claim-print.pdf").write_bytes(paper)
    shoot(desk, "claim-print", 794, "light", full_page=True)
