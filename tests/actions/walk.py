"""A desk where everything happens by lot: each action of people, the service and the wire, on any claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import uuid4

from django.utils import timezone

from claims.actions import (
    assigning,
    contacts,
    corrections,
    duplicates,
    evidence,
    leasing,
    passing,
    publishing,
    queue,
    setting_aside,
    undoing,
    verdicts,
    waiting,
)
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.models import Claim, ClaimLink, Contact, Desk, Occurrence, User
from claims.statuses import DismissReason, PubStatus, Role, Status
from tests.desk_factories import DeskFactory
from tests.event_factories import LinkFactory
from tests.factories import BODY, SourceFactory, StoryFactory, UserFactory, extraction_of, ferry

# What brings a claim on from where it stands: chance alone would turn in circles.
ONWARD = {
    Status.NEW: "take triage dismiss take_next confirm assign set_aside unsay",
    Status.QUEUED: "take dismiss confirm undo assign take_next",
    Status.IN_PROGRESS: (
        "gather gather propose propose propose ask ask wait release hand_over break_lock renew undo"
    ),
    Status.WAITING: "answer resume overdue unsay",
    Status.PROPOSED: "start_review approve approve withdraw send_back",
    Status.IN_REVIEW: "approve approve send_back unsay",
    Status.APPROVED: "publish publish reopen",
    Status.PUBLISHED: "correct reopen ask_retraction confirm_retraction acknowledge",
    Status.CORRECTED: "correct reopen reopen reopen confirm_retraction drop_retraction acknowledge",
    Status.RETRACTED: "reopen",
    Status.DISMISSED: "undo undo reopen",
    Status.DUPLICATE: "undo undo split unsay",
    Status.WITHDRAWN: "send_version",
}
RARE = {"send_version": 0.15, "kill": 0.05, "ask_retraction": 0.3, "confirm_retraction": 0.3, "unsay": 0.1}


class Walk:
    """`step` does one thing to one claim; whatever is refused raises a DeskError."""

    def __init__(self, seed: int, claims: int) -> None:
        self.lot = Random(seed)
        self.people = [UserFactory(role=role) for role in (*Role, *list(Role)[1:])]
        self.gone = UserFactory(role=Role.EDITOR, is_active=False)
        self.desks = [Desk.objects.default(), DeskFactory()]
        self.source, self.versions = SourceFactory(), 0
        self.guids = [f"urn:walk:{number}" for number in range(claims)]
        for guid in self.guids:
            self.tell(guid, says_it=True)
        self.claims = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
        self.link()
        names = " ".join(ONWARD.values()).split()
        self.names = sorted(
            {*names, "remove", "refuse", "take_back", "send_version", "kill", "send_to_desk", "fall_silent"}
        )

    def step(self) -> str:
        """One deed, its name."""
        claim = Claim.objects.get(pk=self.lot.choice(self.claims))
        onward = ONWARD[Status(claim.status)].split()
        name = self.lot.choice(onward if self.lot.random() < 0.75 else self.names)
        if self.lot.random() < RARE.get(name, 1.0):
            deed: Callable[[Claim, User], Any] = getattr(self, name)
            deed(claim, self.lot.choice([*self.people, self.gone]))
        return name

    def mostly(self, person: User | None, other: User) -> User:
        """Whoever it is for, so that the story goes on; sometimes somebody else tries."""
        return person if person and self.lot.random() < 0.85 else other

    def seen(self, claim: Claim) -> dict[str, Any]:
        """Which claim, and the version on the page: mostly its own, sometimes an old one or none."""
        version = self.lot.choice([None, claim.version, claim.version, claim.version, claim.version - 1])
        return {"claim_id": claim.pk, "version": version}

    # People -------------------------------------------------------------------------------------------

    def triage(self, claim: Claim, by: User) -> None:
        queue.triage(**self.seen(claim), by=by)

    def take(self, claim: Claim, by: User) -> None:
        queue.take(**self.seen(claim), by=by)

    def take_next(self, claim: Claim, by: User) -> None:
        queue.take_next(by=by, wanted=Claim.objects.visible_to(by).current().by_priority())

    def release(self, claim: Claim, by: User) -> None:
        queue.release(**self.seen(claim), by=self.mostly(claim.holder, by))

    def renew(self, claim: Claim, by: User) -> None:
        queue.renew_hold(claim_id=claim.pk, by=self.mostly(claim.holder, by))

    def dismiss(self, claim: Claim, by: User) -> None:
        queue.dismiss(**self.seen(claim), by=by, reason=self.lot.choice([*DismissReason, "odd"]))

    def reopen(self, claim: Claim, by: User) -> None:
        queue.reopen(**self.seen(claim), by=by, reason=self.lot.choice(["new source", ""]))

    def undo(self, claim: Claim, by: User) -> None:
        newest = claim.events.select_related("actor").first()
        undoing.undo(**self.seen(claim), by=self.mostly(newest and newest.actor, by))

    def set_aside(self, claim: Claim, by: User) -> None:
        setting_aside.set_aside(**self.seen(claim), by=by, until=self.lot.choice(["1h", "morning", "odd"]))

    def take_back(self, claim: Claim, by: User) -> None:
        setting_aside.take_back(**self.seen(claim), by=by)

    def assign(self, claim: Claim, by: User) -> None:
        to = self.lot.choice([by, by, None, *self.people])
        assigning.assign(**self.seen(claim), by=by, to=to)

    def send_to_desk(self, claim: Claim, by: User) -> None:
        assigning.send_to_desk(**self.seen(claim), by=by, desk=self.lot.choice(self.desks))

    def hand_over(self, claim: Claim, by: User) -> None:
        to = self.lot.choice([*self.people, self.gone])
        passing.hand_over(**self.seen(claim), by=self.mostly(claim.holder, by), to=to)

    def break_lock(self, claim: Claim, by: User) -> None:
        reason, take = self.lot.choice(["It is urgent.", ""]), self.lot.random() < 0.5
        passing.break_lock(**self.seen(claim), by=by, reason=reason, take=take)

    def gather(self, claim: Claim, by: User) -> None:
        by = self.mostly(claim.holder, by)
        evidence.add_evidence(
            claim_id=claim.pk, by=by, url=f"https://a.example/{uuid4()}", title="A", stance="for"
        )

    def remove(self, claim: Claim, by: User) -> None:
        piece = claim.evidence.first()
        if piece:
            evidence.remove_evidence(evidence_id=piece.pk, by=self.mostly(claim.holder, by))

    def ask(self, claim: Claim, by: User) -> None:
        due = self.lot.choice([None, timezone.now() + timedelta(hours=1)])
        by = self.mostly(claim.holder, by)
        contacts.log_contact(
            claim_id=claim.pk, by=by, whom="The harbour", asked="source", channel="phone", due_at=due
        )

    def answer(self, claim: Claim, by: User) -> None:
        asked = claim.contacts.open().first()
        if asked:
            contacts.answer_contact(contact_id=asked.pk, by=by, outcome="replied", reply="Yes.")

    def wait(self, claim: Claim, by: User) -> None:
        waiting.wait(**self.seen(claim), by=self.mostly(claim.holder, by))

    def resume(self, claim: Claim, by: User) -> None:
        waiting.resume(**self.seen(claim), by=self.mostly(claim.assignee, by))

    def propose(self, claim: Claim, by: User) -> None:
        given = self.seen(claim) | {"key": uuid4(), "explanation": "So.", "by": self.mostly(claim.holder, by)}
        verdicts.propose(**given, rating=self.lot.choice(["true", "half", "supported", "odd"]))

    def withdraw(self, claim: Claim, by: User) -> None:
        verdict = claim.verdicts.standing().select_related("proposed_by").first()
        verdicts.withdraw(**self.seen(claim), by=self.mostly(verdict and verdict.proposed_by, by))

    def start_review(self, claim: Claim, by: User) -> None:
        verdicts.start_review(**self.seen(claim), by=by)

    def approve(self, claim: Claim, by: User) -> None:
        verdicts.approve(**self.seen(claim), by=by)

    def send_back(self, claim: Claim, by: User) -> None:
        verdicts.send_back(**self.seen(claim), by=by, reason=self.lot.choice(["Ask again.", ""]))

    def publish(self, claim: Claim, by: User) -> None:
        publishing.publish(**self.seen(claim), by=by)

    def correct(self, claim: Claim, by: User) -> None:
        text = f"So, as of {self.lot.random()}."
        publishing.correct(**self.seen(claim), by=by, was="That", now="This", explanation=text)

    def ask_retraction(self, claim: Claim, by: User) -> None:
        publishing.ask_retraction(**self.seen(claim), by=by, reason="Void.")

    def confirm_retraction(self, claim: Claim, by: User) -> None:
        publishing.confirm_retraction(**self.seen(claim), by=by)

    def drop_retraction(self, claim: Claim, by: User) -> None:
        publishing.drop_retraction(**self.seen(claim), by=by)

    def acknowledge(self, claim: Claim, by: User) -> None:
        again = self.lot.random() < 0.5
        corrections.acknowledge(**self.seen(claim), by=by, note="Looked.", reopen=again)

    def confirm(self, claim: Claim, by: User) -> None:
        other = self.lot.choice(self.claims)
        duplicates.confirm(**self.seen(claim), canonical_id=other, by=by)

    def refuse(self, claim: Claim, by: User) -> None:
        link = ClaimLink.objects.filter(one__claim=claim, refused_by=None).first()
        if link and self.lot.random() < 0.1:
            duplicates.refuse(link_id=link.pk, by=by)

    def split(self, claim: Claim, by: User) -> None:
        duplicates.split(**self.seen(claim), by=by, reason="Another harbour.")
        ClaimLink.objects.update(refused_by=None, refused_at=None)  # so that it can be confirmed again

    # The service and the wire -----------------------------------------------------------------------------

    def fall_silent(self, claim: Claim, by: User) -> None:
        """Whoever holds this claim says nothing for too long."""
        Claim.objects.filter(pk=claim.pk, status=Status.IN_PROGRESS).update(
            lease_until=timezone.now() - timedelta(minutes=1)
        )
        queue.lapse_silent()

    def overdue(self, claim: Claim, by: User) -> None:
        Contact.objects.open().filter(claim=claim, due_at__isnull=False).update(
            due_at=timezone.now() - timedelta(minutes=1)
        )
        waiting.call_in_overdue()

    def send_version(self, claim: Claim, by: User) -> None:
        self.tell(claim.article.guid, says_it=self.lot.random() < 0.7)

    def unsay(self, claim: Claim, by: User) -> None:
        """The story of the claim whose verdict this one shares says it no more."""
        story = (claim.canonical or claim).article
        self.tell(story.guid, says_it=False)

    def kill(self, claim: Claim, by: User) -> None:
        """One of the stories, once."""
        if self.claims.index(claim.pk) == 0:
            guid, number = claim.article.guid, self.versions + 1000
            given = {"pub_status": PubStatus.CANCELED, "is_notice": True, "text": "KILL. Do not use."}
            take_in(story=StoryFactory(guid=guid, version=number, **given), source=self.source)

    def tell(self, guid: str, *, says_it: bool) -> None:
        """The story's next version comes in and is read."""
        self.versions += 1
        text = f"{guid}, version {self.versions}.\n\n" + (BODY if says_it else "All are safe.")
        receipt = take_in(story=StoryFactory(guid=guid, text=text), source=self.source)
        lease = leasing.lease(article_id=receipt.article.pk)
        if lease is None:
            return
        found = ferry(text) if says_it else extraction_of()
        record(lease=lease, revision=receipt.revision, extraction=found, started_at=timezone.now())
        leasing.finish(lease=lease)

    def link(self) -> None:
        """Neighbours say the same: offers to confirm."""
        told = list(Occurrence.objects.order_by("pk"))
        for one, other in pairwise(told):
            LinkFactory(one=one, other=other)
