"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import User
from claims.views.account import SHIFT
from tests.factories import PASSWORD, UserFactory


@pytest.fixture
def noor(db: None) -> User:
    return UserFactory(username="noor")


def sign_in(client: Client, **given: str) -> object:
    return client.post("/login/", {"username": "noor", "password": PASSWORD} | given)


def test_the_right_password_opens_the_page_that_was_asked_for(noor: User) -> None:
    client = Client()
    answer = client.post("/login/", {"username": "noor", "password": PASSWORD, "next": "/queue/?view=mine"})
    assert answer.headers["Location"] == "/queue/?view=mine"
    assert client.get("/queue/").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_name(noor: User) -> None:
    page = Client().post("/login/", {"username": "noor", "password": "no"}).content.decode()
    assert "That name and password don’t match." in page
    assert 'value="noor"' in page


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(noor: User, address: str) -> None:
    answer = Client().post("/login/", {"username": "noor", "password": PASSWORD, "next": address})
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
