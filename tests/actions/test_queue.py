"""A claim's way through the desk, as the people at it rely on it."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from claims.actions import leasing, queue
from claims.dispatch import current_request
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, ClaimEvent, Revision, User
from claims.statuses import DismissReason, Role, Status
from tests.actions.crowd import at_once
from tests.factories import ClaimFactory, RevisionFactory, UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def tomas() -> User:
    return UserFactory(first_name="Tomas", last_name="Arkwell")


def told(claim: Claim) -> list[tuple[str, str, str]]:
    """The claim's history, oldest first."""
    lines = claim.events.order_by("id").values_list("action", "from_status", "to_status")
    return list(lines)


def let_lapse(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


class TestTake:
    def test_a_new_claim_is_triaged_first(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        assert (claim.status, claim.holder) == (Status.IN_PROGRESS, ines)
        assert told(claim) == [("triage", "new", "queued"), ("take", "queued", "in_progress")]

    def test_the_hold_lasts_a_quarter_of_an_hour(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        assert claim.lease_until - claim.taken_at == timedelta(minutes=15)

    def test_the_history_says_who_when_what_and_in_which_request(self, ines: User) -> None:
        mark = current_request.set("request-77")
        claim = queue.take(claim_id=ClaimFactory(status="queued").pk, by=ines)
        current_request.reset(mark)
        line = claim.events.get()
        assert (line.actor, line.action, line.claim_version) == (ines, "take", claim.version)
        assert line.request_id == "request-77"
        assert timezone.now() - line.at < timedelta(seconds=10)

    def test_a_claim_of_somebody_else_names_the_holder_and_the_time(self, ines: User, tomas: User) -> None:
        with time_machine.travel("2026-11-23T09:27:00Z", tick=False):
            now = timezone.now()
            claim = ClaimFactory(
                status="in_progress",
                holder=ines,
                taken_at=now,
                lease_until=timezone.now() + timedelta(days=400),
            )
            with pytest.raises(Conflict, match=r"^Ines Vallory took this claim at 09:27 and holds it until"):
                queue.take(claim_id=claim.pk, by=tomas)

    def test_ones_own_claim_is_held_already(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        with pytest.raises(Conflict, match="You hold this claim already"):
            queue.take(claim_id=claim.pk, by=ines)

    def test_takes_over_a_lapsed_hold_and_says_so(self, ines: User, tomas: User) -> None:
        claim = queue.take(claim_id=ClaimFactory(status="queued").pk, by=ines)
        let_lapse(claim)
        claim = queue.take(claim_id=claim.pk, by=tomas)
        assert claim.holder == tomas
        assert [line[0] for line in told(claim)] == ["take", "lapse", "take"]
        assert claim.events.get(action="lapse").reason == "Ines Vallory was silent for 15 minutes"

    def test_a_viewer_may_not(self) -> None:
        with pytest.raises(NotAllowed, match="needs the role checker; yours is viewer"):
            queue.take(claim_id=ClaimFactory().pk, by=UserFactory(role=Role.VIEWER))

    @pytest.mark.parametrize("status", ["dismissed", "approved", "proposed"])
    def test_a_decided_claim_is_not_to_be_had(self, ines: User, status: str) -> None:
        with pytest.raises(Conflict, match=f"This claim is {status}, so it can’t be taken"):
            queue.take(claim_id=ClaimFactory(status=status).pk, by=ines)

    def test_a_stale_page_hears_who_was_first_and_when(self, ines: User, tomas: User) -> None:
        claim = ClaimFactory()
        queue.triage(claim_id=claim.pk, by=ines)
        with pytest.raises(
            Conflict, match=r"^Ines Vallory queued this claim at \d\d:\d\d, after you opened it"
        ):
            queue.take(claim_id=claim.pk, by=tomas, version=claim.version)
        assert Claim.objects.get().status == Status.QUEUED

    def test_an_unknown_claim_does_not_exist(self, ines: User) -> None:
        with pytest.raises(Claim.DoesNotExist):
            queue.take(claim_id=4_000_000, by=ines)


@pytest.mark.django_db(transaction=True)
def test_sixteen_people_take_one_claim_and_one_has_it() -> None:
    claim, people = ClaimFactory(), UserFactory.create_batch(16)
    ends = at_once([partial(queue.take, claim_id=claim.pk, by=person) for person in people])
    winners = [end for end in ends if isinstance(end, Claim)]
    losers = [str(end) for end in ends if isinstance(end, Conflict)]
    assert (len(winners), len(losers)) == (1, 15)
    assert all(winners[0].holder.name in sentence for sentence in losers)
    assert [line[0] for line in told(claim)] == ["triage", "take"]


class TestRelease:
    def test_puts_the_claim_back(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        claim = queue.release(claim_id=claim.pk, by=ines)
        assert (claim.status, claim.holder, claim.lease_until) == (Status.QUEUED, None, None)

    def test_only_by_its_holder(self, ines: User, tomas: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        with pytest.raises(Conflict, match=r"^Ines Vallory holds this claim until"):
            queue.release(claim_id=claim.pk, by=tomas)


class TestHold:
    def test_working_renews_it_and_changes_no_version(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        let_lapse(claim)
        renewed = queue.renew_hold(claim_id=claim.pk, by=ines)
        assert renewed.lease_until > timezone.now() + timedelta(minutes=14)
        assert renewed.version == claim.version

    def test_lapses_after_silence(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        let_lapse(claim)
        assert leasing.reconcile()["lapsed"] == 1
        claim.refresh_from_db()
        assert (claim.status, claim.holder) == (Status.QUEUED, None)
        assert claim.events.first().actor is None

    def test_does_not_lapse_while_it_runs(self, ines: User) -> None:
        queue.take(claim_id=ClaimFactory().pk, by=ines)
        assert leasing.reconcile()["lapsed"] == 0

    def test_is_gone_once_lapsed(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        let_lapse(claim)
        queue.lapse_silent()
        with pytest.raises(Conflict, match=r"This claim is queued; take it before you work on it"):
            queue.renew_hold(claim_id=claim.pk, by=ines)


class TestDismiss:
    @pytest.mark.parametrize("reason", list(DismissReason))
    def test_keeps_its_reason(self, ines: User, reason: DismissReason) -> None:
        claim = queue.dismiss(claim_id=ClaimFactory().pk, by=ines, reason=reason)
        assert (claim.status, claim.dismiss_reason) == (Status.DISMISSED, reason)
        assert claim.events.get().reason == reason

    def test_without_a_known_reason_nothing_happens(self, ines: User) -> None:
        claim = ClaimFactory()
        with pytest.raises(Incomplete) as refusal:
            queue.dismiss(claim_id=claim.pk, by=ines, reason="boring")
        assert refusal.value.fields == {"reason": "Choose a reason from the list."}
        assert told(claim) == []

    def test_a_note_is_kept_in_the_history(self, ines: User) -> None:
        claim = queue.dismiss(claim_id=ClaimFactory().pk, by=ines, reason="trivial", note=" of 1974 ")
        assert claim.events.get().detail == {"note": "of 1974"}

    def test_a_claim_in_hand_is_released_first(self, ines: User) -> None:
        claim = queue.take(claim_id=ClaimFactory().pk, by=ines)
        with pytest.raises(Conflict, match="in progress, so it can’t be dismissed"):
            queue.dismiss(claim_id=claim.pk, by=ines, reason="trivial")


class TestReopen:
    def test_a_dismissed_claim_returns_without_its_reason(self, ines: User) -> None:
        claim = queue.reopen(claim_id=ClaimFactory(status="dismissed").pk, by=ines, reason="new source")
        assert (claim.status, claim.dismiss_reason) == (Status.QUEUED, "")
        assert claim.events.get().reason == "new source"

    def test_a_reason_has_an_end(self, ines: User) -> None:
        claim = ClaimFactory(status="dismissed", dismiss_reason="trivial")
        with pytest.raises(Incomplete, match="10,001 characters; 10,000 is the most"):
            queue.reopen(claim_id=claim.pk, by=ines, reason="x" * 10_001)

    def test_needs_a_reason(self, ines: User) -> None:
        with pytest.raises(Incomplete, match="Say why"):
            queue.reopen(claim_id=ClaimFactory(status="dismissed").pk, by=ines, reason="  ")

    def test_an_approved_claim_needs_a_reviewer(self, ines: User) -> None:
        claim = ClaimFactory(status="approved")
        with pytest.raises(NotAllowed, match="Reopening a claim needs the role reviewer; yours is checker"):
            queue.reopen(claim_id=claim.pk, by=ines, reason="new source")

    def test_a_claim_that_the_newest_version_does_not_make_stays_closed(self, ines: User) -> None:
        claim = ClaimFactory(status="dismissed")
        newer = RevisionFactory(article=claim.article, body="All are safe.")
        queue.reopen(claim_id=claim.pk, by=ines, reason="not read yet")
        queue.dismiss(claim_id=claim.pk, by=ines, reason="trivial")
        Revision.objects.filter(pk=newer.pk).update(extracted_at=timezone.now())
        with pytest.raises(Conflict, match="newest version of the story no longer says this"):
            queue.reopen(claim_id=claim.pk, by=ines, reason="new source")

    def test_ends_the_verdict_that_stood(self) -> None:
        verdict = VerdictFactory(claim__status="approved")
        queue.reopen(claim_id=verdict.claim_id, by=UserFactory(role=Role.REVIEWER), reason="new source")
        verdict.refresh_from_db()
        assert verdict.ended_at is not None


def test_move_is_the_one_door() -> None:
    """Nothing else in the house sets a claim's status, on the row or past it."""
    doors = re.compile(r"claim\.status(, \S+)* = |update\([^)]*\bstatus=|\"status\": row\.target")
    writers = {path.name for path in Path("claims").rglob("*.py") if doors.search(path.read_text())}
    assert writers == {"queue.py"}


class TestMove:
    def test_refuses_what_the_table_has_not(self) -> None:
        with pytest.raises(Conflict, match="This claim is new"):
            queue.move(claim=ClaimFactory(), action="approve", by=None)

    def test_refuses_a_claim_that_changed_since_it_was_read(self, ines: User) -> None:
        claim = ClaimFactory()
        queue.triage(claim_id=claim.pk, by=ines)
        with pytest.raises(Conflict, match="Ines Vallory queued this claim"):
            queue.move(claim=claim, action="triage", by=None)

    def test_counts_the_version_and_writes_one_line(self) -> None:
        claim = queue.move(claim=ClaimFactory(), action="triage", by=None)
        assert claim.version == 2
        line = ClaimEvent.objects.get()
        assert (line.claim_version, line.model) == (2, claim.model)
