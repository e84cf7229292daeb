"""Events in a browser: pictures, rules of accessibility, and a night that grows while somebody looks on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.models import User
from tests.browser.conftest import Desk
from tests.browser.ferry import ferry_event
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import serious


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_events_have_their_picture_taken(
    open_desk: Callable[..., Desk], editor: User, scheme: str, width: int
) -> None:
    event = ferry_event(editor)
    desk = open_desk(
        color_scheme=scheme,
        viewport={"width": width, "height": SIZES[width]},
        has_touch=width < 500,
        reduced_motion="reduce",
    )
    desk.sign_in(editor)
    for name, path in {"event": f"/events/{event.pk}/", "events": "/events/"}.items():
        desk.go(path)
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} scrolls sideways"
        shoot(desk, name, width, scheme, full_page=True)
        assert serious(desk) == []
