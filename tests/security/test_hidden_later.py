"""A story that everybody saw and that its wire then hides: what it made of others is taken off them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.actions.intake import take_in
from claims.actions.tolls import refresh
from claims.ingest.signals import Signal
from claims.models import Article, Claim, Event, Occurrence
from claims.statuses import Role, Status
from tests.event_rows import an_event, tell
from tests.factories import StoryFactory, UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return an_event()


def is_urgent(told: Occurrence) -> bool:
    told.claim.refresh_from_db()
    return "conflict" in {reason["name"] for reason in told.claim.reasons}


@pytest.mark.parametrize("hidden", ["held", "embargoed"])
def test_a_story_hidden_later_takes_the_reason_off_the_claims_of_others(event: Event, hidden: str) -> None:
    """The hold, or the version with the embargo, has the story compared anew; so does its release."""
    one = tell(event, "Selwick Wire", 19, minutes=10)
    other = tell(event, "Corvane News", 15, minutes=40)
    refresh([event.pk])
    assert is_urgent(one)
    article = other.claim.article
    tomorrow = timezone.now() + timedelta(days=1)
    later = {"guid": article.guid, "version": 9, "text": "Hold the story of the fire, please."}
    if hidden == "held":
        notice = StoryFactory(**later, is_notice=True, pub_status="withheld", signal=Signal.HOLD)
    else:
        notice = StoryFactory(**later, embargoed_until=tomorrow)
    take_in(story=notice, source=article.source)
    assert Article.objects.to_match().contains(article)
    refresh([event.pk])
    assert not is_urgent(one)
    Article.objects.update(to_match_since=None)
    free = StoryFactory(**later | {"version": 10, "text": "The fire left 15 people killed, it said."})
    take_in(story=free, source=article.source)
    assert Article.objects.to_match().contains(article)


@pytest.mark.parametrize("hidden", ["withheld", "embargoed"])
def test_what_was_told_of_a_conflict_no_longer_names_a_story_that_was_hidden_later(
    event: Event, hidden: str
) -> None:
    """Neither the open question nor the line of the history, on the page and in the interface alike."""
    one = tell(event, "Selwick Wire", 19, minutes=10)
    other = tell(event, "Corvane News", 15, minutes=40, speaker="Ada Quillon")
    Claim.objects.filter(pk=one.claim_id).update(status=Status.APPROVED)
    VerdictFactory(claim_id=one.claim_id)
    refresh([event.pk])
    viewer = Client()
    viewer.force_login(UserFactory(role=Role.VIEWER))
    page = reverse("claim", args=[one.claim_id])
    own = f"conflicts with “{other.figure['text']}” (Ada Quillon in Corvane News"
    assert viewer.get(page).content.decode().count(own) == 2
    tomorrow = timezone.now() + timedelta(days=1)
    fields = {"pub_status": "withheld"} if hidden == "withheld" else {"embargoed_until": tomorrow}
    Article.objects.filter(pk=other.claim.article_id).update(**fields)
    shown = viewer.get(page).content.decode()
    assert "Quillon" not in shown
    assert shown.count("conflicts with another report") == 2
    assert "Quillon" not in str(Claim.objects.with_context().get(pk=one.claim_id).record())
