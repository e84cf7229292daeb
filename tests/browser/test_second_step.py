"""A code from the phone and a passkey, switched on and used in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from claims.models import User
from tests.browser.conftest import Desk
from tests.browser.pictures import SIZES, shoot
from tests.browser.test_access import serious
from tests.factories import PASSWORD

KEY = {  # a key that is plugged in, and touched at once
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in(desk: Desk) -> None:
    session: Any = desk.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def confirm(desk: Desk) -> None:
    """The password once more, before anything about the way in is changed."""
    desk.page.get_by_label("Password").fill(PASSWORD)
    desk.page.keyboard.press("Enter")


def test_a_passkey_is_added_and_opens_the_desk(desk: Desk, checker: User) -> None:
    desk.sign_in(checker)
    plug_in(desk)
    page = desk.go("/account/2fa/webauthn/add/")
    confirm(desk)
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Recovery codes").first).to_be_visible()
    desk.go("/queue/")
    page.locator("#masthead .me").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/queue/")
    assert desk.trouble == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_a_code_is_switched_on_and_asked_for(
    open_desk: Callable[..., Desk], checker: User, scheme: str, width: int
) -> None:
    desk = open_desk(color_scheme=scheme, viewport={"width": width, "height": SIZES[width]})
    desk.sign_in(checker)
    page = desk.go("/account/2fa/totp/activate/")
    confirm(desk)
    secret = page.get_by_label("Secret").input_value()
    shoot(desk, "code-on", width, scheme)
    assert serious(desk) == []
    shown = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.get_by_label("Authenticator code").fill(shown)
    page.keyboard.press("Enter")
    spare = page.get_by_label("Unused codes").input_value().split()[0]
    desk.go("/account/2fa/")
    shoot(desk, "keys-and-codes", width, scheme)
    assert serious(desk) == []
    desk.context.clear_cookies()
    desk.give_name(checker)
    expect(page.get_by_role("heading", name="Two-Factor Authentication")).to_be_visible()
    shoot(desk, "code-asked", width, scheme)
    assert serious(desk) == []
    page.locator("#id_code").fill(spare)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue/")
    assert desk.trouble == []
