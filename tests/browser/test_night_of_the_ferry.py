"""A scenario of the shared folder arrives file by file, read by the real model, while somebody looks on.

The page asks every ten seconds; the tests move the browser's clock instead of waiting.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from claims.actions import corrections, queue, verdicts
from claims.ingest.files import pieces
from claims.management.arrivals import Arrivals
from claims.models import Claim, Event, Occurrence, User
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import serious
from tests.factories import EvidenceFactory
from tests.model.conftest import released
from tests.scenarios.conftest import Played
from workers.model.scorer import Scorer

__all__ = ["released"]  # the model, loaded once

pytestmark = pytest.mark.browser
POLL = 10_500  # milliseconds, a little more than between two questions of the page


class Night(Played):
    """The scenario, a file at a time; the desk's clock stands two minutes after the version was sent."""

    def __init__(self, folder: Path, scorer: Scorer, settings: LazySettings) -> None:
        super().__init__(folder, scorer)
        self._settings = settings
        self._files: Iterator[dict[str, Any]] = iter(self.expected["files"])

    def next_file(self, count: int = 1) -> None:
        for _ in range(count):
            row = next(self._files)
            self._settings.FACTCHECK_NOW = datetime.fromisoformat(row["sent"]) + timedelta(minutes=2)
            list(Arrivals().take(pieces([str(self.folder / row["file"])], io.BytesIO())))
            self.read()


@pytest.fixture
def night(shared: Path, released: Scorer, settings: LazySettings, transactional_db: None) -> Night:
    return Night(shared / "scenarios/s01-ferry-fire", released, settings)


def a_moment_later(page: Page) -> None:
    page.clock.run_for(POLL)


def markers(page: Page) -> int:
    """How many reports the main drawing shows."""
    return int(page.locator("#toll0w .dot").count())


def judge(claim: Claim, checker: User) -> None:
    """Acknowledge what the wire changed so far, take it and propose a verdict."""
    corrections.acknowledge(claim_id=claim.pk, by=checker, version=claim.version, note="Seen.")
    queue.take(claim_id=claim.pk, by=checker)
    EvidenceFactory(claim=claim, added_by=checker)
    claim.refresh_from_db()
    given = {"version": claim.version, "key": str(uuid4()), "rating": "true"}
    verdicts.propose(claim_id=claim.pk, by=checker, explanation="The coast guard's list says so.", **given)


def telling(source: str, measure: str) -> Claim:
    """The agency's claim of that measure, as it tells it now."""
    told = Occurrence.objects.filter(measure=measure, role="point", claim__article__source__name=source)
    return told.order_by("-revision__number").select_related("claim")[0].claim


def test_the_timeline_grows_and_a_conflict_appears_and_settles(
    desk: Desk, checker: User, night: Night
) -> None:
    night.next_file()
    event = Event.objects.get()
    desk.page.clock.install()
    desk.sign_in(checker)
    page = desk.go(f"/events/{event.pk}/")
    page.evaluate("window.stays = true")
    assert markers(page) == 1
    expect(page.locator("#toll0n")).to_have_count(1)

    page.locator("#toll0-rows a").first.focus()
    held = page.evaluate("document.activeElement.id")
    night.next_file()
    a_moment_later(page)
    expect(page.locator("#toll0w .dot")).to_have_count(2)
    assert page.evaluate("document.activeElement.id") == held
    expect(page.locator("#event-said")).to_contain_text("Updated.")

    night.next_file(2)
    a_moment_later(page)
    expect(page.locator(".clash")).to_have_count(1)
    expect(page.locator(".clash")).to_contain_text("says 19")
    expect(page.locator(".clash")).to_contain_text("says 15")

    night.next_file()
    a_moment_later(page)
    expect(page.locator(".clash")).to_have_count(0)
    expect(page.locator("#toll0w .warn")).to_contain_text("Conflict 1, closed after")
    assert page.evaluate("window.stays"), "the page was never loaded anew"


def test_a_corrected_toll_asks_for_a_recheck_of_what_rests_on_it(
    desk: Desk, checker: User, night: Night
) -> None:
    night.next_file(5)
    killed, wounded = (telling("Northline", measure) for measure in ("killed", "wounded"))
    for claim in (killed, wounded):
        judge(claim, checker)
    desk.page.clock.install()
    desk.sign_in(checker)
    page = desk.go(f"/events/{killed.event_id}/")
    expect(page.locator(".flag.recheck")).to_have_count(0)

    night.next_file()
    a_moment_later(page)
    expect(page.locator(".flag.recheck")).to_have_count(1)
    expect(page.locator(f"li:has(#own{killed.pk}) .flag.recheck")).to_have_count(1)
    expect(page.locator("#toll0w .void")).to_have_count(1)
    expect(page.locator("#toll0w .warn").last).to_contain_text("2 open")
    assert not Claim.objects.get(pk=wounded.pk).needs_recheck


def test_the_page_rests_while_nobody_looks_and_keeps_an_open_form(
    desk: Desk, night: Night, editor: User
) -> None:
    night.next_file()
    desk.page.clock.install()
    desk.sign_in(editor)
    page = desk.go(f"/events/{Event.objects.get().pk}/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/told/" in request.url else None)
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true})")
    page.evaluate("window.away = true")
    a_moment_later(page)
    a_moment_later(page)
    assert asked == []
    page.locator("#rename summary").click()
    page.get_by_label("Why, so that others can follow").first.fill("half a reason")
    night.next_file()
    page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#toll0w .dot")).to_have_count(2)
    expect(page.get_by_label("Why, so that others can follow").first).to_have_value("half a reason")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_ferrys_pages_have_their_picture_taken(
    open_desk: Callable[..., Desk], checker: User, night: Night, scheme: str, width: int
) -> None:
    night.next_file(6)
    desk = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    desk.sign_in(checker)
    killed = telling("Northline", "killed")
    paths = {
        "ferry": f"/events/{killed.event_id}/",
        "ferry-claim": f"/claims/{killed.pk}/",
        "ferry-events": "/events/",
    }
    for name, path in paths.items():
        desk.go(path)
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} scrolls sideways"
        shoot(desk, name, width, scheme, full_page=True)
        assert serious(desk) == []
