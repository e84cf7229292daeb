"""Which figures of an event are given to the toll rules, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Article, Event, Occurrence
from claims.models.reports import figure_of, reading_of, reports, reports_of
from claims.statuses import Role
from tests.event_factories import ToldFactory
from tests.event_rows import an_event, tell
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return an_event()


def lows(event: Event, role: Role | None = None) -> list[float]:
    person = UserFactory(role=role) if role else None
    return [report.figure.low for report in reports(event, person)]


def test_every_version_tells_by_the_time_at_which_it_was_sent(event: Event) -> None:
    tell(event, "Selwick Wire", 19, minutes=60)
    tell(event, "Corvane News", 15, minutes=30)
    tell(event, "Selwick Wire", 17, minutes=90)
    told = reports(event)
    assert [(each.source, each.figure.low, each.order) for each in told] == [
        ("Corvane News", 15.0, 1),
        ("Selwick Wire", 19.0, 1),
        ("Selwick Wire", 17.0, 2),
    ]
    assert [each.at for each in told] == [event.began_at + timedelta(minutes=n) for n in (30, 60, 90)]


def test_a_report_tells_where_it_stands(event: Event) -> None:
    row = tell(event, "Selwick Wire", 40, high=50, qualifier="range", speaker="Ines Vallory")
    [report] = reports(event)
    assert (report.key, report.claim, report.article) == (row.pk, row.claim_id, row.claim.article_id)
    assert (report.figure.low, report.figure.high, report.figure.qualifier) == (40.0, 50.0, "range")
    assert (report.reading.measure, report.speaker, report.void_at) == ("killed", "Ines Vallory", None)
    assert report.figure.span.of(row.revision.body) == report.figure.text


def test_a_version_without_a_time_of_its_own_was_told_when_it_came(event: Event) -> None:
    row = tell(event, "Selwick Wire", 19)
    row.revision.sent_at = None
    row.revision.save()
    assert [report.at for report in reports(event)] == [row.revision.received_at]


def test_what_counts_nothing_is_no_report(event: Event) -> None:
    tell(event, "Selwick Wire", 19)
    Occurrence.objects.update(measure="")
    ToldFactory(claim=ClaimFactory(event=event, without_figure=True), measure="killed")
    assert lows(event) == []


def test_figures_of_a_killed_story_are_void_from_the_kill_on(event: Event) -> None:
    row = tell(event, "Selwick Wire", 34)
    at = timezone.now()
    Article.objects.filter(pk=row.claim.article_id).update(pub_status="canceled", killed_at=at)
    assert [report.void_at for report in reports(event)] == [at]


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        ({"pub_status": "withheld"}, [15.0]),
        ({"embargoed_until": timezone.now() + timedelta(days=9)}, [15.0]),
        ({"embargoed_until": timezone.now() - timedelta(days=9)}, [15.0, 19.0]),
    ],
    ids=["withheld", "embargoed", "no longer embargoed"],
)
def test_viewers_get_no_figure_of_a_story_that_they_may_not_see(
    event: Event, hidden: dict[str, object], seen: list[float]
) -> None:
    tell(event, "Corvane News", 15)
    tell(event, "Selwick Wire", 19, minutes=10, **hidden)
    assert lows(event, Role.VIEWER) == seen
    assert lows(event, Role.CHECKER) == lows(event) == [15.0, 19.0]
    assert not reports(event, AnonymousUser())  # type: ignore[arg-type]


def test_several_events_cost_the_queries_of_one(event: Event) -> None:
    other = an_event()
    for number in range(4):
        tell(event, f"Agency {number}", 12 + number)
        tell(other, f"Agency {number}", 40 + number)
    with CaptureQueriesContext(connection) as queries:
        found = reports_of([event.pk, other.pk], UserFactory.build(role=Role.VIEWER))
    assert [len(found[each.pk]) for each in (event, other)] == [4, 4]
    assert len(queries) == 1


def test_a_telling_that_nobody_has_read_has_no_reading() -> None:
    told = ToldFactory(role="", measure="")
    assert reading_of(told) is None
    assert figure_of(told) is not None
    told.figure = None
    assert figure_of(told) is None
