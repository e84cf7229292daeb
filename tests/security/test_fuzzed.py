"""S1: 2,000 odd requests to every page, form and door of the API: no 5xx, each answered in time.

`FACTCHECK_FUZZED` is how many requests each kind sends (450 here; `make soak` sends 25,000 of each).
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from claims.actions import tokens
from claims.models import Article, Scope, User
from claims.statuses import ArticleState, Role
from tests.factories import UserFactory
from tests.security.fuzzing import Lot, Sent, pages, send
from tests.security.marked import Marked, bring_in, remember, shared_event

TIMES = int(os.environ.get("FACTCHECK_FUZZED") or 450)
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120 + TIMES)]
ADMIN, DESK = "admin:", ""
STORY = {
    "source": "Halyard",
    "external_id": "h-1",
    "title": "Ferry",
    "text": "At least 37 people died on Monday, the coast guard said.",
    "published_at": "2026-11-02T09:30:00Z",
}
VERDICT = {
    "rating": "true",
    "explanation": "It is so.",
    "version": 1,
    "idempotency_key": "6f0c2b58-52a3-4c0e-9d5c-2f4d3a6a7b81",
    "evidence": [{"url": "https://a.example/", "title": "A", "stance": "for"}],
}


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(role=Role.ADMIN, is_staff=True, is_superuser=True)


@pytest.fixture
def marked(db: None) -> Marked:
    return bring_in(shared_event())


@pytest.fixture
def own(marked: Marked, editor: User) -> dict[str, int]:
    return remember(marked, editor)


@pytest.fixture
def browser(editor: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(editor)
    return client


def apart(client: Client, *request: Any, **given: Any) -> Sent:
    """The request, and nothing of what it did: the next one finds the same desk."""
    with transaction.atomic():
        sent = send(client, *request, **given)
        transaction.set_rollback(True)
    return sent


def chosen(lot: Lot, number: int, space: str) -> Any:
    """One page after the other, so that each has its turn."""
    known = [each for each in pages() if each.name.startswith(ADMIN) == (space == ADMIN)]
    return known[number % len(known)]


@pytest.mark.parametrize("space", [DESK, ADMIN], ids=["desk", "admin"])
def test_no_query_breaks_a_page(browser: Client, marked: Marked, own: dict[str, int], space: str) -> None:
    lot = Lot(7 + len(space))
    for number in range(TIMES // (2 if space else 1)):
        path = lot.path(chosen(lot, number, space), marked, own)
        sent = apart(browser, "GET", f"{path}?{lot.query()}", headers=lot.headers())
        assert sent.is_fine, sent


@pytest.mark.parametrize("space", [DESK, ADMIN], ids=["desk", "admin"])
def test_no_form_breaks_a_page(browser: Client, marked: Marked, own: dict[str, int], space: str) -> None:
    lot = Lot(11 + len(space))
    for number in range(TIMES // (2 if space else 1)):
        address = chosen(lot, number, space)
        body = lot.query() + f"&version={lot.random.choice([1, 2, 10**20])}"
        sent = apart(
            browser,
            "POST",
            lot.path(address, marked, own),
            body.encode(),
            content_type="application/x-www-form-urlencoded",
            headers=lot.headers(),
        )
        assert sent.is_fine, sent


def test_no_body_breaks_the_api(editor: User, marked: Marked) -> None:
    lot = Lot(13)
    _, key = tokens.make_token(label="all", user=editor, scopes=list(Scope))
    client = Client(headers={"Authorization": f"Bearer {key}"}, raise_request_exception=False)
    doors = [
        (reverse("api:post_story"), STORY),
        (reverse("api:post_verdict", args=[marked.waiting.pk]), VERDICT),
    ]
    for number in range(TIMES):
        address, sound = doors[number % 2]
        sent = apart(client, "POST", address, lot.json(sound), content_type="application/json")
        assert sent.is_fine, sent
    for number in range(TIMES // 2):
        name = ("api:list_claims", "api:list_events")[number % 2]
        sent = apart(client, "GET", f"{reverse(name)}?{lot.query()}")
        assert sent.is_fine, sent
    assert client.post(doors[0][0], json.dumps(STORY), content_type="application/json").status_code == 202
    assert not Article.objects.exclude(state__in=list(ArticleState)).exists()


def test_the_lot_is_the_same_every_time() -> None:
    assert [Lot(3).query() for _ in range(3)] == [Lot(3).query() for _ in range(3)]
