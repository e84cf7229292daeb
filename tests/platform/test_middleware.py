"""What every request passes."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from factcheck.logs import JsonLines
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


@pytest.mark.parametrize(
    "address", ["/admin/login/?next=%00", "/queue/%00/", "/healthz?%00=1", "/admin/x/?a=b&a=%00"]
)
def test_nul_in_an_address_is_400(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_nul_in_a_search_leaves_the_search_to_be_sent_again(client: Client) -> None:
    page = client.get("/queue/?q=ferry%00+Corvane").content.decode()
    assert 'name="q" type="search" dir="auto" value="ferry Corvane"' in page
    assert 'type="search"' not in client.get("/queue/?view=%00").content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {"username": "a\0b"},
        {"a\0b": "x"},
        {"file": SimpleUploadedFile("x", b"fine"), "note": "\0"},
    ],
)
def test_nul_in_a_form_is_400(client: Client, form: dict[str, object]) -> None:
    assert client.post("/admin/login/", form).status_code == 400


def test_form_larger_than_the_desk_takes_is_413(client: Client) -> None:
    response = client.post("/admin/login/", {"username": "x" * 2_700_000})
    assert response.status_code == 413
    assert "a story may have 2 MB" in response.content.decode()


def test_nul_in_a_cookie_is_400(client: Client) -> None:
    client.cookies["sessionid"] = "a\0b"
    assert client.get("/admin/login/").status_code == 400


def test_nul_below_api_is_told_in_json(client: Client) -> None:
    response = client.get("/api/v1/claims?q=%00")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "nul_character"


def test_unknown_address_below_api_is_told_in_json(client: Client) -> None:
    response = client.get("/api/v1/no/such/thing")
    assert response.status_code == 404
    assert set(response.json()["error"]) >= {"code", "message"}


def test_request_keeps_a_plain_name(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-12345"})["X-Request-ID"] == "abc-12345"


@pytest.mark.parametrize("name", ["", "short", "a b c d e f g", "x" * 65, "abc-12345\n"])
def test_request_with_a_strange_name_gets_a_new_one(client: Client, name: str) -> None:
    given = client.get("/healthz", headers={"X-Request-ID": name})["X-Request-ID"]
    assert given != name
    assert len(given) == 32


def test_every_page_carries_the_strict_policy(client: Client) -> None:
    response = client.get("/admin/login/")
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_signed_in_pages_are_kept_by_no_cache(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert {"private", "no-store"} <= set(client.get("/admin/")["Cache-Control"].split(", "))


def test_session_ends_twelve_hours_after_sign_in_whatever_happens_since(client: Client) -> None:
    client.force_login(UserFactory())
    ends = client.session.get_expiry_date()
    assert abs(ends - timezone.now() - timedelta(hours=12)) < timedelta(minutes=1)
    session = client.session
    session["touched"] = True
    session.save()
    assert client.session.get_expiry_date() == ends


def test_log_line_is_json_with_ids_and_little_text() -> None:
    record = logging.makeLogRecord(
        {"msg": "story %s", "args": ("x" * 9000,), "levelname": "INFO", "article": 7}
    )
    line = json.loads(JsonLines().format(record))
    assert (line["article"], line["level"]) == (7, "info")
    assert len(line["message"]) == 500


def test_logged_failure_tells_where_and_not_what_it_worked_on() -> None:
    try:
        raise ValueError("first line\n" + "the story's text")
    except ValueError as error:
        record = logging.makeLogRecord(
            {"msg": "failed", "exc_info": (type(error), error, error.__traceback__)}
        )
    written = JsonLines().format(record)
    assert json.loads(written)["error"] == "ValueError"
    assert "story's text" not in written
