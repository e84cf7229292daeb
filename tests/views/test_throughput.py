"""What the desk gets through: of all together, by stage, and never of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, ClaimEvent, throughput
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def afresh() -> None:
    cache.clear()


def moved(claim: Claim, action: str, was: Status, to: Status, ago: timedelta) -> None:
    """A line of the history as if it had been written `ago`."""
    line = ClaimEvent(
        claim=claim, action=action, from_status=was, to_status=to, claim_version=1, actor=UserFactory()
    )
    line.at = timezone.now() - ago
    field = ClaimEvent._meta.get_field("at")
    field.auto_now_add = False
    try:
        line.save()
    finally:
        field.auto_now_add = True


def test_counts_each_stage_in_its_hour_and_day() -> None:
    claim = ClaimFactory()
    moved(claim, "triage", Status.NEW, Status.QUEUED, timedelta(0))
    moved(ClaimFactory(), "dismiss", Status.NEW, Status.DISMISSED, timedelta(0))
    moved(claim, "approve", Status.IN_REVIEW, Status.APPROVED, timedelta(days=3))
    hours, days = throughput.hours(), throughput.days()
    assert (len(hours), len(days)) == (24, 14)
    assert dict(zip(throughput.STAGES, hours[0].counts, strict=True))["triaged"] == 2
    assert days[0].counts == (2, 2, 0, 0, 0)
    assert days[3].counts == (0, 0, 0, 1, 0)


def test_what_lies_further_back_is_left_out() -> None:
    moved(ClaimFactory(), "publish", Status.APPROVED, Status.PUBLISHED, timedelta(days=20))
    assert all(span.counts[4] == 0 for span in throughput.days())


def test_a_stage_lasts_as_long_as_the_middle_claim_stayed_in_it() -> None:
    for minutes in (10, 20, 90):
        claim = ClaimFactory()
        moved(claim, "triage", Status.NEW, Status.QUEUED, timedelta(minutes=minutes + 1))
        moved(claim, "take", Status.QUEUED, Status.IN_PROGRESS, timedelta(minutes=1))
    waits = {wait.name: wait for wait in throughput.waits()}
    found = waits["In the queue"]
    assert found.usual
    assert (round(found.usual.total_seconds() / 60), found.of) == (20, 3)
    assert waits["In review"].usual is None


def test_editors_read_it_and_no_name_stands_in_it(as_role: Callable[[Role], Client]) -> None:
    moved(ClaimFactory(), "triage", Status.NEW, Status.QUEUED, timedelta(0))
    who = ClaimEvent.objects.get().actor
    assert who
    desk = as_role(Role.EDITOR)
    shown = desk.get("/throughput/").content.decode()
    assert "The last day, by hour" in shown
    assert who.username not in shown
    assert as_role(Role.REVIEWER).get("/throughput/").status_code == 403


def test_is_counted_once_a_minute(
    as_role: Callable[[Role], Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk = as_role(Role.EDITOR)
    with django_assert_max_num_queries(20):
        desk.get("/throughput/")
    with django_assert_max_num_queries(5):
        desk.get("/throughput/")
