"""Rows of the research behind a verdict: files kept, copies of pages."""

from __future__ import annotations

from hashlib import sha256

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import EvidenceFile, Snapshot
from tests.factories import EvidenceFactory


class EvidenceFileFactory(DjangoModelFactory[EvidenceFile]):
    class Meta:
        model = EvidenceFile

    evidence = factory.SubFactory(EvidenceFactory, url="")
    name = "harbour log.txt"
    media_type = "text/plain"
    content = b"41 names"
    size = factory.LazyAttribute(lambda file: len(file.content))
    sha256 = factory.LazyAttribute(lambda file: sha256(file.content).hexdigest())


class SnapshotFactory(DjangoModelFactory[Snapshot]):
    """Waiting; `kept=True` came, `failure=...` did not."""

    class Meta:
        model = Snapshot

    class Params:
        kept = factory.Trait(
            fetched_at=factory.LazyFunction(timezone.now),
            address="https://harbour.example/log",
            title="The log",
            text="Forty-one names stand in the log.",
            sha256="ab" * 32,
        )

    evidence = factory.SubFactory(EvidenceFactory)
