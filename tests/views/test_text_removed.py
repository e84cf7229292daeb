"""Pages of a story whose text was removed say so, and none of them fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.actions import retention
from claims.models import GONE, Article, Claim, Revision
from claims.statuses import Role
from tests.factories import SENTENCE, ClaimFactory, RevisionFactory, UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def purged() -> Claim:
    claim: Claim = ClaimFactory(status="dismissed")
    RevisionFactory(article=claim.article)
    ClaimFactory(status="approved", run=claim.run, revision=claim.revision, type="spending")
    VerdictFactory(claim=Claim.objects.get(status="approved"))
    then = timezone.now() - timedelta(days=91)
    Article.objects.update(received_at=then)
    Revision.objects.update(received_at=then)
    for _ in retention.purge(days=90):
        pass
    assert Article.objects.get().purged_at
    return claim


@pytest.mark.parametrize("query", ["", "?version=1", "?version=2&against=1"])
def test_story_says_that_its_text_is_gone(client: Client, purged: Claim, query: str) -> None:
    client.force_login(UserFactory())
    page = client.get(reverse("article", args=[purged.article_id]) + query)
    assert page.status_code == 200
    assert GONE in page.content.decode()
    if "against" not in query:
        assert "keeps texts for 90 days" in page.content.decode()


@pytest.mark.parametrize(("status", "told"), [("dismissed", GONE), ("approved", "38")])
def test_claim_shows_what_is_left(client: Client, purged: Claim, status: str, told: str) -> None:
    client.force_login(UserFactory(role=Role.EDITOR))
    page = client.get(reverse("claim", args=[Claim.objects.get(status=status).pk]))
    assert page.status_code == 200
    assert (told if status == "dismissed" else SENTENCE[:5]) in page.content.decode()


@pytest.mark.parametrize("name", ["stories", "queue", "runs", "events", "checks"])
def test_lists_do_not_fail(client: Client, purged: Claim, name: str) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse(name)).status_code == 200
