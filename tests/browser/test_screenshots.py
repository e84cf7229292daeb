"""Pictures of the desk for people to look at: shots/ (not kept in git), light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.models import Claim, User
from claims.statuses import Status
from tests.browser.conftest import Desk
from tests.browser.scene import full_desk

SHOTS = Path(__file__).resolve().parents[2] / "shots"
SIZES = {1440: 900, 390: 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_the_desk_has_its_picture_taken(
    open_desk: Callable[..., Desk], checker: User, reviewer: User, scheme: str, width: int
) -> None:
    full_desk(checker, reviewer)
    held = Claim.objects.filter(status=Status.IN_PROGRESS, holder=checker).get()
    desk = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    desk.go("/login/")
    shoot(desk, "login", width, scheme)
    desk.sign_in(checker)
    pages = {
        "queue": "/queue/",
        "claim": f"/claims/{held.pk}/",
        "article": f"/articles/{held.article_id}/",
        "stories": "/articles/",
        "empty": "/queue/?type=crime&q=lighthouse",
    }
    for name, path in pages.items():
        desk.go(path)
        shoot(desk, name, width, scheme)


def shoot(desk: Desk, name: str, width: int, scheme: str, *, full_page: bool = False) -> None:
    SHOTS.mkdir(exist_ok=True)
    path = SHOTS / f"{name}-{width}-{scheme}.png"
    desk.page.screenshot(path=path, full_page=full_page)
    assert path.stat().st_size > 5_000
