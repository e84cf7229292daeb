"""Whatever people do in whatever order, a claim is only ever where the table lets it be."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.utils import timezone

from claims.actions import corrections, evidence, leasing, publishing, queue, verdicts
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.exceptions import DeskError
from claims.models import Article, Check, Claim, Showing, User, Verdict
from claims.statuses import DECIDED, OPEN, PUBLIC, TABLE, DismissReason, Role, Status
from tests.factories import BODY, SourceFactory, StoryFactory, UserFactory, extraction_of, ferry

pytestmark = pytest.mark.django_db

STEPS = 300


class Desk:
    """One claim, several people, and a wire that sends new versions; every step is drawn by lot."""

    def __init__(self, seed: int) -> None:
        self.lot = Random(seed)
        self.people = [UserFactory(role=role) for role in (Role.VIEWER, Role.CHECKER, Role.CHECKER, *Role)]
        self.source, self.story = SourceFactory(), StoryFactory()
        self.versions = 0
        self.new_version(says_it=True)
        self.claim_id = Claim.objects.get().pk

    def step(self) -> None:
        deeds = [
            self.take, self.release, self.dismiss, self.reopen, self.gather, self.propose, self.propose,
            self.withdraw, self.send_back, self.approve, self.fall_silent, self.send_version,
            self.publish, self.publish, self.correct, self.ask_retraction, self.confirm, self.drop,
            self.acknowledge, *[self.go_on] * 8,
        ]  # fmt: skip
        by = self.lot.choice(self.people)
        self.lot.choice(deeds)(by)

    def take(self, by: User) -> None:
        queue.take(claim_id=self.claim_id, by=by, version=self.seen())

    def release(self, by: User) -> None:
        queue.release(claim_id=self.claim_id, by=self.holder(by))

    def dismiss(self, by: User) -> None:
        queue.dismiss(claim_id=self.claim_id, by=by, reason=self.lot.choice([*DismissReason, "odd"]))

    def reopen(self, by: User) -> None:
        queue.reopen(claim_id=self.claim_id, by=by, reason=self.lot.choice(["new source", ""]))

    def gather(self, by: User) -> None:
        evidence.add_evidence(
            claim_id=self.claim_id, by=self.holder(by), url="https://a.example/", title="A", stance="for"
        )

    def propose(self, by: User) -> None:
        rating = self.lot.choice(["true", "half", "odd"])
        by = self.holder(by)
        verdicts.propose(
            claim_id=self.claim_id, by=by, version=self.seen(), key=uuid4(), rating=rating, explanation="So."
        )

    def withdraw(self, by: User) -> None:
        verdicts.withdraw(claim_id=self.claim_id, by=by)

    def send_back(self, by: User) -> None:
        verdicts.send_back(claim_id=self.claim_id, by=by, reason=self.lot.choice(["Ask again.", ""]))

    def approve(self, by: User) -> None:
        verdicts.approve(claim_id=self.claim_id, by=by)

    def go_on(self, _: User) -> None:
        """The next step of the straight way, by somebody whose role reaches it: chance alone gets nowhere."""
        steps = {
            Status.NEW: self.take, Status.QUEUED: self.take, Status.PROPOSED: self.approve,
            Status.IN_REVIEW: self.approve, Status.APPROVED: self.publish,
        }  # fmt: skip
        by = self.lot.choice(self.people[-3:])
        status = Claim.objects.values_list("status", flat=True).get(pk=self.claim_id)
        if status == Status.IN_PROGRESS:
            self.gather(by)
        steps.get(Status(status), self.propose)(by)

    def publish(self, by: User) -> None:
        publishing.publish(claim_id=self.claim_id, by=by)

    def correct(self, by: User) -> None:
        text = f"So, as of version {self.versions}."
        publishing.correct(claim_id=self.claim_id, by=by, was="That", now="This", explanation=text)

    def ask_retraction(self, by: User) -> None:
        if self.lot.random() < 0.2:  # it ends the claim's way
            publishing.ask_retraction(claim_id=self.claim_id, by=by, reason="Void.")

    def confirm(self, by: User) -> None:
        publishing.confirm_retraction(claim_id=self.claim_id, by=by)

    def drop(self, by: User) -> None:
        publishing.drop_retraction(claim_id=self.claim_id, by=by)

    def acknowledge(self, by: User) -> None:
        again = self.lot.random() < 0.5
        corrections.acknowledge(claim_id=self.claim_id, by=by, note="Looked.", reopen=again)

    def fall_silent(self, _: User) -> None:
        Claim.objects.filter(status=Status.IN_PROGRESS).update(
            lease_until=timezone.now() - timedelta(minutes=1)
        )
        queue.lapse_silent()

    def send_version(self, _: User) -> None:
        self.new_version(says_it=self.lot.random() < 0.7)

    def new_version(self, *, says_it: bool) -> None:
        self.versions += 1
        text = f"Version {self.versions}.\n\n" + (BODY if says_it else "All are safe.")
        story = StoryFactory(guid=self.story.guid, text=text)
        receipt = take_in(story=story, source=self.source)
        lease = leasing.lease(article_id=receipt.article.pk)
        found = ferry(text) if says_it else extraction_of()
        record(lease=lease, revision=receipt.revision, extraction=found, started_at=timezone.now())
        leasing.finish(lease=lease)

    def seen(self) -> int | None:
        """The version on the page: mostly the claim's own, sometimes an old one."""
        version = Claim.objects.values_list("version", flat=True).get(pk=self.claim_id)
        return self.lot.choice([None, version, version, version - 1])

    def holder(self, other: User) -> User:
        """Mostly whoever holds the claim, so that the story goes on."""
        held_by = Claim.objects.get(pk=self.claim_id).holder
        return held_by if held_by and self.lot.random() < 0.8 else other


