"""What the night report and a run's page keep from who may not see an embargoed or withheld story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, ExtractionRun, IngestRun
from claims.statuses import Role
from tests.factories import ArticleFactory, ClaimEventFactory, ClaimFactory
from tests.wire_factories import ArrivalFactory, IngestRunFactory

HIDDEN = "The ministry hid 1,700 crates"
LATER = {"embargoed_until": timezone.now() + timedelta(days=400)}


@pytest.fixture
def run(db: None) -> IngestRun:
    """A run that brought one story, which a later version changed and a worker read."""
    article = ArticleFactory(state="ready", body=f"{HIDDEN}.", body__headline=HIDDEN)
    claim = ClaimFactory(revision=article.current, sentence=f"{HIDDEN}.", needs_recheck=True)
    ClaimEventFactory(claim=claim, action="recheck")
    now = timezone.now()
    ExtractionRun.objects.create(
        revision=article.current, model=claim.model, started_at=now, finished_at=now, sentences=9, found=1
    )
    found: IngestRun = IngestRunFactory()
    ArrivalFactory(article=article, run=found, file="hidden-crates.xml", status="revision")
    return found


def shown_to(client: Client, run: IngestRun) -> list[bool]:
    """Whether the night, and the run's page, tell of the story."""
    pages = [client.get(url).content.decode() for url in (reverse("runs"), reverse("run", args=[run.pk]))]
    return [HIDDEN in page or "hidden-crates" in page for page in pages]


@pytest.mark.parametrize("hidden", [LATER, {"pub_status": "withheld"}])
def test_only_checkers_read_of_a_hidden_story(
    run: IngestRun, as_role: Callable[[Role], Client], hidden: dict[str, Any]
) -> None:
    assert shown_to(as_role(Role.VIEWER), run) == [True, True]
    Article.objects.update(**hidden)
    assert shown_to(as_role(Role.VIEWER), run) == [False, False]
    assert shown_to(as_role(Role.CHECKER), run) == [True, True]
