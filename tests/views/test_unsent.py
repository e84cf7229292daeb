"""Whoever was signed out while typing loses nothing: the page shows it, and sends it once they are back."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from claims.statuses import Status
from tests.factories import PASSWORD, ClaimFactory
from tests.views.conftest import HTMX, signed_in

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def claim(person: User) -> Claim:
    return ClaimFactory(status=Status.IN_PROGRESS, holder=person)


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def typed(claim: Claim) -> dict[str, object]:
    return {"url": "https://harbour.example/log", "title": "Log", "quote": "<b>37</b> dead", "stance": "for"}


def test_signed_out_meanwhile_the_text_is_shown_and_sent_after_signing_in(claim: Claim, person: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get(reverse("account_login"))  # a page of ours, with its token
    token = browser.cookies["csrftoken"].value
    address = reverse("add_evidence", args=[claim.pk])
    sent = typed(claim) | {"csrfmiddlewaretoken": token}
    answer = browser.post(address, sent, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "&lt;b&gt;37&lt;/b&gt; dead" in page
    browser.post(
        reverse("account_login"),
        {"login": person.username, "password": PASSWORD, "csrfmiddlewaretoken": token},
        headers=OURS,
    )
    stale = browser.post(address, fields(page), headers=OURS)  # its token is from before the sign-in
    assert stale.status_code == 403
    assert "look at it and send it once more" in stale.content.decode()
    saved = browser.post(address, fields(stale.content.decode()), headers=OURS)
    assert saved.status_code == 302
    assert claim.evidence.get().quote == "<b>37</b> dead"


def test_without_any_cookie_the_text_is_shown_too(claim: Claim) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        reverse("add_evidence", args=[claim.pk]), typed(claim), headers=OURS
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You were signed out before this could be saved" in page
    assert "&lt;b&gt;37&lt;/b&gt; dead" in page


def test_without_any_cookie_a_swap_is_told_as_one_who_is_signed_out(claim: Claim) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        reverse("take", args=[claim.pk]), {"version": 1}, headers=OURS | HTMX
    )
    assert (answer.status_code, answer.content) == (401, b"You were signed out.")


def test_without_its_token_a_swap_gets_a_sentence_and_a_new_one(claim: Claim, person: User) -> None:
    browser = signed_in(person)
    browser.handler.enforce_csrf_checks = True
    address = reverse("release", args=[claim.pk])
    refused = browser.post(address, {"version": claim.version}, headers=OURS | HTMX)
    assert (refused.status_code, refused["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert "lost its cookies" in refused.content.decode()
    token = browser.cookies["csrftoken"].value
    again = browser.post(address, {"version": claim.version}, headers=OURS | HTMX | {"X-CSRFToken": token})
    assert again.status_code == 200


def test_forms_for_signing_in_are_not_kept(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "noor"}, headers=OURS)
    assert "This form is too old" in answer.content.decode()


def test_another_site_gets_no_form_before_anybody(claim: Claim, person: User) -> None:
    signed = signed_in(person)
    signed.handler.enforce_csrf_checks = True
    for site in ("cross-site", "same-site", ""):
        answer = signed.post(
            reverse("add_evidence", args=[claim.pk]), typed(claim), headers={"Sec-Fetch-Site": site}
        )
        assert answer.status_code == 403
        assert "harbour.example" not in answer.content.decode()


def test_a_password_is_never_shown(db: None) -> None:
    answer = Client().post(reverse("story_new"), {"title": "A storm", "password": "north-pier"}, headers=OURS)
    assert answer.status_code == 302


def test_a_mere_button_leads_to_the_sign_in(claim: Claim) -> None:
    answer = Client().post(reverse("take", args=[claim.pk]), {"version": 1}, headers=OURS)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
