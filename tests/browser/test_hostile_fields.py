"""S4: payloads in every field that people and wires fill: text on every page, no dialog, no word from CSP.

Here each field has one payload, each payload a field; `make soak` gives every field all sixty.
"""

from __future__ import annotations

from claims.models import User
from tests.browser.conftest import Desk
from tests.browser.hostile import MADE, PAYLOADS, found_on, hostile_desk


def test_sixty_payloads_in_as_many_fields_stay_text(desk: Desk, editor: User) -> None:
    paths = hostile_desk(editor)
    desk.sign_in(editor)
    assert found_on(desk, paths) == {}


def test_there_are_sixty() -> None:
    assert len(set(PAYLOADS)) == 60


def test_markup_that_came_through_would_be_seen(desk: Desk) -> None:
    """The measure itself."""
    desk.go("/login/")
    made = "<p onclick='1'>a</p><a href=' javascript:1'>b</a><iframe></iframe>"
    desk.page.evaluate("made => { document.querySelector('main').innerHTML += made }", made)
    assert len(desk.page.evaluate(MADE)) == 3
    assert "inline event handler violates" in " ".join(desk.trouble)
    desk.trouble.clear()
