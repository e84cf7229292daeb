"""Every page of the desk, light and dark, wide and narrow: its picture in shots/, and no rule broken.

The pictures (not kept in git) are for people to look at. The rules: WCAG 2.2 A and AA as far as axe knows
them, nothing wider than the window, no error on the console, no report of the Content-Security-Policy.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import URLPattern, reverse
from playwright.sync_api import expect

from claims.models import User
from claims.urls import urlpatterns
from tests.browser import addresses
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WINDOWS = (
    "queue",
    "empty",
    "claim",
    "claim-judged",
    "article",
)  # their panes scroll
ONLY = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


@pytest.mark.parametrize("width", SIZES)
def test_every_page_keeps_the_rules_and_has_its_picture_taken(
    open_desk: Callable[..., Desk], checker: User, reviewer: User, width: int
) -> None:
    made = addresses.rows(checker, reviewer)
    desk = open_desk(
        viewport={"width": width, "height": SIZES[width]}, has_touch=width < 500, reduced_motion="reduce"
    )
    errors: list[str] = []
    desk.page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    found = looked_at(desk, "login", "/login/", width)
    desk.sign_in(made.editor)
    for pictures in addresses.pages(made).values():
        for name, path in pictures.items():
            found |= looked_at(desk, name, path, width)
    assert {name: broken for name, broken in found.items() if broken} == {}
    assert errors == []


def looked_at(desk: Desk, name: str, path: str, width: int) -> dict[str, list[str]]:
    """The page in both schemes: its pictures taken, and what is wrong with it by the picture's name."""
    answer = desk.page.goto(desk.address + path)
    assert answer is not None
    assert answer.status == 200, path
    expect(desk.page.locator(".htmx-request")).to_have_count(0)
    found = {}
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        found[f"{name}, {scheme}"] = broken_rules(desk) + too_wide(desk)
        shoot(desk, name, width, scheme, full_page=name not in WINDOWS)
    return found


def broken_rules(desk: Desk) -> list[str]:
    """In a window as high as the page: what lies half beneath the dock is only a matter of scrolling."""
    size = desk.page.viewport_size
    assert size is not None
    height = desk.page.evaluate("document.documentElement.scrollHeight")
    desk.page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    broken = Axe().run(desk.page, options=ONLY).response["violations"]
    desk.page.set_viewport_size(size)
    return [f"{rule['id']}: {node['target']}" for rule in broken for node in rule["nodes"]]


def too_wide(desk: Desk) -> list[str]:
    over = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{over} px too wide"] if over > 0 else []


def test_every_address_is_looked_at_or_said_to_be_no_page(
    checker: User, reviewer: User, client: Client
) -> None:
    """An address that answers a GET with anything but 405 is one that can be opened."""
    looked = addresses.pages(addresses.rows(checker, reviewer)).keys() | addresses.NO_PAGES.keys()
    assert {pattern.name for pattern in urlpatterns if opens(client, pattern)} == looked


def opens(client: Client, pattern: URLPattern) -> bool:
    words = dict.fromkeys(pattern.pattern.converters, 1)
    return client.get(reverse(str(pattern.name), kwargs=words)).status_code != 405
