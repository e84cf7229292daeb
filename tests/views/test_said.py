"""What the desk says after a deed is in the language of whoever did it; what it writes down is not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from tests.factories import ClaimFactory
from tests.spoken import OPENING, bracket

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk: Client, person: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The checker's browser, in Arabic."""
    bracket(monkeypatch)
    User.objects.filter(pk=person.pk).update(language="ar")
    return desk


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


def said(desk: Client) -> list[str]:
    return [str(message) for message in desk.get(reverse("queue")).context["messages"]]


def test_a_dismissal_is_announced_in_arabic_and_kept_as_a_code(desk: Client, claim: Claim) -> None:
    desk.post(reverse("dismiss", args=[claim.pk]), {"reason": "opinion", "from": "queue"})
    [line] = said(desk)
    assert OPENING in line
    assert claim.sentence[:20] in line
    assert claim.events.get().reason == "opinion"


def test_what_is_refused_is_refused_in_arabic(desk: Client, claim: Claim) -> None:
    answer = desk.post(reverse("dismiss", args=[claim.pk]), {"reason": "odd"})
    assert answer.status_code == 422
    assert OPENING in str(answer.context["trouble"])


def test_a_bulk_decision_counts_in_arabic(desk: Client, claim: Claim) -> None:
    form = {"do": "triage", "claim": f"{claim.pk}.{claim.version}"}
    desk.post(reverse("bulk"), form)
    [line] = said(desk)
    assert line.startswith(OPENING)


@pytest.mark.parametrize("name", ["queue", "account", "own_tokens", "story_new", "wishes"])
def test_forms_and_headings_are_said_in_arabic(desk: Client, name: str) -> None:
    assert OPENING in desk.get(reverse(name)).content.decode()


def test_programs_and_readers_get_english(desk: Client) -> None:
    assert OPENING not in desk.get(reverse("checks")).content.decode()
