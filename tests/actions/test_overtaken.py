"""Versions that come after a newer one: read for the toll over time, and silent at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.actions import leasing
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.models import Article, Claim, ClaimEvent, Occurrence
from claims.statuses import Status
from tests.actions.tolls import again, tells
from tests.factories import ArticleFactory, StoryFactory

pytestmark = pytest.mark.django_db
GUID = "urn:selwick:late"
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


def lows(article: Article) -> list[tuple[int, float]]:
    """The tolls of each version after the first, in the wire's order."""
    told = Occurrence.objects.filter(claim__article=article, type="casualties", revision__number__gt=1)
    return list(told.order_by("revision__number").values_list("revision__version", "figure__low"))


def comes(article: Article, version: int, toll: float, *, aid: bool = True, is_numbered: bool = True) -> None:
    """The version comes off the wire, and whatever waits of its story is read."""
    text, extraction = tells(toll, aid=aid)
    story = StoryFactory(guid=article.guid, text=text, sent_at=NINE + timedelta(hours=version))
    take_in(story=replace(story, version=version if is_numbered else None), source=article.source)
    lease = leasing.lease(article_id=article.pk)
    assert lease
    for revision in leasing.unread(article.pk):
        record(lease=lease, revision=revision, extraction=extraction, started_at=timezone.now())
    leasing.finish(lease=lease)


def read(article: Article, *versions: tuple[int, float]) -> None:
    for version, toll in versions:
        comes(article, version, toll)


@pytest.fixture
def article() -> Article:
    made: Article = ArticleFactory(guid=GUID, state="ready")
    return made


class TestLateVersion:
    def test_tells_its_figure_of_the_same_claim(self, article: Article) -> None:
        read(article, (11, 12.0), (13, 19.0), (12, 15.0))
        assert lows(article) == [(11, 12.0), (12, 15.0), (13, 19.0)]
        assert Claim.objects.filter(type="casualties").count() == 1

    def test_changes_nothing_at_the_desk(self, article: Article) -> None:
        read(article, (11, 12.0), (13, 19.0))
        claim = Claim.objects.get(type="casualties")
        lines = ClaimEvent.objects.count()
        read(article, (12, 15.0))
        now = again(claim)
        assert (now.figure.low, now.version, now.recheck) == (19.0, claim.version, claim.recheck)
        assert ClaimEvent.objects.count() == lines
        article.refresh_from_db()
        assert (article.current.version, article.state) == (13, "ready")

    def test_leaves_the_order_of_what_comes_next(self, article: Article) -> None:
        read(article, (11, 12.0), (13, 19.0), (12, 15.0), (14, 17.0))
        recheck = Claim.objects.get(type="casualties").recheck
        assert recheck
        assert (recheck["old"], recheck["new"]) == (12.0, 17.0)
        told = Occurrence.objects.get(revision__version=14, type="casualties")
        assert told.recheck["from"] == 13

    def test_that_alone_told_a_claim_leaves_it_withdrawn(self, article: Article) -> None:
        comes(article, 13, 19.0, aid=False)
        comes(article, 12, 15.0)
        aid = Claim.objects.get(type="spending")
        assert aid.status == Status.WITHDRAWN
        assert "newer version" in aid.events.get(action="vanish").reason


def test_versions_that_the_wire_does_not_number_are_counted_by_their_time() -> None:
    article = ArticleFactory(state="ready")
    Article.objects.filter(pk=article.pk).update(current=None)
    article.revisions.all().delete()
    for hour, toll in ((11, 12.0), (13, 19.0), (14, 17.0), (12, 15.0)):
        comes(article, hour, toll, is_numbered=False)
    told = Occurrence.objects.filter(claim__article=article, type="casualties").order_by("revision__number")
    assert list(told.values_list("revision__version", "figure__low")) == [
        (1, 12.0),
        (2, 15.0),
        (3, 19.0),
        (4, 17.0),
    ]
    last = told.last()
    assert last
    assert last.recheck
    assert (last.recheck["from"], last.recheck["to"]) == (3, 4)
    assert "in version 3" in last.recheck["because"]
