"""Accessibility rules (axe) on every page: no serious violation, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims.models import User
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.factories import ClaimEventFactory, ClaimFactory, EvidenceFactory, VerdictFactory

LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}, "has_touch": True},
]


def serious(desk: Desk) -> list[str]:
    found = Axe().run(desk.page).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS, ids=["light-wide", "dark-narrow"])
def test_no_page_has_a_serious_violation(
    open_desk: Callable[..., Desk], checker: User, look: dict[str, Any]
) -> None:
    fresh = ClaimFactory(priority=90)
    held = ClaimFactory(status=Status.IN_PROGRESS, holder=checker, needs_recheck=True)
    EvidenceFactory(claim=held, quote="37 dead", stance="against")
    ClaimEventFactory(claim=held, actor=checker, action="take", from_status="queued", to_status="in_progress")
    proposed = ClaimFactory(status=Status.PROPOSED)
    VerdictFactory(claim=proposed)
    revision = held.revision
    revision.chrome = [{"start": 0, "end": 53, "reason": "photo caption"}]
    revision.speeches = [{"start": held.start, "end": held.end, "speaker": "Ines Vallory", "how": "said"}]
    revision.save()

    desk = open_desk(**look)
    desk.go("/login/")
    troubles = {"/login/": serious(desk)}
    desk.sign_in(checker)
    paths = [
        "/queue/",
        "/queue/?q=nothing+at+all",
        "/articles/",
        "/articles/new/",
        f"/articles/{held.article_id}/",
    ]
    paths += [f"/claims/{claim.pk}/" for claim in (fresh, held, proposed)]
    for path in paths:
        desk.go(path)
        troubles[path] = serious(desk)
    assert {path: found for path, found in troubles.items() if found} == {}


def test_the_sheet_of_keys_and_the_open_form_pass_too(desk: Desk, checker: User) -> None:
    held = ClaimFactory(status=Status.IN_PROGRESS, holder=checker)
    desk.sign_in(checker)
    page = desk.go(f"/claims/{held.pk}/")
    page.keyboard.press("e")
    assert serious(desk) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert serious(desk) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_runs_out_of_the_page(open_desk: Callable[..., Desk], checker: User, width: int) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=checker)
    claim.article.state, claim.article.failure = "failed", "/no/space/" * 40
    claim.article.save()
    desk = open_desk(viewport={"width": width, "height": 800})
    desk.sign_in(checker)
    for path in ("/queue/", f"/claims/{claim.pk}/", f"/articles/{claim.article_id}/", "/articles/new/"):
        page = desk.go(path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
