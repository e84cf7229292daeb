"""Conflicts over a toll: raised, settled, taken back, and what they ask of the claims in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import corrections, mending
from claims.actions.pointing import FigureTold
from claims.actions.tolls import refresh
from claims.models import Article, Claim, Conflict, Event, Mending, Notification, Occurrence, Revision
from claims.statuses import Role, Status
from tests.event_rows import READING, an_event, tell
from tests.factories import UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return an_event()


@pytest.fixture
def disputed(event: Event) -> tuple[Occurrence, Occurrence]:
    """19 and, half an hour later, 15."""
    one, other = tell(event, "Selwick Wire", 19, minutes=10), tell(event, "Corvane News", 15, minutes=40)
    refresh([event.pk])
    return one, other


def again(told: Occurrence) -> Claim:
    return Claim.objects.get(pk=told.claim_id)


def judge(told: Occurrence, status: Status = Status.APPROVED) -> None:
    Claim.objects.filter(pk=told.claim_id).update(status=status)


def asked(told: Occurrence) -> list[str]:
    """Why the claim was to be looked at again, each time."""
    return list(
        told.claim.events.filter(action="contradicted").order_by("id").values_list("reason", flat=True)
    )


def is_urgent(told: Occurrence) -> bool:
    claim = again(told)
    assert claim.priority == sum(reason["points"] for reason in claim.reasons)
    return "conflict" in {reason["name"] for reason in claim.reasons}


class TestConflict:
    def test_is_raised_between_two_reports_that_cannot_both_be_true(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        conflict = Conflict.objects.get()
        assert (conflict.event, conflict.measure) == (event, "killed")
        assert (conflict.one, conflict.other) == disputed
        assert (conflict.since, conflict.until) == (event.began_at + timedelta(minutes=40), None)

    def test_is_raised_once_however_often_it_is_looked_for(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        before = Conflict.objects.get()
        versions = [again(told).version for told in disputed]
        assert [refresh([event.pk]) for _ in range(3)] == [1, 1, 1]
        assert Conflict.objects.get() == before
        assert [again(told).version for told in disputed] == versions

    def test_settles_when_one_side_is_corrected(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        tell(event, "Corvane News", 19, minutes=60)
        assert refresh([event.pk]) == 0
        conflict = Conflict.objects.get()
        assert conflict.until == event.began_at + timedelta(minutes=60)
        assert conflict.settled
        assert not [told for told in disputed if is_urgent(told)]

    def test_settles_when_one_side_is_killed(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        at = event.began_at + timedelta(minutes=90)
        Article.objects.filter(pk=disputed[0].claim.article_id).update(pub_status="canceled", killed_at=at)
        refresh([event.pk])
        assert Conflict.objects.get().until == at

    def test_whose_sides_are_of_two_events_is_taken_back(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        other = an_event()
        Claim.objects.filter(pk=disputed[1].claim_id).update(event=other)
        assert refresh([event.pk, other.pk]) == 0
        assert not Conflict.objects.exists()
        assert not [told for told in disputed if is_urgent(told)]

    def test_keeps_its_row_where_both_sides_move_to_another_event(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        before, other = Conflict.objects.get(), an_event()
        Claim.objects.filter(event=event).update(event=other)
        assert refresh([other.pk]) == 1
        refresh([event.pk])
        after = Conflict.objects.get()
        assert (after.pk, after.event, after.raised_at) == (before.pk, other, before.raised_at)

    def test_is_not_raised_again_by_whoever_repeats_a_side(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        tell(event, "Selwick Wire", 19, minutes=45)
        tell(event, "Third Agency", 19, minutes=50)
        refresh([event.pk])
        assert {(row.one_id, row.other_id) for row in Conflict.objects.all()} == {
            (disputed[0].pk, disputed[1].pk)
        }

    def test_is_none_between_figures_that_can_both_be_true(self, event: Event) -> None:
        tell(event, "Selwick Wire", 12, minutes=10, qualifier="at_least")
        tell(event, "Corvane News", 15, minutes=40)
        assert refresh([event.pk]) == 0

    def test_any_order_of_rows_ends_in_the_same(self, event: Event) -> None:
        other = tell(event, "Corvane News", 15, minutes=40)
        one = tell(event, "Selwick Wire", 19, minutes=10)
        refresh([event.pk])
        conflict = Conflict.objects.get()
        assert (conflict.one, conflict.other) == (one, other)


class TestPriority:
    def test_goes_up_on_both_sides_while_it_is_open(self, disputed: tuple[Occurrence, Occurrence]) -> None:
        assert [is_urgent(told) for told in disputed] == [True, True]
        assert [again(told).priority for told in disputed] == [80, 80]

    def test_leaves_open_forms_good(self, disputed: tuple[Occurrence, Occurrence]) -> None:
        assert [again(told).version for told in disputed] == [1, 1]
        assert not [told for told in disputed if again(told).needs_recheck]


class TestRecheck:
    @pytest.mark.parametrize("status", [Status.PROPOSED, Status.IN_REVIEW, Status.APPROVED, Status.CORRECTED])
    def test_is_asked_of_a_claim_with_a_verdict(self, event: Event, status: Status) -> None:
        one = tell(event, "Selwick Wire", 19, minutes=10)
        judge(one, status)
        tell(event, "Corvane News", 15, minutes=40, speaker="Ines Vallory")
        refresh([event.pk])
        claim = again(one)
        assert (claim.needs_recheck, claim.version, claim.status) == (True, 2, status)
        assert claim.recheck
        assert claim.recheck["because"] == "conflicts with “15” (Ines Vallory in Corvane News, version 1)"
        assert is_urgent(one)

    @pytest.mark.parametrize("status", [Status.NEW, Status.QUEUED, Status.WITHDRAWN, Status.RETRACTED])
    def test_is_not_asked_of_others(self, event: Event, status: Status) -> None:
        one = tell(event, "Selwick Wire", 19, minutes=10)
        judge(one, status)
        tell(event, "Corvane News", 15, minutes=40)
        refresh([event.pk])
        assert not again(one).needs_recheck

    def test_is_asked_once_and_stays_acknowledged(self, event: Event) -> None:
        one = tell(event, "Selwick Wire", 19, minutes=10)
        judge(one)
        tell(event, "Corvane News", 15, minutes=40)
        refresh([event.pk])
        refresh([event.pk])
        corrections.acknowledge(
            claim_id=one.claim_id, by=UserFactory(role=Role.EDITOR), note="Rang the ministry."
        )
        tell(event, "Third Agency", 15, minutes=45)
        refresh([event.pk])
        assert len(asked(one)) == 1
        assert not again(one).needs_recheck

    def test_is_asked_again_for_another_figure(self, event: Event) -> None:
        one = tell(event, "Selwick Wire", 19, minutes=10)
        judge(one)
        tell(event, "Corvane News", 15, minutes=40)
        refresh([event.pk])
        tell(event, "Third Agency", 11, minutes=45)
        refresh([event.pk])
        assert len(asked(one)) == 2

    def test_is_asked_of_whoever_repeats_the_disputed_figure(
        self, event: Event, disputed: tuple[Occurrence, Occurrence]
    ) -> None:
        repeated = tell(event, "Third Agency", 19, minutes=50)
        judge(repeated)
        refresh([event.pk])
        assert asked(repeated)
        assert Conflict.objects.count() == 1

    def test_is_told_to_who_has_a_part_but_not_as_the_deed_of_oneself(self, event: Event) -> None:
        editor = UserFactory(role=Role.EDITOR, first_name="Noor", last_name="Adeyemi")
        one, other = tell(event, "Selwick Wire", 19), tell(event, "Corvane News", 19, minutes=5)
        judge(one)
        checker = VerdictFactory(claim=again(one), approved_by=editor, approved_at=timezone.now()).proposed_by
        Revision.objects.update(extracted_at=timezone.now())
        reading = replace(
            mending.as_it_stands(again(other)), figure=FigureTold("19", low=15.0, unit="people")
        )
        mending.mend(claim_id=other.claim_id, by=editor, reading=reading)
        Occurrence.objects.filter(pk=other.pk).update(measure="killed", reading=READING)
        refresh([event.pk])
        line = Notification.objects.get()
        assert (line.person, line.by) == (checker, editor)
        assert line.text.startswith("Noor Adeyemi mended a record")
        assert again(one).is_contradicted

    def test_is_the_wires_once_a_story_was_read_since(self, event: Event) -> None:
        editor = UserFactory(role=Role.EDITOR)
        one, other = tell(event, "Selwick Wire", 19), tell(event, "Corvane News", 15, minutes=5)
        judge(one)
        verdict = VerdictFactory(claim=again(one), approved_by=editor, approved_at=timezone.now())
        Mending.objects.create(claim=other.claim, by=editor, was={"figure": None}, now={"figure": None})
        Revision.objects.filter(pk=other.revision_id).update(extracted_at=timezone.now())
        refresh([event.pk])
        told = set(Notification.objects.values_list("person", "text"))
        text = f"Another report tells another figure than claim {one.claim_id}."
        assert told == {(verdict.proposed_by_id, text), (editor.pk, text)}

    def test_is_not_asked_of_a_figure_that_was_taken_back(self, event: Event) -> None:
        one = tell(event, "Selwick Wire", 19, minutes=10)
        tell(event, "Selwick Wire", 15, minutes=30)
        judge(one)
        tell(event, "Corvane News", 15, minutes=40)
        refresh([event.pk])
        assert not asked(one)


@pytest.mark.parametrize(
    "hidden", [{"pub_status": "withheld"}, {"embargoed_until": timezone.now() + timedelta(days=9)}]
)
def test_a_story_that_viewers_may_not_see_flags_no_claim_of_others(
    event: Event, hidden: dict[str, Any]
) -> None:
    one = tell(event, "Selwick Wire", 19, minutes=10)
    other = tell(event, "Corvane News", 15, minutes=40, **hidden)
    for told in (one, other):
        judge(told)
    assert refresh([event.pk]) == 1
    assert (again(one).needs_recheck, is_urgent(one)) == (False, False)
    assert (again(other).needs_recheck, is_urgent(other)) == (True, True)
    Article.objects.update(pub_status="usable", embargoed_until=None)
    refresh([event.pk])
    assert (again(one).needs_recheck, is_urgent(one)) == (True, True)


def test_ten_times_the_reports_cost_no_more_queries(event: Event) -> None:
    def queries(refreshed: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as found:
            refreshed()
        return len(found)

    tell(event, "Selwick Wire", 12, minutes=1)
    tell(event, "Corvane News", 15, minutes=2)
    refresh([event.pk])
    few = queries(lambda: refresh([event.pk]))
    for number in range(20):
        tell(event, f"Agency {number}", 12, minutes=3)
    refresh([event.pk])
    assert queries(lambda: refresh([event.pk])) == few
