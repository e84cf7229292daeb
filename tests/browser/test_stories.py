"""Handing a story in by the form, and watching it being read."""

from __future__ import annotations

from playwright.sync_api import expect

from claims.actions import leasing, record
from claims.models import Article, User
from tests.browser.conftest import Desk
from tests.factories import BODY, ferry


def test_a_pasted_story_waits_and_then_shows_its_claims(desk: Desk, checker: User) -> None:
    desk.sign_in(checker)
    page = desk.go("/articles/new/")
    page.get_by_label("Source").fill("Northline")
    page.get_by_label("Title").fill("Ferry sinks off Port Selwick")
    page.get_by_label("Text or HTML of the story").fill(BODY)
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("#progress")).to_contain_text("Waiting for a reader")
    expect(page.locator("#story")).to_contain_text("The search goes on.")

    article = Article.objects.get()
    lease = leasing.lease(article_id=article.pk)
    assert lease is not None
    expect(page.locator("#progress")).to_contain_text("Reading the story for claims")
    assert article.current is not None
    record.record(
        lease=lease, revision=article.current, extraction=ferry(article.body), started_at=article.received_at
    )
    record.finish(lease=lease)
    expect(page.locator("#story mark b")).to_have_text("At least 37")
    expect(page.locator("#progress")).to_have_count(0)
