"""How widely a claim is told: independent sources, and who told it first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.matching.types import COPIED
from claims.models import Claim, ClaimLink, Occurrence, Source
from claims.models.spread import Spread, spread_of
from claims.statuses import PubStatus
from tests.event_factories import LinkFactory, ToldFactory
from tests.factories import ArticleFactory, ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def told(minute: int = 0, source: Source | None = None, **article: object) -> Occurrence:
    """A claim of a story of its own, sent so many minutes after noon."""
    given = {"source": source} if source else {}
    story = ArticleFactory(state="ready", body__sent_at=NOON + timedelta(minutes=minute), **given, **article)
    found: Occurrence = ToldFactory(claim=ClaimFactory(revision=story.current))
    return found


def same(one: Occurrence, other: Occurrence, because: str = "same figure of the same event") -> ClaimLink:
    first, second = sorted((one, other), key=lambda each: each.pk)
    link: ClaimLink = LinkFactory(one=first, other=second, because=because)
    return link


def spread(of: Occurrence) -> Spread:
    return spread_of([of.claim_id])[of.claim_id]


def test_a_claim_that_nobody_else_tells_is_new_and_of_one_source() -> None:
    assert spread(told()) == Spread(agencies=1, told_before=False)


def test_each_source_counts_once() -> None:
    wire = SourceFactory()
    own, other, again = told(0), told(5, wire), told(9, wire)
    same(own, other)
    same(own, again)
    assert spread(own).agencies == 2


def test_a_second_story_of_its_own_source_is_no_second_source() -> None:
    wire = SourceFactory()
    own, other = told(0, wire), told(5, wire)
    same(own, other)
    assert spread(own).agencies == 1


def test_copies_of_one_text_count_once_whoever_prints_them() -> None:
    own, copy, other, its_copy = told(0), told(1), told(2), told(3)
    same(own, copy, f"{COPIED}; same figure")
    same(own, other)
    same(own, its_copy)
    assert spread(own).agencies == 3
    same(other, its_copy, f"{COPIED}; same figure")
    assert spread(own).agencies == 2


def test_the_first_telling_is_new_and_the_later_one_told_before() -> None:
    later, first = told(30), told(0)
    same(later, first)
    assert (spread(first).told_before, spread(later).told_before) == (False, True)


def test_of_two_at_the_same_moment_one_is_the_first() -> None:
    one, other = told(0), told(0)
    same(one, other)
    assert [spread(one).told_before, spread(other).told_before] == [False, True]


@pytest.mark.parametrize(
    "hidden",
    [
        {"embargoed_until": timezone.now() + timedelta(days=3650)},
        {"pub_status": PubStatus.WITHHELD},
        {"pub_status": PubStatus.CANCELED, "killed_at": NOON},
    ],
    ids=["embargoed", "withheld", "killed"],
)
def test_what_not_everybody_may_see_and_what_was_killed_counts_for_nothing(hidden: dict[str, object]) -> None:
    own, other = told(5), told(0, **hidden)
    same(own, other)
    assert spread(own) == spread(other) == Spread(agencies=1, told_before=False)


def test_a_refused_link_and_a_variant_count_for_nothing() -> None:
    own, refused, variant = told(9), told(0), told(1)
    link = same(own, refused)
    ClaimLink.objects.filter(pk=link.pk).update(refused_by=UserFactory(), refused_at=NOON)
    LinkFactory(one=own, other=variant, kind="variant", difference="another day")
    assert spread(own) == Spread()


def test_an_agency_that_tells_another_figure_now_no_longer_carries_it() -> None:
    own, other = told(0), told(1)
    same(own, other)
    figure = (other.figure or {}) | {"low": 39.0, "text": "39"}
    revision = ArticleFactory(state="ready").current
    revision.article_id, revision.number = other.claim.article_id, 2
    revision.save()
    ToldFactory(claim=other.claim, revision=revision, figure=figure)
    assert spread(own).agencies == 1


def test_the_number_of_queries_does_not_depend_on_the_number_of_claims() -> None:
    claims = [told(minute) for minute in range(6)]
    for one, other in pairwise(claims):
        same(one, other)
    counts = []
    for number in (1, 6):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            spread_of([each.claim_id for each in claims[:number]])
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6
    assert Claim.objects.count() == 6
