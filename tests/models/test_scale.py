"""Scales from their rows: what a desk offers, and what a verdict keeps of its own, whatever comes after."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions import publishing, verdicts
from claims.models import Claim, Desk, RatingScale, ScaleRating, User, Verdict
from claims.ratings import POLICIES, SHIPPED, SIX_POINT, Scale
from claims.statuses import Role
from tests.actions.crowd import at_once
from tests.factories import UserFactory
from tests.judged import WHOLE, held, judged_by, propose

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("scale", SHIPPED, ids=lambda scale: scale.name)
def test_a_shipped_scale_comes_back_as_it_was_written(scale: Scale) -> None:
    assert RatingScale.objects.pinned(scale.name, scale.version) == scale


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_the_rules_of_a_desk_are_one_query(
    policy: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    judged_by(policy.name, "support")
    with django_assert_num_queries(1):
        rules = Desk.objects.rules(None)
    assert rules.policy == policy
    assert [rating.label for rating in rules.scale.ratings][:3] == [
        "Supported",
        "Conflicting evidence",
        "Refuted",
    ]


@pytest.mark.parametrize(
    ("name", "bounds"),
    [("six-point", (1, 6)), ("eight-point", (1, 5)), ("support", (1, 3)), ("no-scale", (None, None))],
)
def test_bounds_are_the_scales_own(name: str, bounds: tuple[int | None, int | None]) -> None:
    assert RatingScale.objects.pinned(name, 1).bounds == bounds


def second_version(scale: RatingScale, **labels: str) -> RatingScale:
    """The next version, with some ratings by another name, and one rating more."""
    ratings = list(scale.ratings.all())
    scale.pk, scale.version = None, scale.version + 1
    scale.save(force_insert=True)
    for rating in ratings:
        rating.pk, rating.scale, rating.label = None, scale, labels.get(rating.code, rating.label)
        rating.save(force_insert=True)
    ScaleRating.objects.create(scale=scale, code="satire", label="Satire", glyph="none", position=9)
    return scale


def published(person: User) -> Claim:
    verdict = propose(held(person, *WHOLE), person)
    verdicts.approve(claim_id=verdict.claim_id, by=UserFactory(role=Role.REVIEWER))
    publishing.publish(claim_id=verdict.claim_id, by=UserFactory(role=Role.EDITOR))
    return Claim.objects.get(pk=verdict.claim_id)


def test_a_verdict_keeps_its_version_when_the_desk_takes_the_next() -> None:
    person = UserFactory()
    before = published(person)
    second_version(RatingScale.objects.get(name="six-point"), **{"mostly-true": "True, with a flaw"})
    judged_by("light", "six-point")
    after = published(person)
    assert [(v.scale_version, v.rated["label"]) for v in Verdict.objects.order_by("pk").with_rating()] == [
        (1, "Mostly true"),
        (2, "True, with a flaw"),
    ]
    for claim, label in ((before, "Mostly true"), (after, "True, with a flaw")):
        page = Client().get(f"/checks/{claim.pk}/").content.decode()
        assert f"</span> {label}</p>" in page
        assert ("Satire" in page) == (claim == after)
        told = json.loads(Client().get(f"/checks/{claim.pk}/claimreview.json").content)
        assert told["reviewRating"]["alternateName"] == label
        assert (told["reviewRating"]["worstRating"], told["reviewRating"]["bestRating"]) == (1, 6)
    feed = Client().get("/checks/feed.xml").content.decode()
    assert "Mostly true. " in feed
    assert "True, with a flaw. " in feed


def test_a_scale_that_no_verdict_pins_can_be_changed() -> None:
    scale = RatingScale.objects.get(name="support")
    scale.ratings.filter(code="refuted").update(label="Disproved")
    scale.label = "Three words"
    scale.save()
    assert RatingScale.objects.pinned("support", 1).ratings[2].label == "Disproved"


def test_a_pinned_scale_may_still_be_taken_off_the_offer() -> None:
    published(UserFactory())
    assert RatingScale.objects.filter(name=SIX_POINT.name).update(is_offered=False) == 1


def relabel(scale: RatingScale) -> int:
    with transaction.atomic():
        return scale.ratings.filter(code="mostly-true").update(label="Another word")


@pytest.mark.django_db(transaction=True)
def test_of_an_edit_and_a_verdict_at_once_the_verdict_says_what_was_chosen() -> None:
    """On connections of their own, 12 times: an edit after the verdict is refused, one before it is seen."""
    person, scale = UserFactory(), RatingScale.objects.get(name="six-point")
    claim = held(person, *WHOLE)
    for _ in range(12):
        verdict, edit = at_once([partial(propose, claim, person), partial(relabel, scale)])
        assert isinstance(verdict, Verdict)
        told = claim.events.filter(action="propose").latest("id").detail["label"]
        label = Verdict.objects.with_rating().get(pk=verdict.pk).rated["label"]
        assert isinstance(edit, IntegrityError) or told == label == "Another word"
        assert told == label
        break_down(verdict, scale)


def break_down(verdict: Verdict, scale: RatingScale) -> None:
    """Back to where nothing is pinned: for this test alone, past every rule."""
    verdicts.withdraw(claim_id=verdict.claim_id, by=verdict.proposed_by)
    Verdict.objects.all().delete()
    scale.ratings.filter(code="mostly-true").update(label="Mostly true")
