"""A claim's priority by the weights of its desk: what sets each term, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import priorities
from claims.actions import assigning, duplicates, gathering, queue, weighing
from claims.models import Article, Claim, ClaimLink, Desk, Policy, RatingScale, User, Weight
from claims.statuses import Role, Status
from tests.actions.test_record import read
from tests.actions.tolls import arrives, first_version, tells
from tests.factories import ArticleFactory, ClaimFactory, UserFactory, ferry

pytestmark = pytest.mark.django_db


def desk(**fields: Any) -> Desk:
    given = {"name": "Foreign", "scale": RatingScale.objects.all()[0], "policy": Policy.objects.all()[0]}
    return Desk.objects.create(**(given | fields))


def terms(claim: Claim) -> dict[str, int]:
    claim.refresh_from_db()
    assert claim.priority == sum(reason["points"] for reason in claim.reasons)
    return {priorities.term_of(reason): reason["points"] for reason in claim.reasons}


def toll(article: Article) -> Claim:
    return Claim.objects.get(article=article, type="casualties")


def two_agencies() -> tuple[Article, Article]:
    """Two stories that tell one toll, each in its own words."""
    first, second = first_version(), first_version()
    arrives(first, tells(19))
    arrives(second, tells(19, "Oren Tassel"))
    gathering.gather()
    return first, second


class TestNewClaims:
    def test_are_weighed_by_the_default_desk(self) -> None:
        Weight.objects.create(desk=Desk.objects.default(), term="casualties", points=80)
        read(ArticleFactory(), ferry())
        told = terms(Claim.objects.get())
        assert (told["type"], told["size"]) == (80, 7)

    def test_are_new_until_somebody_is_found_to_have_told_them(self) -> None:
        read(ArticleFactory(), ferry())
        told = terms(Claim.objects.get())
        assert told["novelty"] == 6
        assert not {"agencies", "age", "conflict", "recheck", "speaker"} & set(told)

    def test_of_a_listed_speaker_come_first(self) -> None:
        Desk.objects.update(speakers="Otto Lindqvist\n  Ines Vallory  \n")
        read(ArticleFactory(), ferry())
        assert terms(Claim.objects.get())["speaker"] == 15

    def test_cost_one_query_a_story_for_the_weights(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            read(ArticleFactory(), ferry())
        assert len([each for each in asked.captured_queries if "claims_weight" in each["sql"]]) == 1


@pytest.mark.parametrize(
    ("claimant", "listed"),
    [
        ("Ines Vallory", True),
        ("Governor Ines Vallory", True),
        ("Vallory", True),
        ("Ines Valory", True),
        ("Otto Vallory", False),
        ("", False),
        ("the ministry", False),
        ("Ministry of Harbours", True),
    ],
)
def test_a_speaker_is_known_by_fuller_and_shorter_forms_of_the_name(claimant: str, listed: bool) -> None:
    by = weighing.Scales(priorities.AS_SHIPPED, ("Ines Vallory", "Ministry of Harbours"))
    assert by.lists(claimant) is listed


class TestToldAgain:
    def test_another_agency_raises_both_and_the_later_is_no_news(self) -> None:
        first, second = two_agencies()
        one, other = terms(toll(first)), terms(toll(second))
        assert one["agencies"] == other["agencies"] == 3
        assert (one["novelty"], other["novelty"]) == (6, 2)

    def test_who_says_that_they_are_not_the_same_takes_it_back(self) -> None:
        first, second = two_agencies()
        for link in ClaimLink.objects.filter(kind="same", one__claim=toll(first)):
            duplicates.refuse(link_id=link.pk, by=UserFactory())
        for article in (first, second):
            assert "agencies" not in terms(toll(article))

    def test_closed_claims_keep_their_sum(self) -> None:
        first = first_version()
        gathering.gather()
        claim = toll(first)
        queue.dismiss(claim_id=claim.pk, by=UserFactory(), reason="trivial")
        before = terms(claim)
        first_version()
        gathering.gather()
        assert terms(claim) == before

    def test_comparing_again_writes_nothing(self) -> None:
        first_version(), first_version()
        gathering.gather()
        assert weighing.spread_anew(list(Claim.objects.values_list("pk", flat=True))) == 0


class TestComingBack:
    def test_a_reopened_claim_is_weighed_as_it_stands_now(self) -> None:
        claim = ClaimFactory(status=Status.DISMISSED)
        Claim.objects.filter(pk=claim.pk).update(created_at=timezone.now() - timedelta(hours=5))
        back = queue.reopen(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR), reason="Worth it after all")
        told = terms(claim)
        assert told["age"] == 6
        assert back.priority == claim.priority

    def test_a_claim_of_another_desk_has_that_desks_weights(self, editor: User) -> None:
        Weight.objects.create(desk=(foreign := desk()), term="casualties", points=1)
        claim = ClaimFactory()
        assigning.send_to_desk(claim_id=claim.pk, by=editor, desk=foreign)
        assert terms(claim)["type"] == 1


@pytest.fixture
def editor() -> User:
    person: User = UserFactory(role=Role.EDITOR)
    return person
