"""Signing in and out, how often one may try, and how long it lasts."""

from __future__ import annotations

import time
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import User
from factcheck.accounts import SHIFT
from tests.factories import PASSWORD, ArticleFactory, UserFactory


@pytest.fixture
def noor(db: None) -> User:
    return UserFactory(username="noor")


def sign_in(client: Client, **given: str) -> object:
    return client.post("/login/", {"login": "noor", "password": PASSWORD} | given)


def test_the_right_password_opens_the_page_that_was_asked_for(noor: User) -> None:
    client = Client()
    answer = client.post("/login/", {"login": "noor", "password": PASSWORD, "next": "/queue/?view=mine"})
    assert answer.headers["Location"] == "/queue/?view=mine"
    assert client.get("/queue/").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_name(noor: User) -> None:
    page = Client().post("/login/", {"login": "noor", "password": "no"}).content.decode()
    assert "That name and password don’t match." in page
    assert 'value="noor"' in page


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(noor: User, address: str) -> None:
    answer = Client().post("/login/", {"login": "noor", "password": PASSWORD, "next": address})
    assert answer.headers["Location"] == "/"


def test_a_shared_computer_forgets_after_the_shift(noor: User) -> None:
    client = Client()
    sign_in(client, shared="on")
    assert client.session.get_expiry_date() - timezone.now() <= SHIFT
    sign_in(other := Client())
    assert other.session.get_expiry_date() - timezone.now() > SHIFT


def test_signing_out_is_a_post_and_ends_it(noor: User) -> None:
    client = Client()
    sign_in(client)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert client.get("/queue/").status_code == 302


def test_somebody_switched_off_is_out_at_the_next_request(noor: User) -> None:
    client = Client()
    sign_in(client)
    User.objects.update(is_active=False)
    assert client.get("/queue/").status_code == 302


@pytest.mark.parametrize("came_from", ["", "https://evil.example/", "http://testserver/claims/7/?view=mine"])
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(noor: User, came_from: str) -> None:
    """Not to the form's own address, which answers no GET."""
    answer = Client().post("/claims/7/take/", headers={"referer": came_from} if came_from else {})
    back = "/claims/7/?view=mine" if "testserver" in came_from else "/"
    assert answer.headers["Location"] == f"/login/?{urlencode({'next': back}, safe='/')}"


class TestTries:
    """Five failures for a name from one address; others, and the same person elsewhere, come in."""

    @pytest.fixture(autouse=True)
    def start_afresh(self, noor: User) -> None:
        cache.clear()

    def try_(self, times: int, name: str = "noor", address: str = "192.0.2.7", **given: str) -> int:
        form = {"login": name, "password": "no"} | given
        for _ in range(times):
            answer = Client(REMOTE_ADDR=address).post("/login/", form)
        return answer.status_code

    def test_the_sixth_is_told_to_wait_even_with_the_right_password(self) -> None:
        assert self.try_(5) == 200
        assert self.try_(1, password=PASSWORD) == 429

    def test_nobody_locks_out_somebody_else(self) -> None:
        UserFactory(username="tomas")
        self.try_(6)
        assert self.try_(1, address="192.0.2.8", password=PASSWORD) == 302
        assert self.try_(1, name="tomas", password=PASSWORD) == 302

    def test_coming_in_is_no_failure(self) -> None:
        assert self.try_(8, password=PASSWORD) == 302

    def test_fifty_failures_from_one_address_are_enough(self) -> None:
        for number in range(50):
            self.try_(1, name=f"nobody{number}")
        assert self.try_(1, password=PASSWORD) == 429

    def test_what_a_sender_says_of_its_address_counts_for_nothing(self) -> None:
        for number in range(5):
            Client(REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": f"198.51.100.{number}"}).post(
                "/login/", {"login": "noor", "password": "no"}
            )
        assert self.try_(1, password=PASSWORD) == 429

    def test_a_proxy_that_is_known_is_believed(self, settings: LazySettings) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        self.try_(5)
        answer = Client(
            REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.4"}
        ).post("/login/", {"login": "noor", "password": PASSWORD})
        assert answer.status_code == 302


class TestIdle:
    def test_an_hour_without_a_hand_on_it_ends_the_session(self, noor: User) -> None:
        with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
            client = Client()
            sign_in(client)
            assert client.get("/queue/").status_code == 200
            clock.shift(timedelta(minutes=59))
            assert client.get("/queue/").status_code == 200
            clock.shift(timedelta(minutes=61))
            assert client.get("/queue/").status_code == 302

    def test_what_the_page_asks_by_itself_is_no_hand(self, noor: User) -> None:
        with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
            client, article = Client(), ArticleFactory(state="ready")
            sign_in(client)
            client.get("/queue/")
            for _ in range(2):
                clock.shift(timedelta(minutes=31))
                answer = client.get(f"/articles/{article.pk}/progress/")
            assert answer.status_code == 302

    def test_twelve_hours_are_the_end_whatever_is_done(self, noor: User) -> None:
        with time_machine.travel("2026-11-23 09:00Z", tick=False) as clock:
            client = Client()
            sign_in(client)
            for _ in range(24):
                assert client.get("/queue/").status_code == 200
                clock.shift(timedelta(minutes=30))
            clock.shift(timedelta(minutes=1))
            assert client.get("/queue/").status_code == 302


class TestSecondStep:
    """A code from the phone, once somebody has switched it on."""

    @pytest.fixture
    def secret(self, noor: User) -> str:
        secret: str = generate_totp_secret()
        TOTP.activate(noor, secret)
        return secret

    def code(self, secret: str) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    def test_the_password_alone_opens_nothing(self, secret: str) -> None:
        client = Client()
        answer = client.post("/login/", {"login": "noor", "password": PASSWORD, "next": "/queue/?view=mine"})
        assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
        assert client.get("/queue/").status_code == 302

    def test_the_code_opens_the_page_that_was_asked_for(self, secret: str) -> None:
        client = Client()
        client.post("/login/", {"login": "noor", "password": PASSWORD, "next": "/queue/", "shared": "on"})
        answer = client.post("/account/2fa/authenticate/", {"code": self.code(secret)})
        assert answer.headers["Location"] == "/queue/"
        assert client.get("/queue/").status_code == 200
        assert client.session.get_expiry_date() - timezone.now() <= SHIFT

    def test_a_code_opens_once(self, secret: str) -> None:
        code = self.code(secret)
        for expected in (302, 200):
            client = Client()
            client.post("/login/", {"login": "noor", "password": PASSWORD})
            assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == expected

    def test_the_admin_has_the_same_way_in(self, secret: str) -> None:
        answer = Client().get(reverse("admin:login"))
        assert answer.headers["Location"].startswith("/login/")


def test_a_persons_own_pages_are_the_desks(noor: User) -> None:
    client = Client()
    sign_in(client)
    for address in ("/account/2fa/", "/account/password/", "/account/reauthenticate/"):
        assert "claims/desk.css" in client.get(address).content.decode()


def test_a_second_step_is_switched_on_with_the_password_once_more(noor: User) -> None:
    client = Client()
    sign_in(client)
    asked = client.get("/account/2fa/totp/activate/").headers["Location"]
    assert asked.startswith("/account/reauthenticate/")
    page = client.post(asked, {"password": PASSWORD}, follow=True).content.decode()
    assert "<svg" in page
    assert "data:image" not in page  # which the browser would not be let show
