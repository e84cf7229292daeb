"""Pictures of the desk for people to look at: shots/, not kept in git, by width and scheme."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Desk

SHOTS = Path(__file__).resolve().parents[2] / "shots"
SIZES = {1440: 900, 390: 844}


def shoot(desk: Desk, name: str, width: int, scheme: str, *, full_page: bool = False) -> None:
    SHOTS.mkdir(exist_ok=True)
    path = SHOTS / f"{name}-{width}-{scheme}.png"
    desk.page.screenshot(path=path, full_page=full_page)
    assert path.stat().st_size > 5_000
