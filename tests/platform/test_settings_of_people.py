"""Settings of mail, of links in it, and of the newsroom's own sign-in."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from claims.actions.delivering import NOWHERE
from tests.platform.test_settings import PRODUCTION, settings_with

OIDC = {
    "OIDC_ISSUER": "https://id.newsroom.example/realm",
    "OIDC_CLIENT_ID": "claims-desk",
    "OIDC_CLIENT_SECRET": "planted-secret",
}


def test_mail_goes_by_the_server_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "smtp+tls://desk:pass%40word@mail.example.org:587"
    found = settings_with(monkeypatch, EMAIL_URL=url, EMAIL_FROM="Desk <desk@example.org>")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (
        "mail.example.org",
        587,
        True,
    )
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("desk", "pass@word")
    assert found["DEFAULT_FROM_EMAIL"] == "Desk <desk@example.org>"
    assert found["EMAIL_TIMEOUT"] < 60  # a delivery is somebody else's after a minute


def test_without_a_server_mail_is_shown_in_development_and_given_up_in_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_with(monkeypatch)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert settings_with(monkeypatch, **PRODUCTION)["EMAIL_BACKEND"] == NOWHERE


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PORT": "8100"}, "http://127.0.0.1:8100"),
        (PRODUCTION, "https://factcheck.example.org"),
        (PRODUCTION | {"SITE_URL": "https://desk.example.org/"}, "https://desk.example.org"),
    ],
)
def test_links_lead_to_the_site_and_never_to_a_host_header(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], address: str
) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert settings_with(monkeypatch, **given)["SITE_URL"] == address


def test_the_newsrooms_sign_in_is_off_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_with(monkeypatch)
    assert (found["SOCIALACCOUNT_PROVIDERS"], found["OIDC_NEW_PEOPLE"]) == ({}, False)
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == ["'self'"]


def test_a_form_may_lead_to_the_newsrooms_sign_in_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_with(monkeypatch, **PRODUCTION, **OIDC)
    actions = found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"]
    assert actions == ["'self'", "https://id.newsroom.example"]
    [app] = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": OIDC["OIDC_ISSUER"]}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET missing"),
        ({"OIDC_CLIENT_ID": "", "OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET missing"),
        ({"OIDC_ISSUER": "http://id.newsroom.example"}, "allowed is https://..."),
    ],
)
def test_half_a_sign_in_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        settings_with(monkeypatch, **PRODUCTION, **(OIDC | given))
    assert "planted-secret" not in str(refusal.value)
