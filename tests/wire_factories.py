"""Rows of the wire's own life: runs, arrivals, what could not be read, a claim in one version."""

from __future__ import annotations

from hashlib import sha256

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import Arrival, IngestRun, Occurrence, Quarantine
from tests.factories import ClaimFactory, SourceFactory


class IngestRunFactory(DjangoModelFactory[IngestRun]):
    class Meta:
        model = IngestRun


class ArrivalFactory(DjangoModelFactory[Arrival]):
    """A new story that a sender brought now; `at=...` for another time."""

    class Meta:
        model = Arrival

    source = factory.SubFactory(SourceFactory)
    at = factory.LazyFunction(timezone.now)
    guid = factory.Sequence(lambda n: f"urn:selwick:arrived:{n}")
    status = "new"


class QuarantineFactory(DjangoModelFactory[Quarantine]):
    """A story in NITF that was cut off in its ninth line."""

    class Meta:
        model = Quarantine

    source = factory.SubFactory(SourceFactory)
    file = factory.Sequence(lambda n: f"harbour-{n}.xml")
    format = "nitf"
    raw = factory.LazyAttribute(lambda q: f"<nitf><body>{q.file}".encode())
    sha256 = factory.LazyAttribute(lambda q: sha256(q.raw).hexdigest())
    reason = "It ends in the middle of a tag."
    line = 9


class OccurrenceFactory(DjangoModelFactory[Occurrence]):
    """A claim as its own revision tells it; `revision=...` makes it another version's."""

    class Meta:
        model = Occurrence

    claim = factory.SubFactory(ClaimFactory)
    revision = factory.SelfAttribute("claim.revision")
    start = factory.SelfAttribute("claim.start")
    end = factory.SelfAttribute("claim.end")
    figure_start = factory.SelfAttribute("claim.figure_start")
    figure_end = factory.SelfAttribute("claim.figure_end")
    sentence = factory.SelfAttribute("claim.sentence")
    type = factory.SelfAttribute("claim.type")
    figure = factory.LazyAttribute(lambda o: o.claim.figure.record() if hasattr(o.claim, "figure") else None)
    claimant = factory.SelfAttribute("claim.claimant")
    check_worthiness = factory.SelfAttribute("claim.check_worthiness")
