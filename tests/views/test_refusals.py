"""Pages for what went wrong: a sentence and a way on, no details."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.views.conftest import HTMX

PAGES = ["400", "403", "403_csrf", "404", "413", "429", "500"]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_stands_without_a_request(name: str) -> None:
    page = render_to_string(f"{name}.html", {"message": "A sentence <b>of its own</b>."})
    assert "<h1" in page
    assert 'href="/"' in page
    assert "<b>of its own" not in page


def test_an_unknown_address_is_a_page(db: None) -> None:
    answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_a_form_without_its_token_is_told_in_our_words(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/login/", {"login": "noor", "password": "x"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_a_page_that_asks_for_a_part_of_itself_gets_the_sentence_alone(desk: Client) -> None:
    answer = desk.get("/throughput/", headers=HTMX)
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert "<" not in answer.content.decode()


def test_every_page_of_the_desk_carries_the_policy(desk: Client) -> None:
    for path in ("/queue/", "/articles/", "/articles/new/", "/login/", "/nowhere/"):
        policy = desk.get(path).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
