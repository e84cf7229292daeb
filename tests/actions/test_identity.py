"""Which article a story belongs to: by every id it was ever known under, else by slug and day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import permutations
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import leasing
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.ingest.signals import Signal
from claims.ingest.types import WireStory
from claims.models import Arrival, Article, Claim, Source, StoryEvent
from claims.statuses import Status
from tests.actions.crowd import at_once
from tests.factories import BODY, SourceFactory, StoryFactory, ferry

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


def document(number: int, **fields: Any) -> WireStory:
    """Document d2 replaces d1, d3 replaces d2."""
    told = {
        "guid": f"d{number}",
        "doc_id": f"d{number}",
        "replaces": f"d{number - 1}" if number > 1 else "",
        "version": number,
        "sent_at": NINE + timedelta(hours=number),
        "text": f"{BODY}\n\nThis was document {number} of the chain.",
    }
    return StoryFactory(**(told | fields))


class TestChain:
    def test_goes_by_its_first_document(self, wire: Source) -> None:
        receipts = [take_in(story=document(n), source=wire) for n in (1, 2, 3)]
        assert [receipt.status for receipt in receipts] == ["new", "revision", "revision"]
        assert {receipt.guid for receipt in receipts} == {"d1"}
        assert list(Arrival.objects.order_by("id").values_list("doc_id", flat=True)) == ["", "d2", "d3"]

    def test_goes_by_what_it_replaces_until_that_comes(self, wire: Source) -> None:
        assert take_in(story=document(2), source=wire).guid == "d1"
        late = take_in(story=document(1), source=wire)
        assert (late.status, late.guid) == ("stale", "d1")

    def test_is_joined_by_the_document_in_between(self, wire: Source) -> None:
        take_in(story=document(1), source=wire)
        take_in(story=document(3), source=wire)
        assert Article.objects.count() == 2
        assert take_in(story=document(2), source=wire).status == "stale"
        article = Article.objects.get()
        assert (article.guid, article.current.version) == ("d1", 3)
        assert [each.version for each in article.revisions.order_by("number")] == [1, 2, 3]
        assert "joined" in article.events.values_list("action", flat=True)
        assert StoryEvent.objects.filter(article=article).count() == 3

    def test_that_was_joined_goes_on_under_any_of_its_ids(self, wire: Source) -> None:
        for number in (1, 3, 2):
            take_in(story=document(number), source=wire)
        branch = document(4, replaces="d2")
        assert take_in(story=branch, source=wire).status == "revision"
        assert Article.objects.get().current.version == 4

    def test_that_is_joined_stays_killed(self, wire: Source) -> None:
        take_in(story=document(1), source=wire)
        take_in(story=document(3, pub_status="canceled"), source=wire)
        take_in(story=document(2), source=wire)
        article = Article.objects.get()
        assert (article.pub_status, article.killed_at) == ("canceled", NINE + timedelta(hours=3))

    def test_that_is_joined_to_a_kill_has_no_open_claim(self, wire: Source) -> None:
        read(take_in(story=document(1), source=wire).article)
        take_in(story=document(3, pub_status="canceled"), source=wire)
        assert Claim.objects.open().exists()
        take_in(story=document(2), source=wire)
        assert not Claim.objects.open().exists()
        assert Claim.objects.get().recheck["because"] == "own item killed"

    def test_that_is_joined_leaves_one_open_claim(self, wire: Source) -> None:
        for number in (1, 3):
            read(take_in(story=document(number), source=wire).article)
        take_in(story=document(2), source=wire)
        article = Article.objects.get()
        assert [claim.revision.version for claim in Claim.objects.open()] == [3]
        assert Claim.objects.filter(article=article, status=Status.WITHDRAWN).count() == 1
        read(article)
        assert Claim.objects.open().count() == 1

    def test_of_another_agency_is_another_story(self, wire: Source) -> None:
        take_in(story=document(1), source=wire)
        assert take_in(story=document(2), source=SourceFactory()).status == "new"


def read(article: Article) -> None:
    lease = leasing.lease(article_id=article.pk)
    for revision in leasing.unread(article.pk):
        found = ferry(revision.body)
        record(lease=lease, revision=revision, extraction=found, started_at=timezone.now())
    if lease:
        leasing.finish(lease=lease)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", list(permutations((1, 2, 3))), ids=str)
def test_a_chain_that_comes_all_at_once_is_one_story(order: tuple[int, ...]) -> None:
    wire = SourceFactory()
    ends = at_once([partial(take_in, story=document(n), source=wire) for n in order])
    assert not [end for end in ends if isinstance(end, Exception)]
    article = Article.objects.get()
    assert (article.guid, article.current.version) == ("d1", 3)


class TestSlugAndDay:
    """Telegraph formats carry no lasting id."""

    def lead(self, number: int, **fields: Any) -> WireStory:
        told = {
            "guid": f"file:{number:04}.txt",
            "slug": "bc-Ferry-Fire",
            "sent_at": NINE + timedelta(hours=number),
            "text": f"{BODY}\n\nThis was lead {number}.",
            "signal": Signal.WRITETHRU if number else "",
        }
        return StoryFactory(**(told | fields))

    def test_make_a_lead_a_version_of_its_story(self, wire: Source) -> None:
        receipts = [take_in(story=self.lead(n), source=wire) for n in (0, 1, 2)]
        assert [receipt.status for receipt in receipts] == ["new", "revision", "revision"]

    def test_find_the_story_that_comes_after_its_lead(self, wire: Source) -> None:
        take_in(story=self.lead(1), source=wire)
        assert take_in(story=self.lead(0), source=wire).status == "stale"

    @pytest.mark.parametrize(
        "fields",
        [
            {"slug": "bc-Weather"},
            {"sent_at": NINE + timedelta(days=2)},
            {"signal": ""},
            {"guid": "urn:selwick:lead"},
            {"slug": ""},
        ],
        ids=["slug", "day", "no lead", "an id", "no slug"],
    )
    def test_must_both_agree_and_one_must_follow(self, wire: Source, fields: dict[str, Any]) -> None:
        take_in(story=self.lead(0), source=wire)
        assert take_in(story=self.lead(1, **fields), source=wire).status == "new"