@pytest.mark.parametrize("seed", [3, 14, 159])
def test_no_order_of_steps_leads_where_the_table_does_not(seed: int) -> None:
    desk = Desk(seed)
    for _ in range(STEPS):
        with suppress(DeskError):
            desk.step()
        check_promises(desk.claim_id)
    check_history(desk.claim_id)
    assert Check.objects.get().editions.count() > 1  # or the steps got nowhere


def check_promises(claim_id: int) -> None:
    claim = Claim.objects.select_related("article__current").get(pk=claim_id)
    standing = Verdict.objects.standing().filter(claim=claim)
    needs_verdict = claim.status in (Status.PROPOSED, Status.IN_REVIEW, *DECIDED)
    assert standing.count() == 1 if needs_verdict else claim.status == Status.WITHDRAWN or not standing
    for verdict in standing:
        assert (verdict.approved_at is not None) == (claim.status in DECIDED) or (
            claim.status == Status.WITHDRAWN
        )
        assert verdict.approved_by_id != verdict.proposed_by_id
    check_readers(claim)
    if claim.status in OPEN:
        assert claim.revision_id == claim.article.current_id
        assert claim.revision.body[claim.start : claim.end] == claim.sentence
    assert Article.objects.get().state == "ready"


def check_readers(claim: Claim) -> None:
    """Editions are numbered without a gap; a check is clean only where a verdict stands before readers."""
    check = Check.objects.with_page().filter(pk=claim.pk).first()
    if check is None:
        assert claim.status not in (*PUBLIC, Status.RETRACTED)
        return
    editions = list(check.editions.order_by("number"))
    assert [edition.number for edition in editions] == list(range(1, len(editions) + 1))
    assert check.current == editions[-1]
    assert (check.showing == Showing.CLEAN) == (claim.status in PUBLIC and not claim.needs_recheck)
    assert check.retractions.exclude(confirmed_at=None).count() == (claim.status == Status.RETRACTED)


def check_history(claim_id: int) -> None:
    """The lines join up from the first to the claim's own state, each along a row of the table."""
    rows = {(row.action, source, row.target) for row in TABLE for source in row.sources}
    stands, version = "", 0
    for line in Claim.objects.get(pk=claim_id).events.order_by("id"):
        assert line.from_status == stands
        if line.from_status != line.to_status and stands:
            assert (line.action, line.from_status, line.to_status) in rows
            assert line.claim_version == version + 1
        stands, version = line.to_status, line.claim_version
    claim = Claim.objects.get(pk=claim_id)
    assert (claim.status, claim.version) == (stands, version)
