"""Rows for tests, one factory per model: each makes one believable row with everything it leans on.

`StoryFactory` and what comes from `tests.told` are the plain values that the actions take in (nothing saved).
All people, places and events are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import uuid4

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.ingest.types import WireStory
from claims.models import (
    Article,
    Claim,
    ClaimEvent,
    Evidence,
    ExtractionRun,
    Figure,
    PastCheck,
    Revision,
    Source,
    Token,
    User,
    Verdict,
)
from claims.ratings import SIX_POINT
from claims.statuses import DismissReason, Role, Status
from tests.told import BODY, MODEL, SENTENCE, claim_in, extraction_of, ferry, figure_in  # noqa: F401

PASSWORD = "north-pier-lantern"


@cache
def hashed(password: str) -> str:
    """Hash once: hashing is slow on purpose."""
    return make_password(password)


class UserFactory(DjangoModelFactory[User]):
    """A checker unless told; signs in with PASSWORD."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = factory.Sequence(lambda n: f"Ada{n}")
    last_name = "Marlow"
    role = Role.CHECKER
    password = factory.LazyFunction(lambda: hashed(PASSWORD))


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source

    name = factory.Sequence(lambda n: f"Selwick Wire {n}")


class ArticleFactory(DjangoModelFactory[Article]):
    """Comes with its first revision as `current`; `body=...` sets its text."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    source = factory.SubFactory(SourceFactory)
    guid = factory.Sequence(lambda n: f"urn:selwick:{n}")

    @factory.post_generation
    def body(self, create: bool, extracted: str | None, **fields: Any) -> None:
        if create and self.current is None:  # type: ignore[attr-defined]
            self.current = RevisionFactory(article=self, body=extracted or BODY, **fields)
            self.save()  # type: ignore[attr-defined]


class RevisionFactory(DjangoModelFactory[Revision]):
    """The next revision of its article; becomes `current` only where the article has none."""

    class Meta:
        model = Revision

    article = factory.SubFactory(ArticleFactory)
    number = factory.LazyAttribute(lambda r: r.article.revisions.count() + 1)
    version = factory.SelfAttribute("number")
    headline = "Ferry sinks off Port Selwick"
    body = BODY
    raw = factory.LazyAttribute(lambda r: r.body.encode())
    raw_format = "text"
    sha256 = factory.LazyAttribute(lambda r: sha256(r.raw).hexdigest())
    content_sha256 = factory.SelfAttribute("sha256")


class ExtractionRunFactory(DjangoModelFactory[ExtractionRun]):
    class Meta:
        model = ExtractionRun

    revision = factory.LazyFunction(lambda: ArticleFactory(state="ready").current)
    model = MODEL
    started_at = factory.LazyFunction(timezone.now)
    sentences = 3
    found = 1


class ClaimFactory(DjangoModelFactory[Claim]):
    """A casualties claim of 37 dead, new; its sentence is found in its revision's body.

    `status="in_progress"` brings a holder and a hold, `status="dismissed"` a reason, `status="duplicate"`
    a published claim that it is one of; `without_figure=True` makes an event.
    """

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    class Params:
        without_figure = factory.Trait(type="event", figure_start=None, figure_end=None, figure=None)
        said = factory.LazyAttribute(lambda c: c.revision.body.index(c.sentence))
        held = factory.LazyAttribute(lambda c: c.status == Status.IN_PROGRESS)

    run = factory.LazyAttribute(
        lambda c: ExtractionRunFactory(revision=c.revision) if c.revision else ExtractionRunFactory()
    )
    revision = factory.LazyFunction(lambda: ArticleFactory(state="ready").current)
    article = factory.LazyAttribute(lambda c: c.revision.article)
    model = MODEL
    sentence = SENTENCE
    start = factory.SelfAttribute("said")
    end = factory.LazyAttribute(lambda c: c.start + len(c.sentence))
    figure_start = factory.SelfAttribute("start")
    figure_end = factory.LazyAttribute(lambda c: c.figure_start + 11)
    type = "casualties"
    worth = 2
    check_worthiness = 0.9
    claimant = "Ines Vallory"
    claimant_how = "named after the words"
    place = "Port Selwick"
    priority = 70
    reasons = factory.LazyAttribute(lambda c: [{"name": "casualties", "points": c.priority}])
    status = Status.NEW
    dismiss_reason = factory.LazyAttribute(
        lambda c: DismissReason.TRIVIAL if c.status == Status.DISMISSED else ""
    )
    canonical = factory.LazyAttribute(
        lambda c: ClaimFactory(status=Status.PUBLISHED) if c.status == Status.DUPLICATE else None
    )
    assignee = factory.LazyAttribute(lambda c: UserFactory() if c.status == Status.WAITING else None)
    holder = factory.LazyAttribute(lambda c: UserFactory() if c.held else None)
    taken_at = factory.LazyAttribute(lambda c: timezone.now() if c.held else None)
    lease_until = factory.LazyAttribute(lambda c: timezone.now() + timedelta(minutes=15) if c.held else None)
    figure = factory.RelatedFactory("tests.factories.FigureFactory", factory_related_name="claim")


class FigureFactory(DjangoModelFactory[Figure]):
    class Meta:
        model = Figure

    claim = factory.SubFactory(ClaimFactory, figure=None)
    text = "At least 37"
    low = 37.0
    qualifier = "at_least"
    unit = "people"
    of = "killed"


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    claim = factory.SubFactory(ClaimFactory)
    url = "https://harbour.example/log"
    title = "Harbour log of Monday"
    stance = "for"
    added_by = factory.SubFactory(UserFactory)


class VerdictFactory(DjangoModelFactory[Verdict]):
    """Proposed and standing; the claim's status is the caller's to choose."""

    class Meta:
        model = Verdict

    claim = factory.SubFactory(ClaimFactory, status=Status.PROPOSED)
    key = factory.LazyFunction(uuid4)
    scale = SIX_POINT.name
    scale_version = SIX_POINT.version
    rating = "mostly-true"
    explanation = "The harbour log names 37 dead."
    proposed_by = factory.SubFactory(UserFactory)


class ClaimEventFactory(DjangoModelFactory[ClaimEvent]):
    class Meta:
        model = ClaimEvent

    claim = factory.SubFactory(ClaimFactory)
    action = "found"
    to_status = Status.NEW
    claim_version = 1
    model = MODEL


class TokenFactory(DjangoModelFactory[Token]):
    """A source's token; its key is `key` (given or "test-key-N")."""

    class Meta:
        model = Token

    class Params:
        key = factory.Sequence(lambda n: f"test-key-{n}")

    key_hash = factory.LazyAttribute(lambda t: Token.digest(t.key))
    label = "wire room"
    source = factory.SubFactory(SourceFactory)


class PastCheckFactory(DjangoModelFactory[PastCheck]):
    class Meta:
        model = PastCheck

    identity = factory.Sequence(lambda n: f"{n:064}")
    url = factory.Sequence(lambda n: f"https://checks.example/{n}")
    claim = "Nineteen people died in the fire at Ostrey."
    publisher = "Valmora Checks"


class StoryFactory(factory.Factory[WireStory]):
    """A story off the wire, parsed and not saved."""

    class Meta:
        model = WireStory

    guid = factory.Sequence(lambda n: f"urn:selwick:story:{n}")
    text = BODY
    raw = factory.LazyAttribute(lambda s: s.text.encode("utf-8", "replace"))
    format = "text"
    headline = "Ferry sinks off Port Selwick"
    sent_at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def approved(reviewer: User | None = None, **given: Any) -> Claim:
    """A claim whose verdict stands approved; `given` are fields of the claim."""
    claim: Claim = ClaimFactory(status=Status.APPROVED, **given)
    EvidenceFactory(claim=claim)
    by = reviewer or UserFactory(role=Role.REVIEWER)
    VerdictFactory(claim=claim, approved_by=by, approved_at=timezone.now())
    return claim
