"""A real browser on a real server: Debian's chromium, driven by playwright, on Django's live server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from claims.models import User
from claims.statuses import Role
from tests.factories import PASSWORD, UserFactory

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # the pages are our own; a container rarely lets chromium make a sandbox
]

# playwright's own loop runs in the tests' thread; the tests use the database between its calls, not within
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all tests of this folder; its event loop ends with them."""
    if not CHROMIUM.is_file():
        pytest.skip(f"needs a browser: no {CHROMIUM} (apt-get install chromium, or CHROMIUM=path)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Desk:
    """A person's window on the desk. `trouble` gathers what must not happen: script errors, dialogs, CSP."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.context = address, context
        self.page: Page = context.new_page()
        self.trouble: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        self.page.on("dialog", self._dismiss)
        self.page.on("console", self._listen)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, person: User) -> Page:
        """Through the form, by keyboard."""
        page = self.give_name(person)
        page.wait_for_url("**/queue/")
        return page

    def give_name(self, person: User) -> Page:
        """Name and password, typed once the form listens; what follows is the caller's to await."""
        page = self.go("/login/")
        expect(page.locator("#u")).to_be_focused()
        page.keyboard.type(person.username)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        return page

    def tab_to(self, name: str, most: int = 80, *, key: str = "Tab") -> None:
        """Press Tab, or `key`, until the element with this text has the focus."""
        for _ in range(most):
            self.page.keyboard.press(key)
            if name in str(self.page.evaluate("document.activeElement.textContent")).strip():
                return
        raise AssertionError(f"Tab never reached {name!r}")

    def reach(self, selector: str, most: int = 120) -> None:
        """Press Tab until the element that the selector names has the focus."""
        for _ in range(most):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached {selector!r}")

    def focus(self) -> str:
        """Where the focus is: tag, and id or text."""
        return str(
            self.page.evaluate(
                "(e => `${e.tagName} ${e.id || e.name || e.textContent.trim()}`)(document.activeElement)"
            )
        )

    def _dismiss(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _listen(self, message: Any) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.trouble.append(f"policy: {message.text}")


class Requests:
    """Those that the server is at: a window that closes leaves some, and tables are emptied behind it."""

    def __init__(self) -> None:
        self.open = 0
        self.changed = Condition()

    def begin(self, **_: Any) -> None:
        with self.changed:
            self.open += 1

    def end(self, **_: Any) -> None:
        with self.changed:
            self.open -= 1
            self.changed.notify_all()

    def wait_for_the_last(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.open <= 0, timeout=10)


@pytest.fixture
def requests() -> Iterator[Requests]:
    counted = Requests()
    request_started.connect(counted.begin)
    request_finished.connect(counted.end)
    yield counted
    request_started.disconnect(counted.begin)
    request_finished.disconnect(counted.end)


@pytest.fixture
def open_desk(
    browser: Browser, transactional_db: None, live_server: LiveServer, requests: Requests
) -> Iterator[Callable[..., Desk]]:
    """Opens windows, each with its own cookies; fails the test if anything went wrong in one."""
    desks: list[Desk] = []

    def make(**options: Any) -> Desk:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(10_000)
        desks.append(Desk(context, live_server.url))
        return desks[-1]

    yield make
    for desk in desks:
        desk.context.close()
    requests.wait_for_the_last()
    assert [line for desk in desks for line in desk.trouble] == []


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


@pytest.fixture
def checker(transactional_db: None) -> User:
    return UserFactory(username="checker", first_name="Noor", last_name="Adeyemi", role=Role.CHECKER)


@pytest.fixture
def reviewer(transactional_db: None) -> User:
    return UserFactory(username="reviewer", first_name="Tomas", last_name="Reyl", role=Role.REVIEWER)


@pytest.fixture
def editor(transactional_db: None) -> User:
    return UserFactory(username="editor", first_name="Kemi", last_name="Osei", role=Role.EDITOR)
