"""One row of everything that the admin lists."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from claims.actions import notifying, publishing, sealing, story_history
from claims.models import Claim, Delivery, Desk, Mending, PersonEvent, Telling, User, Vote
from claims.statuses import Role, Status
from tests.event_factories import RegroupingFactory
from tests.factories import (
    ClaimEventFactory,
    EvidenceFactory,
    PastCheckFactory,
    TokenFactory,
    UserFactory,
    VerdictFactory,
    approved,
)
from tests.wire_factories import IngestRunFactory, QuarantineFactory


def models() -> list[Any]:
    """All that is listed, by name."""
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def one_of_each() -> Claim:
    """Rows behind a published claim, and beside it; the claim."""
    person = UserFactory(role=Role.EDITOR)
    claim = approved()
    claim.status = publishing.publish(claim_id=claim.pk, by=person).claim.status
    ClaimEventFactory(claim=claim)
    verdict = VerdictFactory(claim__status=Status.PROPOSED)
    Vote.objects.create(verdict=verdict, person=UserFactory(role=Role.REVIEWER), agrees=True)
    Mending.objects.create(claim=claim, by=person, was={"place": "A"}, now={"place": "B"})
    story_history.note(claim.article, "received")
    for factory in (EvidenceFactory, TokenFactory, IngestRunFactory, PastCheckFactory, QuarantineFactory):
        factory()
    RegroupingFactory()
    PersonEvent.objects.create(person=person, action="role", before="viewer", after="editor")
    notifying.tell(Telling.KILLED, [person], "The story was killed.", claim=claim, by=None)
    Delivery.objects.get_or_create(notification=person.notifications.get(), way="mail")
    TOTP.activate(UserFactory(), generate_totp_secret())
    log_entry(person, Desk.objects.default())
    sealing.seal_new()
    return claim


def log_entry(person: User, desk: Desk) -> LogEntry:
    kind = ContentType.objects.get_for_model(desk)
    return LogEntry.objects.create(
        user=person, content_type=kind, object_id=desk.pk, object_repr=desk.name, action_flag=CHANGE
    )
