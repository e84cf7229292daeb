"""Embargoes: in force until their time by the clock, then noted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings

from claims import dispatch
from claims.actions.embargo import pass_embargoes
from claims.actions.intake import take_in
from claims.ingest.types import WireStory
from claims.models import Article, Claim, Source, StoryEvent
from claims.statuses import ArticleState, Role
from tests.actions.crowd import at_once
from tests.factories import ArticleFactory, ClaimFactory, SourceFactory, StoryFactory, UserFactory
from workers import tasks

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MIDNIGHT = NOON + timedelta(hours=12)


@pytest.fixture(autouse=True)
def clock(settings: LazySettings) -> LazySettings:
    settings.FACTCHECK_NOW = NOON
    return settings


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


@pytest.fixture
def story() -> WireStory:
    return StoryFactory(version=1, embargoed_until=MIDNIGHT)


def events() -> list[str]:
    return list(StoryEvent.objects.order_by("id").values_list("action", flat=True))


class TestEmbargo:
    def test_is_told_and_the_story_is_read_meanwhile(self, wire: Source, story: WireStory) -> None:
        receipt = take_in(story=story, source=wire)
        assert receipt.status == "embargoed"
        assert receipt.reason == "Not to be published before 2026-11-03T00:00:00Z."
        assert (receipt.article.is_embargoed, receipt.article.state) == (True, ArticleState.WAITING)

    def test_that_lapsed_before_it_came_is_none(self, wire: Source, story: WireStory) -> None:
        receipt = take_in(story=replace(story, embargoed_until=NOON), source=wire)
        assert (receipt.status, receipt.article.is_embargoed) == ("new", False)
        assert pass_embargoes() == 0

    def test_follows_the_newest_version(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        later = replace(story, version=2, embargoed_until=MIDNIGHT + timedelta(hours=6))
        assert take_in(story=later, source=wire).status == "embargoed"
        assert Article.objects.get().embargoed_until == later.embargoed_until

    def test_is_lifted_by_a_version_without_one(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        assert (
            take_in(story=replace(story, version=2, embargoed_until=None), source=wire).status == "revision"
        )
        assert not Article.objects.get().is_embargoed

    def test_is_not_lifted_by_a_hold(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        notice = replace(story, version=2, embargoed_until=None, is_notice=True, pub_status="withheld")
        take_in(story=replace(notice, text="Hold it."), source=wire)
        assert Article.objects.get().is_embargoed

    def test_may_be_set_again_after_it_passed(
        self, wire: Source, story: WireStory, clock: LazySettings
    ) -> None:
        take_in(story=story, source=wire)
        clock.FACTCHECK_NOW = MIDNIGHT
        pass_embargoes()
        later = replace(story, version=2, embargoed_until=MIDNIGHT + timedelta(hours=1))
        assert take_in(story=later, source=wire).status == "embargoed"
        assert Article.objects.get().embargo_passed_at is None


class TestPassing:
    def test_is_an_event_of_the_story(self, wire: Source, story: WireStory, clock: LazySettings) -> None:
        take_in(story=story, source=wire)
        clock.FACTCHECK_NOW = MIDNIGHT - timedelta(seconds=1)
        assert pass_embargoes() == 0
        clock.FACTCHECK_NOW = MIDNIGHT
        assert [pass_embargoes(), pass_embargoes()] == [1, 0]
        assert events() == ["received", "embargo_passed"]
        assert Article.objects.get().embargo_passed_at == MIDNIGHT

    def test_is_looked_for_by_beat(self, wire: Source, story: WireStory, clock: LazySettings) -> None:
        take_in(story=story, source=wire)
        clock.FACTCHECK_NOW = MIDNIGHT
        assert tasks.pass_embargoes() == 1
        assert clock.CELERY_BEAT_SCHEDULE["embargo"]["task"] == dispatch.EMBARGO


@pytest.mark.django_db(transaction=True)
def test_two_processes_note_a_passing_once(clock: LazySettings) -> None:
    for _ in range(20):
        ArticleFactory(embargoed_until=NOON)
    assert sum(at_once([pass_embargoes] * 4)) == 20
    assert events() == ["embargo_passed"] * 20


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({"embargoed_until": MIDNIGHT}, False),
        ({"embargoed_until": NOON}, True),
        ({"pub_status": "withheld"}, False),
        ({"pub_status": "canceled", "killed_at": NOON}, True),
        ({}, True),
    ],
)
def test_a_viewer_sees_what_is_neither_embargoed_nor_held(fields: dict[str, object], seen: bool) -> None:
    claim = ClaimFactory(revision=ArticleFactory(state="ready", **fields).current)
    viewer, checker = UserFactory(role=Role.VIEWER), UserFactory(role=Role.CHECKER)
    assert Claim.objects.visible_to(viewer).filter(pk=claim.pk).exists() is seen
    assert Article.objects.visible_to(viewer).exists() is seen
    assert Claim.objects.visible_to(checker).exists()
    assert Article.objects.visible_to(checker).exists()
