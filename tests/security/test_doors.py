"""S2, S8: forms carry their token, no address leads off the site, sessions keep to their owner."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from claims.actions import tokens
from claims.models import User
from claims.statuses import Role
from tests.factories import PASSWORD, UserFactory
from tests.platform.addresses import Address, every_address
from tests.platform.scenes import scene

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "//evil.example\\@testserver/",
    "https://testserver@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "\t//evil.example",
    "/%09/evil.example",
    "https://testserver.evil.example/",
)
LEADING = ("next", "redirect", "return", "return_to", "url", "to", "back", "came_from", "continue", "view")
SENT_BY_PROGRAMS = "api:"  # a token in a header, never a cookie: nothing to forge


def forms() -> list[Address]:
    return [each for each in every_address() if not each.name.startswith(SENT_BY_PROGRAMS)]


@pytest.fixture
def root(db: None) -> User:
    return UserFactory(username="root", role=Role.ADMIN, is_staff=True, is_superuser=True)


def signed_in(person: User, *, strict: bool = False) -> Client:
    client = Client(enforce_csrf_checks=strict)
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", [each.name for each in forms()])
def test_a_form_without_its_token_does_nothing(root: User, name: str) -> None:
    """For everybody: 403, or 405 and 404 where no form can be sent at all. Never done."""
    words, form = scene(name, root)
    address = reverse(name, kwargs=words)
    for client in (signed_in(root, strict=True), Client(enforce_csrf_checks=True)):
        assert client.post(address, form).status_code in (403, 404, 405), name


def test_a_form_from_another_site_does_nothing_with_the_right_token(root: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(root)
    client.get(reverse("account"))
    token = client.cookies["csrftoken"].value
    form = {"theme": "dark", "language": "", "csrfmiddlewaretoken": token}
    from_elsewhere = client.post(reverse("account"), form, headers={"origin": "https://evil.example"})
    assert from_elsewhere.status_code == 403
    assert client.post(reverse("account"), form).status_code == 302


def leads_away(location: str) -> bool:
    """Whether a browser would end on another host, or run it."""
    plain = location.strip().replace("\\", "/")
    parts = urlsplit(plain)
    return (
        plain.startswith("//") or parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver")
    )


@pytest.mark.parametrize("where", ELSEWHERE)
def test_no_address_leads_off_the_site(root: User, where: str) -> None:
    """Of every page that names no row, and of the ways in and out, whatever parameter is tried."""
    asked = dict.fromkeys(LEADING, where)
    plain = [each.name for each in every_address() if not each.words and "jsi18n" not in each.name]
    for client in (Client(), signed_in(root)):
        for name in plain:
            answer = client.get(reverse(name), asked, headers={"referer": where})
            assert not leads_away(answer.headers.get("Location", "")), name
            assert "HX-Redirect" not in answer.headers, name
    for name in ("account_login", "admin:login", "account_reauthenticate"):
        client = signed_in(root) if "re" in name else Client()
        form = asked | {"login": "root", "username": "root", "password": PASSWORD}
        answer = client.post(f"{reverse(name)}?next={where}", form)
        assert not leads_away(answer.headers.get("Location", "")), name
    answer = signed_in(root).post(f"{reverse('account_logout')}?next={where}", asked)
    assert not leads_away(answer.headers["Location"])


def test_a_deed_leads_back_to_the_desk_alone(root: User) -> None:
    for name in ("take", "triage", "dismiss", "set_aside", "note", "view_save"):
        words, form = scene(name, root)
        asked = {each: "//evil.example" for each in LEADING if each not in form}
        answer = signed_in(root).post(
            f"{reverse(name, kwargs=words)}?next=//evil.example",
            form | asked,
            headers={"referer": "https://evil.example/", "hx-current-url": "https://evil.example/"},
        )
        assert not leads_away(answer.headers.get("Location", "")), name


class TestSessions:
    def test_the_number_changes_at_sign_in(self, root: User) -> None:
        """Who planted a session in a browser before has nothing of it."""
        client = Client()
        client.get(reverse("account_login"))
        planted = client.session
        planted["planted"] = True
        planted.save()
        client.cookies["sessionid"] = planted.session_key
        client.post(reverse("account_login"), {"login": "root", "password": PASSWORD})
        assert client.cookies["sessionid"].value != planted.session_key
        thief = Client()
        thief.cookies["sessionid"] = planted.session_key
        assert thief.get(reverse("queue")).status_code == 302

    def test_a_session_that_was_signed_out_opens_nothing(self, root: User) -> None:
        client = signed_in(root)
        kept = client.cookies["sessionid"].value
        client.post(reverse("account_logout"))
        thief = Client()
        thief.cookies["sessionid"] = kept
        assert thief.get(reverse("queue")).status_code == 302

    def test_another_password_ends_the_other_sessions(self, root: User) -> None:
        laptop = signed_in(root)
        root.set_password("another-pier-lantern")
        root.save()
        assert laptop.get(reverse("queue")).status_code == 302

    def test_somebody_switched_off_is_out_everywhere_at_once(self, root: User) -> None:
        _, key = tokens.make_token(label="laptop", user=root)
        desk, program = signed_in(root), Client(headers={"Authorization": f"Bearer {key}"})
        pages = ("queue", "admin:index", "api:list_claims", "check_feed")
        assert [desk.get(reverse("queue")).status_code, program.get(reverse(pages[2])).status_code] == [
            200,
            200,
        ]
        User.objects.filter(pk=root.pk).update(is_active=False)
        assert [desk.get(reverse(name)).status_code for name in pages[:2]] == [302, 302]
        assert program.get(reverse(pages[2])).status_code == 401
        words, form = scene("triage", None)
        assert desk.post(reverse("triage", kwargs=words), form).headers["Location"].startswith("/login/")

    def test_somebody_set_down_to_viewer_decides_nothing_more(self, root: User) -> None:
        desk = signed_in(root)
        words, form = scene("triage", None)
        User.objects.filter(pk=root.pk).update(role=Role.VIEWER, is_staff=False, is_superuser=False)
        assert desk.post(reverse("triage", kwargs=words), form).status_code == 403
        assert desk.get(reverse("admin:index")).status_code == 302


def test_the_word_of_a_sender_about_its_address_is_nobodys(settings: LazySettings, root: User) -> None:
    """No header chooses the address that failures are counted by, nor the host that links name."""
    names = "X-Forwarded-For X-Real-IP Forwarded X-Client-IP True-Client-IP CF-Connecting-IP".split()
    for number in range(5):
        spoofed = dict.fromkeys(names, f"198.51.100.{number}")
        Client(REMOTE_ADDR="192.0.2.99", headers=spoofed).post("/login/", {"login": "root", "password": "no"})
    right = {"login": "root", "password": PASSWORD}
    spoofed = dict.fromkeys(names, "198.51.100.77")
    assert Client(REMOTE_ADDR="192.0.2.99", headers=spoofed).post("/login/", right).status_code == 429
    page = Client(headers={"X-Forwarded-Host": "evil.example"}).get(reverse("check_feed"))
    assert b"evil.example" not in page.content


COOKIES = """
import django; django.setup()
from django.conf import settings as s
names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT")
assert all(getattr(s, name) is True for name in names), [getattr(s, name) for name in names]
assert s.SESSION_COOKIE_SAMESITE == s.CSRF_COOKIE_SAMESITE == "Lax"
assert s.SECURE_HSTS_SECONDS >= 31536000 and not s.USE_X_FORWARDED_HOST and not s.DEBUG
assert s.SESSION_COOKIE_DOMAIN is s.CSRF_COOKIE_DOMAIN is None
assert getattr(s, "SECURE_PROXY_SSL_HEADER", None) is None
"""


def test_cookies_of_production_travel_by_tls_and_no_script_reads_the_session() -> None:
    given = {
        "ALLOWED_HOSTS": "desk.example",
        "SECRET_KEY": "k" * 20 + "".join(chr(65 + n % 26) for n in range(40)),
        "DATABASE_URL": "postgres://u:p@db.example/f",
        "REDIS_URL": "redis://r.example/0",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    }
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | given
    ended = subprocess.run(
        [sys.executable, "-c", COOKIES],
        cwd=Path(__file__).resolve().parents[2],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("name", ["login", "check_feed"])
def test_cookies_are_for_this_site_and_this_browser(name: str) -> None:
    client = Client()
    client.get(reverse("account_login" if name == "login" else name))
    for cookie in client.cookies.values():
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]
