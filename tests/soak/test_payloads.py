"""S4 in full: every field that people and wires fill has each of the sixty payloads once, on every page."""

from __future__ import annotations

import pytest

from claims.models import User
from tests.browser.conftest import Desk, browser, checker, desk, editor, open_desk, requests
from tests.browser.hostile import PAYLOADS, found_on, hostile_desk
from tests.soak.figures import share_of, tell

__all__ = ["browser", "checker", "desk", "editor", "open_desk", "requests"]


@pytest.mark.parametrize("start", range(share_of(len(PAYLOADS))))
def test_every_payload_in_every_field_stays_text(desk: Desk, editor: User, start: int) -> None:
    paths = hostile_desk(editor, start)
    desk.sign_in(editor)
    assert found_on(desk, paths) == {}
    tell("S4", "pages with a payload in every field, all text", len(paths))
