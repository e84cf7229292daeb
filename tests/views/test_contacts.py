"""Who was asked, on the page: written down, answered, overdue; names and replies for those who check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Contact, User
from claims.statuses import Role, Status
from tests.desk_factories import ContactFactory
from tests.factories import ClaimFactory, UserFactory
from tests.views.conftest import HTMX

ASKED = {"whom": "Odile Brann", "asked": "source", "channel": "phone", "question": "How many names?"}


@pytest.fixture
def claim(person: User) -> Claim:
    made: Claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    return made


def log(desk: Client, claim: Claim, given: dict[str, Any], **how: Any) -> Any:
    return desk.post(reverse("log_contact", args=[claim.pk]), given, **how)


def answer(desk: Client, contact: Contact, given: dict[str, Any], **how: Any) -> Any:
    return desk.post(reverse("answer_contact", args=[contact.claim_id, contact.pk]), given, **how)


def test_log_by_plain_form_and_by_htmx(desk: Client, claim: Claim) -> None:
    assert log(desk, claim, ASKED).headers["Location"] == f"/claims/{claim.pk}/#contacts"
    due = timezone.localtime() + timedelta(hours=2)
    page = log(desk, claim, ASKED | {"whom": "Ada", "due_at": f"{due:%Y-%m-%dT%H:%M}"}, headers=HTMX)
    assert "Asked: 2 open" in page.content.decode()
    assert Contact.objects.requests().get().whom == "Ada"


def test_the_same_form_sent_twice_asks_once(desk: Client, claim: Claim) -> None:
    log(desk, claim, ASKED)
    log(desk, claim, ASKED)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"whom": ""}, "Say whom you asked"),
        ({"whom": "x" * 201}, "200 is the most"),
        ({"asked": "friend"}, "friend"),
        ({"channel": ""}, "This field is required"),
        ({"due_at": "2020-01-01T10:00"}, "still to come"),
        ({"due_at": "soon"}, "Give the date and the time"),
        ({"asked_at": "2090-01-01T10:00"}, "still to come"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_is_wrong_is_422_and_kept_in_the_form(
    desk: Client, claim: Claim, given: dict[str, str], words: str, headers: dict[str, str]
) -> None:
    refused = log(desk, claim, ASKED | given, headers=headers)
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert "How many names?" in refused.content.decode()
    assert not Contact.objects.exists()


def test_a_claim_that_somebody_else_took_keeps_what_was_typed(desk: Client) -> None:
    taken = ClaimFactory(status=Status.IN_PROGRESS, holder=UserFactory())
    refused = log(desk, taken, ASKED)
    assert refused.status_code == 409
    assert "What you typed is still in its form" in refused.content.decode()
    assert "How many names?" in refused.content.decode()


def test_an_answer_is_written_down(desk: Client, claim: Claim) -> None:
    contact = ContactFactory(claim=claim)
    assert answer(desk, contact, {"outcome": "replied", "reply": "41 names."}).status_code == 302
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert "41 names." in page
    assert "Asked: 1 ended" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"outcome": "replied", "reply": " "}, "Write down what they said"),
        ({"reply": "41"}, "Say what came of it"),
    ],
)
def test_a_wrong_answer_is_422_and_kept_in_its_own_form(
    desk: Client, claim: Claim, given: dict[str, str], words: str
) -> None:
    contact, other = ContactFactory(claim=claim), ContactFactory(claim=claim, whom="Ada")
    refused = answer(desk, contact, {"ended_at": "2026-01-02T03:04"} | given)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert words in page
    forms = {each.pk: each.answer_form for each in refused.context["contacts"]}
    assert (forms[contact.pk].is_bound, forms[other.pk].is_bound) == (True, False)


def test_an_answer_that_somebody_else_wrote_down_first_is_409_and_kept(desk: Client, claim: Claim) -> None:
    contact = ContactFactory(claim=claim)
    answer(desk, contact, {"outcome": "silent"})
    refused = answer(desk, contact, {"outcome": "replied", "reply": "41 names."})
    assert refused.status_code == 409
    assert "written down already" in refused.content.decode()


def test_what_is_overdue_is_flagged(desk: Client, claim: Claim) -> None:
    ContactFactory(claim=claim, due_at=timezone.now() - timedelta(hours=1))
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert '<span class="flag late">Overdue</span>' in page
    assert "Asked: 1 overdue" in page


def test_who_only_reads_sees_no_name_and_no_word(as_role: Callable[[Role], Client], claim: Claim) -> None:
    ContactFactory(claim=claim, question="Who told you?")
    ContactFactory(claim=claim, outcome="replied", reply="My deputy.", ended_at=timezone.now())
    page = as_role(Role.VIEWER).get(f"/claims/{claim.pk}/").content.decode()
    for secret in ("harbour office", "Who told you?", "My deputy"):
        assert secret not in page
    assert "is for those who check claims" in page


def test_after_the_last_answer_the_claim_can_go_on(desk: Client, person: User) -> None:
    contact = ContactFactory(claim=ClaimFactory(status=Status.WAITING, assignee=person))
    assert "go-on" not in desk.get(f"/claims/{contact.claim_id}/").content.decode()
    page = answer(desk, contact, {"outcome": "declined", "reply": "No."}, headers=HTMX).content.decode()
    assert "Nobody’s answer is outstanding any more" in page
    assert f'action="/claims/{contact.claim_id}/resume/' in page


def test_a_contact_of_another_claim_is_404(desk: Client, claim: Claim) -> None:
    other = ContactFactory()
    address = reverse("answer_contact", args=[claim.pk, other.pk])
    assert desk.post(address, {"outcome": "silent"}).status_code == 404
