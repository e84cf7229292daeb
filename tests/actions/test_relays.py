"""What other sources took over from a killed story is flagged, whichever is read first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import leasing
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.actions.relays import outlet_words
from claims.ingest.types import WireStory
from claims.models import Article, Claim, Source
from tests.actions.crowd import at_once
from tests.factories import SourceFactory, StoryFactory, claim_in, extraction_of, figure_in

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 11, 2, 6, tzinfo=UTC)
KILLED_AT = SIX + timedelta(hours=2)
FALSE = "Thirty-four people were killed in the blast, a hospital official said."
RELAYED = "Thirty-four people were killed in the blast, Corvane News reported."
WAS_KILLED = "rests on urn:corvane:blast@1, which was killed at 2026-11-02T08:00:00Z"


@pytest.fixture
def corvane() -> Source:
    return SourceFactory(name="Corvane News")


@pytest.fixture
def story() -> WireStory:
    return StoryFactory(guid="urn:corvane:blast", version=1, text=FALSE, sent_at=SIX)


def relay(**fields: Any) -> WireStory:
    return StoryFactory(**({"text": RELAYED, "sent_at": SIX + timedelta(hours=1)} | fields))


def read(
    article: Article, *, speaker: str = "", via: str = "", low: float = 34.0, of: str = "killed"
) -> Claim:
    """Let a worker read the newest version: one figure, said by `speaker` or taken over through `via`."""
    article.refresh_from_db()
    text = article.body
    figure = figure_in(text, text.split(" were")[0], low)
    claim = claim_in(text, text, figure, speaker=speaker, via=via)
    lease = leasing.lease(article_id=article.pk)
    record(lease=lease, revision=article.current, extraction=extraction_of(claim), started_at=timezone.now())
    leasing.finish(lease=lease)
    return Claim.objects.get(article=article)


def kill(story: WireStory, source: Source) -> None:
    notice = {"version": 2, "text": "Kill it.", "pub_status": "canceled", "is_notice": True}
    take_in(story=replace(story, sent_at=KILLED_AT, **notice), source=source)


def because(claim: Claim) -> str:
    claim.refresh_from_db()
    return claim.recheck["because"] if claim.needs_recheck else ""


def test_a_relay_is_flagged_by_the_kill(corvane: Source, story: WireStory) -> None:
    read(take_in(story=story, source=corvane).article)
    other = read(take_in(story=relay(), source=SourceFactory()).article, via="Corvane News")
    kill(story, corvane)
    assert because(other) == WAS_KILLED
    assert other.occurrences.get().recheck["because"] == WAS_KILLED
    assert other.killed_at is None
    assert other in Claim.objects.open()


def test_a_relay_that_is_read_after_the_kill_is_flagged_at_once(corvane: Source, story: WireStory) -> None:
    read(take_in(story=story, source=corvane).article)
    kill(story, corvane)
    other = read(take_in(story=relay(), source=SourceFactory()).article, speaker="Corvane News")
    assert because(other) == WAS_KILLED


def test_a_relay_is_flagged_though_the_killed_story_is_read_last(corvane: Source, story: WireStory) -> None:
    article = take_in(story=story, source=corvane).article
    other = read(take_in(story=relay(), source=SourceFactory()).article, via="Corvane")
    kill(story, corvane)
    assert because(other) == ""
    read(article)
    assert because(other) == WAS_KILLED


@pytest.mark.parametrize(
    ("wire", "reading"),
    [
        ({}, {"via": "Meridian Press"}),
        ({}, {"via": ""}),
        ({}, {"via": "Corvane News", "low": 12.0}),
        ({"sent_at": SIX + timedelta(days=4)}, {"via": "Corvane News"}),
    ],
)
def test_what_does_not_rest_on_it_is_left_alone(
    corvane: Source, story: WireStory, wire: dict[str, Any], reading: dict[str, Any]
) -> None:
    read(take_in(story=story, source=corvane).article)
    other = read(take_in(story=relay(**wire), source=SourceFactory()).article, **reading)
    kill(story, corvane)
    assert because(other) == ""


def test_the_agency_itself_relays_nothing(corvane: Source, story: WireStory) -> None:
    read(take_in(story=story, source=corvane).article)
    own = read(take_in(story=relay(), source=corvane).article, via="Corvane News")
    kill(story, corvane)
    assert because(own) == ""


def test_a_version_that_relayed_keeps_its_flag_when_the_next_one_does_not(
    corvane: Source, story: WireStory
) -> None:
    read(take_in(story=story, source=corvane).article)
    wire, sent = SourceFactory(), relay(version=1)
    other = read(take_in(story=sent, source=wire).article, via="Corvane News")
    corrected = replace(sent, version=2, text="One people were killed in the blast, the fire brigade said.")
    read(take_in(story=corrected, source=wire).article, speaker="the fire brigade", low=1.0)
    kill(story, corvane)
    first = other.occurrences.get(revision__version=1)
    assert first.recheck["because"] == WAS_KILLED


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Corvane News", {"corvane"}),
        ("Northline", {"northline"}),
        ("The Press Agency", {"the", "press", "agency"}),
    ],
)
def test_an_outlet_is_known_by_its_own_words(name: str, words: set[str]) -> None:
    assert outlet_words(name) == words


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(10))
def test_a_kill_and_a_reading_of_its_relay_at_once_do_not_miss_each_other(round_: int) -> None:
    corvane, story = (
        SourceFactory(name="Corvane News"),
        StoryFactory(guid="urn:corvane:blast", version=1, text=FALSE, sent_at=SIX),
    )
    read(take_in(story=story, source=corvane).article)
    other = take_in(story=relay(), source=SourceFactory()).article
    ends = at_once([partial(read, other, via="Corvane News"), partial(kill, story, corvane)])
    assert not [end for end in ends if isinstance(end, Exception)]
    assert because(Claim.objects.get(article=other)) == WAS_KILLED
