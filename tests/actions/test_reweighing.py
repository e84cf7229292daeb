"""A desk's open claims weighed anew: whole, resumed, once, beside people at work; and as they wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import dispatch
from claims.actions import reweighing
from claims.models import Claim, Desk, Weighing, Weight
from claims.statuses import OPEN, Status
from tests.actions.test_weighing import desk, terms
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def claims(number: int, **fields: object) -> list[Claim]:
    revision = ArticleFactory(state="ready").current
    return [ClaimFactory(revision=revision, model=f"m{n}", **fields) for n in range(number)]


def weighed(term: str, points: int, at: Desk | None = None) -> Desk:
    """The desk gives this term so many points, and begins to weigh."""
    at = at or Desk.objects.default()
    Weight.objects.update_or_create(desk=at, term=term, defaults={"points": points})
    reweighing.begin(desk_id=at.pk)
    return at


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reweighing, "BATCH", 2)


@pytest.mark.usefixtures("small_batches")
class TestWeights:
    def test_all_open_claims_get_them_and_no_closed_one(self) -> None:
        open_ones = [ClaimFactory(status=status) for status in OPEN]
        closed = [ClaimFactory(status=status) for status in Status if status not in OPEN]
        before = {claim.pk: claim.reasons for claim in Claim.objects.filter(pk__in=[c.pk for c in closed])}
        weighed("casualties", 44)
        assert reweighing.weigh_due() == len(open_ones)
        assert all(terms(claim)["type"] == 44 for claim in open_ones)
        assert before == {pk: Claim.objects.get(pk=pk).reasons for pk in before}

    def test_a_desk_weighs_its_own_claims_alone(self) -> None:
        foreign = desk()
        own, other = ClaimFactory(desk=foreign), ClaimFactory()
        reweighing.weigh_due()
        weighed("casualties", 44, at=foreign)
        reweighing.weigh_due()
        assert (terms(own)["type"], terms(other)["type"]) == (44, 25)

    def test_it_goes_on_where_it_was_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = claims(5)
        at = weighed("casualties", 44)
        monkeypatch.setattr(reweighing, "TURN_SECONDS", -1.0)
        assert reweighing.weigh_due() == 2
        row = Weighing.objects.get(desk=at)
        assert (row.after, row.left()) == (made[1].pk, 3)
        monkeypatch.undo()
        reweighing.weigh_due()
        row.refresh_from_db()
        assert (row.after, row.left()) == (None, 0)
        assert all(terms(claim)["type"] == 44 for claim in made)

    def test_weights_that_change_meanwhile_begin_it_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = claims(5)
        weighed("casualties", 44)
        monkeypatch.setattr(reweighing, "TURN_SECONDS", -1.0)
        reweighing.weigh_due()
        at = weighed("casualties", 55)
        assert Weighing.objects.get(desk=at).left() == 5
        monkeypatch.undo()
        reweighing.weigh_due()
        assert all(terms(claim)["type"] == 55 for claim in made)

    def test_a_second_time_writes_nothing(self) -> None:
        claims(3)
        at = weighed("casualties", 44)
        reweighing.weigh_due()
        reweighing.begin(desk_id=at.pk)
        with CaptureQueriesContext(connection) as asked:
            reweighing.weigh_due()
        assert not [each for each in asked.captured_queries if "SET priority" in each["sql"]]

    def test_open_forms_stay_good(self) -> None:
        claim = ClaimFactory()
        weighed("casualties", 44)
        reweighing.weigh_due()
        assert Claim.objects.get(pk=claim.pk).version == claim.version
        assert not claim.events.exists()

    def test_conflicts_and_rechecks_are_kept(self) -> None:
        reasons = [{"name": "casualties", "points": 60}, {"name": "conflict", "points": 10}]
        claim = ClaimFactory(reasons=reasons, needs_recheck=True, recheck={"because": "a change"})
        weighed("casualties", 44)
        reweighing.weigh_due()
        assert (terms(claim)["conflict"], terms(claim)["recheck"]) == (10, 20)

    def test_the_bell_is_rung_after_the_commit(
        self, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rung: list[str] = []
        monkeypatch.setattr(dispatch, "ring", lambda task, *_: rung.append(task))
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            weighed("casualties", 44)
        assert rung == [dispatch.WEIGH]

    def test_a_desk_that_was_just_made_is_weighed_too(self) -> None:
        claim = ClaimFactory(desk=desk())
        reweighing.weigh_due()
        assert terms(claim)["type"] == 25


def came_in(claim: Claim, hours: float) -> None:
    Claim.objects.filter(pk=claim.pk).update(created_at=timezone.now() - timedelta(hours=hours))


def walked(hours_ago: float) -> None:
    reweighing.age_due()
    Weighing.objects.update(aged_at=timezone.now() - timedelta(hours=hours_ago))


@pytest.mark.usefixtures("small_batches")
class TestWaiting:
    def test_a_claim_that_crossed_a_step_moves(self) -> None:
        made = claims(5)
        walked(0.2)
        for claim in made:
            came_in(claim, 4.1)
        assert reweighing.age_due() == 5
        assert all(terms(claim)["age"] == 6 for claim in made)

    def test_between_steps_nothing_is_touched(self) -> None:
        claim = ClaimFactory()
        walked(0.2)
        came_in(claim, 3.5)
        assert reweighing.age_due() == 0

    def test_a_beat_that_was_away_for_days_is_made_up_for(self) -> None:
        claim = ClaimFactory()
        walked(70)
        came_in(claim, 60)
        reweighing.age_due()
        assert terms(claim)["age"] == 10

    def test_a_closed_claim_does_not_age(self) -> None:
        claim = ClaimFactory(status=Status.DISMISSED)
        walked(0.2)
        came_in(claim, 4.1)
        assert reweighing.age_due() == 0

    def test_a_desk_without_points_for_it_leaves_it_out(self) -> None:
        claim = ClaimFactory()
        Weight.objects.create(desk=Desk.objects.default(), term="age", points=0)
        walked(0.2)
        came_in(claim, 24.1)
        reweighing.age_due()
        assert "age" not in terms(claim)

    def test_it_reads_by_the_index_and_in_few_queries(self) -> None:
        claims(3)
        walked(0.2)
        with CaptureQueriesContext(connection) as asked:
            reweighing.age_due()
        assert len(asked) < 12
