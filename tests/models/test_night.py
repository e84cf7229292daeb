"""The night: which arrivals belong to it, its counts, its hours and its backlog."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims.models import Article, ExtractionRun
from claims.models.night import Night
from claims.statuses import ArrivalStatus, Status
from tests.factories import (
    ArticleFactory,
    ClaimEventFactory,
    ClaimFactory,
    ExtractionRunFactory,
    SourceFactory,
)
from tests.wire_factories import ArrivalFactory, QuarantineFactory

pytestmark = pytest.mark.django_db
EVENING = date(2026, 11, 22)
TEN = datetime(2026, 11, 22, 22, 10, tzinfo=UTC)


@pytest.fixture
def night() -> Night:
    return Night(EVENING)


def at(hours: float) -> datetime:
    return TEN + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "evening"),
    [
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), 22),
        (datetime(2026, 11, 23, 11, 59, tzinfo=UTC), 22),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), 23),
    ],
)
def test_a_night_runs_from_noon_to_noon(moment: datetime, evening: int) -> None:
    assert Night.containing(moment).evening == date(2026, 11, evening)


def test_noon_is_that_of_the_newsroom(night: Night, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    with timezone.override("Asia/Tokyo"):
        assert Night.containing(datetime(2026, 11, 22, 4, 0, tzinfo=UTC)).evening == date(2026, 11, 22)
        assert night.start == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_the_newest_night_is_that_of_the_newest_arrival(night: Night) -> None:
    ArrivalFactory(at=at(-48))
    ArrivalFactory(at=at(0))
    assert Night.latest() == night


def test_it_counts_what_arrived_and_what_could_be_read(night: Night) -> None:
    for status in ("new", "new", "revision", "duplicate", "quarantined", "empty"):
        ArrivalFactory(at=at(1), status=status)
    ArrivalFactory(at=at(24))
    assert (night.arrived, night.parsed) == (6, 4)
    assert night.outcomes[ArrivalStatus.NEW] == 2


def test_the_usual_night_is_the_median_of_those_that_had_any(night: Night) -> None:
    for days, stories in ((-1, 3), (-2, 5), (-5, 9)):
        ArrivalFactory.create_batch(stories, at=at(24 * days))
    assert night.usual == 5
    ten_o_clock = next(hour for hour in night.hours if hour.start.hour == 22)
    assert ten_o_clock.usual == 5


def test_hours_run_from_the_first_arrival_to_the_last(night: Night) -> None:
    ArrivalFactory(at=at(0))
    ArrivalFactory.create_batch(2, at=at(9))
    hours = night.hours
    assert [hours[0].start.hour, hours[-1].start.hour, len(hours)] == [22, 7, 10]
    assert [hour.arrived for hour in hours] == [1, *[0] * 8, 2]


@pytest.mark.parametrize("hours", [-10.1, 13.6])
def test_a_story_at_the_edge_of_the_night_is_shown_in_it(night: Night, hours: float) -> None:
    ArrivalFactory(at=at(hours))
    shown = night.hours
    assert sum(hour.arrived for hour in shown) == 1
    assert len(shown) >= 8
    assert night.start <= shown[0].start
    assert shown[-1].start < night.end


def test_a_night_without_a_story_can_be_drawn(night: Night) -> None:
    assert [hour.arrived for hour in night.hours] == [0] * 8
    assert {level for _, level in night.backlog} == {0}
    assert night.usual is None


def test_the_backlog_rises_with_arrivals_and_falls_with_readings(night: Night) -> None:
    ArrivalFactory.create_batch(4, at=at(0))
    ArrivalFactory(at=at(0), status="duplicate")
    for hours in (1, 2, 3):
        run = ExtractionRunFactory()
        ExtractionRun.objects.filter(pk=run.pk).update(finished_at=at(hours))
    levels = [level for _, level in night.backlog]
    assert max(levels) == 4
    assert levels[-1] == 1


def test_wires_tell_their_own_night(night: Night) -> None:
    northern, southern = SourceFactory(name="Northern"), SourceFactory(name="Southern")
    ArrivalFactory.create_batch(2, at=at(0), source=northern)
    ArrivalFactory(at=at(1), source=northern, status="revision", signal="correction")
    ArrivalFactory(at=at(2), source=southern, status="duplicate")
    first, second = night.wires
    assert (first.name, first.arrived, first.corrected, first.hours[:2]) == ("Northern", 3, 1, [2, 1])
    assert (second.name, second.twice, second.last) == ("Southern", 1, at(2))


def test_changed_claims_wait_until_somebody_acknowledges_them() -> None:
    tonight = Night.latest()
    changed = ClaimFactory(needs_recheck=True, recheck={"because": "the figure changed"})
    ClaimEventFactory(claim=changed, action="recheck")
    settled = ClaimFactory()
    ClaimEventFactory(claim=settled, action="recheck")
    assert list(tonight.rechecks) == [changed]


def test_kills_tell_what_they_hold(night: Night) -> None:
    killed = ArticleFactory(pub_status="canceled", killed_at=at(3))
    ClaimFactory(revision=killed.current)
    ClaimFactory(revision=killed.current, status=Status.PUBLISHED, type="troops")
    ArrivalFactory(at=at(3), status="canceled", article=killed)
    [story] = night.killed
    assert (story.held, story.decided) == (2, 1)


def test_quarantined_and_failed_input_is_listed(night: Night) -> None:
    held = QuarantineFactory(received_at=at(1))
    QuarantineFactory(received_at=at(1), settled_at=at(2), settled_as="discarded")
    failed = ArticleFactory(state="failed", failure="The reader ran out of memory.")
    ArrivalFactory.create_batch(2, at=at(1), article=failed)
    assert list(night.quarantined) == [held]
    assert list(night.failed) == [failed]


def test_stories_waiting_are_those_of_now(night: Night) -> None:
    ArticleFactory.create_batch(2)
    Article.objects.filter(pk=ArticleFactory().pk).update(state="ready")
    assert night.waiting == 2


def test_a_story_that_is_not_to_be_read_waits_for_nobody(night: Night) -> None:
    article = ArticleFactory()
    article.current.skipped = "unsupported language"
    article.current.save()
    ArrivalFactory(at=at(0), article=article)
    assert {level for _, level in night.backlog} == {0}
