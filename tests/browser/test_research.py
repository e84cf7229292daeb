"""Research by keyboard: a file, a link whose copy comes in by itself, somebody asked until a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Claim, Contact, EvidenceFile, Snapshot, User
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import serious
from tests.desk_factories import ContactFactory
from tests.factories import ClaimFactory, EvidenceFactory
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer
from tests.ingest.papers import PDF
from tests.research_factories import EvidenceFileFactory, SnapshotFactory
from workers import copying

PAGE = b"<!doctype html><title>Harbour log</title><h1>Harbour log</h1><p>Forty-one names stand in it.</p>"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(lambda *_: answer(PAGE, Content_Type="text/html; charset=utf-8")) as server:
        monkeypatch.setattr(copying, "RULES", allowing(server))
        yield server


@pytest.fixture
def held(checker: User) -> Claim:
    made: Claim = ClaimFactory(status=Status.IN_PROGRESS, holder=checker)
    return made


def test_a_file_and_a_copy_by_keyboard(
    desk: Desk, checker: User, held: Claim, site: Server, tmp_path: Path
) -> None:
    log = tmp_path / "harbour log.pdf"
    log.write_bytes(PDF)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    keys = page.keyboard
    page.on("filechooser", lambda _: None)  # from now on: one asked for only below may come too late

    keys.press("e")
    assert desk.focus() == "INPUT id_url"
    keys.press("Tab")
    keys.type("Harbour log, on paper")
    keys.press("Tab")
    assert desk.focus() == "INPUT id_file"
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(log)
    keys.press("Tab")
    keys.type("41 names")
    desk.reach("#add-form input[value=against]")
    keys.press("Space")
    desk.tab_to("Save evidence")
    keys.press("Enter")
    expect(page.locator("#said")).to_contain_text("Added evidence: Harbour log, on paper")
    assert bytes(EvidenceFile.objects.get().content) == PDF
    assert not desk.focus().startswith("BODY")
    with page.expect_download() as saved:
        page.locator("a[download]").press("Enter")
    assert saved.value.suggested_filename == "harbour log.pdf"

    keys.press("e")
    keys.type(f"http://127.0.0.1:{site.port}/log")
    keys.press("Tab")
    keys.type("Harbour log, on the web")
    desk.reach("#add-form input[value=against]")
    keys.press("Space")
    keys.press("Enter")
    copy = page.locator(".copy")
    expect(copy).to_contain_text("is being fetched")
    copying.copy_page(Snapshot.objects.get().pk)
    expect(copy).to_contain_text("Copy kept")  # nobody has loaded the page again
    copy.locator("summary").press("Enter")
    expect(copy.locator(".kept-text")).to_contain_text("Forty-one names stand in it.")


def test_a_request_and_its_answer_by_keyboard(desk: Desk, checker: User, held: Claim) -> None:
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    keys = page.keyboard
    keys.press("l")
    assert desk.focus() == "INPUT id_c_whom"
    keys.type("Odile Brann")
    due = timezone.localtime() + timedelta(hours=2)
    page.locator("#id_c_due_at").fill(f"{due:%Y-%m-%dT%H:%M}")
    page.locator("#id_c_question").press_sequentially("How many names?")
    desk.tab_to("Save")
    keys.press("Enter")
    expect(page.locator("#contacts")).to_contain_text("Asked: 1 open")
    assert Contact.objects.requests().get().whom == "Odile Brann"

    page.locator("#contacts li summary").press("Enter")
    page.locator("#contacts li textarea").press_sequentially("Forty-one.")
    desk.tab_to("Save the answer")
    keys.press("Enter")
    expect(page.locator("#contacts")).to_contain_text("Asked: 1 ended")
    assert Contact.objects.get().reply == "Forty-one."


@pytest.mark.parametrize("size", [1 << 17, 1 << 19], ids=["read to its end", "not read at all"])
def test_a_file_that_is_too_large_leaves_the_form_as_it_is(
    desk: Desk, checker: User, held: Claim, settings: Any, size: int
) -> None:
    settings.FACTCHECK_FILE_BYTES = 1 << 16
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.keyboard.press("e")
    page.locator("#id_title").fill("Harbour log")
    page.locator("#id_file").set_input_files(
        {"name": "log.pdf", "mimeType": "application/pdf", "buffer": PDF + bytes(size)}
    )
    page.locator("#add-form .btn.main").click()
    expect(page.locator("#add-form .notice.stop")).to_contain_text("That was not saved.")
    expect(page.locator("#id_title")).to_have_value("Harbour log")


def test_without_script_a_file_is_added_and_a_piece_mended(
    open_desk: Callable[..., Desk], checker: User, held: Claim, tmp_path: Path
) -> None:
    log = tmp_path / "log.pdf"
    log.write_bytes(PDF)
    desk = open_desk(java_script_enabled=False)
    page = desk.go("/login/")
    page.locator("#u").fill(checker.username)
    page.locator("input[type=password]").fill("north-pier-lantern")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue/")
    page = desk.go(f"/claims/{held.pk}/")
    page.locator("#add > summary").click()
    page.locator("#id_title").fill("Harbour log")
    page.locator("#id_file").set_input_files(log)
    page.locator("#add-form input[name=stance][value=for]").check()
    page.locator("#add-form .btn.main").click()
    page.locator("#evidence a", has_text="Edit").click()
    page.locator("textarea").fill("41 names")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator("#evidence .versus")).to_contain_text("41 names")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_sources_and_contacts_look_right_and_break_no_rule(
    open_desk: Callable[..., Desk], checker: User, held: Claim, scheme: str, width: int
) -> None:
    researched(held, checker)
    desk = open_desk(
        color_scheme=scheme, viewport={"width": width, "height": SIZES[width]}, has_touch=width < 500
    )
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.locator("#add > summary").click()
    page.locator("#contact > summary").click()
    page.locator("#contacts li summary").first.click()
    page.locator(".kept summary").click()
    shoot(desk, "research", width, scheme, full_page=True)
    assert serious(desk) == []
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    desk.go(f"/claims/{held.pk}/evidence/{held.evidence.first().pk}/")
    shoot(desk, "evidence", width, scheme, full_page=True)
    assert serious(desk) == []


def researched(held: Claim, by: User) -> None:
    """Sources in every state, and people asked with every outcome."""
    told = {"claim": held, "added_by": by}
    first = EvidenceFactory(
        quote="Forty-one names stand in the log.",
        publisher="Harbour office",
        is_primary=True,
        archive_url="https://archive.example/log",
        **told,
    )
    text = "Harbour log\n\n" + "Forty-one names stand in the log of Monday. " * 40
    SnapshotFactory(evidence=first, kept=True, text=text)
    for stance, failure in (("against", "The server answered 503 Service Unavailable."), ("context", "")):
        piece = EvidenceFactory(title=f"Coast guard, {stance}", stance=stance, **told)
        SnapshotFactory(evidence=piece, failure=failure)
    EvidenceFileFactory(evidence__claim=held, evidence__title="Passenger list, on paper")
    ContactFactory(claim=held, question="How many names are in the log?")
    ContactFactory(claim=held, due_at=timezone.now() - timedelta(hours=2), whom="Sen. Ilse Marrow")
    answered = {"outcome": "replied", "reply": "Forty-one.", "ended_at": timezone.now()}
    ContactFactory(claim=held, whom="Dr. Tamsin Reyl", asked="expert", question="Is it whole?", **answered)
