"""The newsroom's own sign-in, tried with a provider on this machine: whom it lets in, and whom it doesn't."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.conf import LazySettings
from django.test import Client

from claims.models import PersonEvent, User
from claims.statuses import Role
from factcheck.settings.oidc import providers
from tests.factories import UserFactory
from tests.fetching.server import Server, answer

pytestmark = pytest.mark.django_db
CLIENT, SECRET = "claims-desk", "what-the-provider-gave-this-site"


class Provider:
    """Says of whoever comes that they are `person`."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {
            "sub": "4711",
            "email": "noor@desk.example",
            "email_verified": True,
            "preferred_username": "noor",
            "name": "Noor Adeyemi",
        }
        self.audience = CLIENT
        self.server = Server(lambda path, _: self.respond(path))

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def respond(self, path: str) -> bytes:
        told = {
            "/.well-known/openid-configuration": self.configuration,
            "/token": self.token,
            "/userinfo": lambda: self.person,
        }[path.partition("?")[0]]()
        return answer(json.dumps(told).encode(), Content_Type="application/json")

    def configuration(self) -> dict[str, Any]:
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ends.items()},
        }

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60, **self.person}
        id_token = jwt.encode(said, "a key of the provider's own, of 32 bytes", algorithm="HS256")
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": id_token}


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    found = Provider()
    with found.server:
        settings.SOCIALACCOUNT_PROVIDERS = providers(found.issuer, CLIENT, SECRET)
        yield found


@pytest.fixture
def noor() -> User:
    return UserFactory(username="noor", email="Noor@desk.example", role=Role.EDITOR)


def come(browser: Client, address: str = "/login/newsroom/") -> Any:
    """To the provider and back, with the state that it was sent with."""
    away = browser.post(address)
    assert away.status_code == 302
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = urlsplit(asked["redirect_uri"][0]).path
    return browser.get(back, {"code": "a code", "state": asked["state"][0]})


def test_is_off_without_settings() -> None:
    browser = Client()
    assert "newsroom" not in browser.get("/login/").content.decode()
    assert browser.post("/login/newsroom/").status_code == 404


def test_is_offered_beside_name_and_password(provider: Provider) -> None:
    page = Client().get("/login/?next=/runs/").content.decode()
    assert "Sign in with the newsroom’s sign-in" in page
    assert "/login/newsroom/?next=/runs/" in page


def test_lets_in_whoever_has_the_verified_address(provider: Provider, noor: User) -> None:
    browser = Client()
    assert (
        come(browser, "/login/newsroom/?next=/queue/%3Fview%3Dmine").headers["Location"]
        == "/queue/?view=mine"
    )
    assert browser.get("/queue/").context["user"] == noor
    assert "expiry" in str(browser.session.items()) or browser.session.get_expiry_age() <= 12 * 3600


def test_is_known_by_its_number_afterwards(provider: Provider, noor: User) -> None:
    come(Client())
    provider.person |= {"email": "married@desk.example"}
    browser = Client()
    come(browser)
    assert browser.get("/queue/").context["user"] == noor


@pytest.mark.parametrize("verified", [False, None, "yes"])
def test_an_address_that_nobody_verified_opens_nothing(
    provider: Provider, noor: User, verified: object
) -> None:
    provider.person["email_verified"] = verified
    refused = come(browser := Client())
    assert refused.status_code == 403
    assert "no e-mail address that it has verified" in refused.content.decode()
    assert browser.get("/queue/").status_code == 302


def test_a_stranger_is_sent_away(provider: Provider) -> None:
    refused = come(Client())
    assert refused.status_code == 403
    assert "Nobody at this desk" in refused.content.decode()
    assert not User.objects.exists()


def test_a_stranger_comes_as_a_viewer_where_the_settings_say_so(
    provider: Provider, settings: LazySettings
) -> None:
    settings.OIDC_NEW_PEOPLE = True
    browser = Client()
    assert come(browser).status_code == 302
    person = User.objects.get()
    assert (person.username, person.role, person.name) == ("noor", Role.VIEWER, "Noor Adeyemi")
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == ["viewer"]
    assert PersonEvent.objects.get().action == "joined"


def test_a_name_that_is_taken_is_not_taken_over(provider: Provider, settings: LazySettings) -> None:
    settings.OIDC_NEW_PEOPLE = True
    other = UserFactory(username="noor", email="other@desk.example", role=Role.ADMIN)
    browser = Client()
    come(browser)
    assert browser.get("/queue/").context["user"] != other
    assert User.objects.filter(username="noor@desk.example", role=Role.VIEWER).exists()


@pytest.mark.parametrize("known", [False, True])
def test_somebody_switched_off_stays_outside(provider: Provider, noor: User, known: bool) -> None:
    if known:
        come(Client())
    User.objects.update(is_active=False)
    come(browser := Client())
    assert browser.get("/queue/").status_code == 302


def test_an_address_of_two_people_opens_neither(provider: Provider, noor: User) -> None:
    UserFactory(username="noor2", email="noor@desk.example")
    assert come(Client()).status_code == 403


def test_a_word_for_another_site_opens_nothing(provider: Provider, noor: User) -> None:
    provider.audience = "another-site"
    come(browser := Client())
    assert browser.get("/queue/").status_code == 302


def test_a_state_of_another_browser_opens_nothing(provider: Provider, noor: User) -> None:
    away = Client().post("/login/newsroom/")
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    thief = Client()
    thief.get("/login/newsroom/back/", {"code": "a code", "state": state})
    assert thief.get("/queue/").status_code == 302


def test_nobody_joins_another_account_to_the_one_signed_in(provider: Provider, noor: User) -> None:
    browser = Client()
    browser.force_login(UserFactory(username="tomas"))
    refused = come(browser, "/login/newsroom/?process=connect")
    assert refused.status_code == 403


def test_who_turns_back_is_at_the_sign_in(provider: Provider) -> None:
    browser = Client()
    away = browser.post("/login/newsroom/")
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    back = browser.get("/login/newsroom/back/", {"error": "access_denied", "state": state}, follow=True)
    assert back.redirect_chain[-1][0] == "/login/"
