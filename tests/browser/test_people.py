"""A person's own pages and what they are told: by keyboard, by themselves, without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from claims.actions import queue, tokens
from claims.actions.notifying import tell
from claims.models import Claim, Notification, Telling, User
from claims.models import Desk as NewsDesk
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.factories import PASSWORD, ClaimFactory, UserFactory


def busy(editor: User) -> Claim:
    """An editor in the middle of a shift: something held, something assigned, and news of every kind."""
    held = ClaimFactory(status=Status.QUEUED)
    queue.take(claim_id=held.pk, by=editor)
    ClaimFactory(status=Status.QUEUED, assignee=editor, assigned_at=timezone.now())
    for number, kind in enumerate(Telling):
        by = UserFactory(first_name="Imani", last_name="Crossley")
        text = f"Imani Crossley has news for you on claim {held.pk}: {kind.label.lower()}."
        tell(kind, [editor], text, claim=held, by=by)
        Notification.objects.filter(about=kind).update(at=timezone.now() - timedelta(hours=number * 5))
    oldest = Notification.objects.earliest("pk")
    Notification.objects.filter(pk=oldest.pk).update(read_at=timezone.now())
    token, _ = tokens.make_token(label="Night script", user=editor, scopes=["read"])
    tokens.note_used(token)
    old, _ = tokens.make_token(label="Old laptop", user=editor)
    tokens.revoke_own(token_id=old.pk, by=editor)
    NewsDesk.objects.update(webhook="https://hooks.example/T0/secret")
    return held


def test_news_is_read_by_keyboard(desk: Desk, editor: User) -> None:
    held = busy(editor)
    page = desk.sign_in(editor)
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/notifications/")
    expect(page.locator("#unread")).to_contain_text("7")
    desk.tab_to("Imani Crossley has news")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{held.pk}/")
    expect(page.locator("#unread")).to_contain_text("6")


def test_the_count_comes_by_itself_and_is_announced(desk: Desk, editor: User) -> None:
    desk.page.clock.install()
    page = desk.sign_in(editor)
    tell(Telling.ASSIGNED, [editor], "Kemi has a claim for you.", claim=ClaimFactory(), by=None)
    page.clock.fast_forward(61_000)
    expect(page.locator("#unread data")).to_have_text("1")
    expect(page.locator("#unread-said")).to_have_text("1 unread notification.")


def test_all_of_it_works_without_script(open_desk: Callable[..., Desk], editor: User) -> None:
    busy(editor)
    desk = open_desk(java_script_enabled=False)
    page = desk.go("/login/")
    page.fill("#u", editor.username)
    page.fill("#p", PASSWORD)
    page.press("#p", "Enter")
    desk.go("/account/")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    desk.go("/notifications/")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator(".tidings .new")).to_have_count(0)
    desk.go("/account/tokens/")
    page.get_by_label("Label").fill("Laptop")
    page.get_by_label("Read claims and events").check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.locator("#key")).to_be_visible()
