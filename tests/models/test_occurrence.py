"""A claim as one version tells it, also where it was recorded before versions were kept."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

from claims.models import Claim, Occurrence
from tests.factories import ClaimFactory, RevisionFactory
from tests.wire_factories import OccurrenceFactory

pytestmark = pytest.mark.django_db


def fill() -> None:
    before = import_module("claims.migrations.0008_occurrences_of_claims_before")
    with connection.cursor() as cursor:
        cursor.execute(before.FILL)


def test_claims_of_before_get_the_one_that_they_have() -> None:
    claim: Claim = ClaimFactory()
    event: Claim = ClaimFactory(without_figure=True)
    fill()
    fill()
    told = Occurrence.objects.get(claim=claim)
    assert (told.revision, told.sentence, told.figure) == (
        claim.revision,
        claim.sentence,
        claim.figure.record(),
    )
    assert Occurrence.objects.get(claim=event).figure is None


def test_version_keeps_its_own_words() -> None:
    claim: Claim = ClaimFactory()
    OccurrenceFactory(claim=claim, claimant="Oren Tassel", figure=None)
    later = RevisionFactory(article=claim.article)
    OccurrenceFactory(claim=claim, revision=later)
    first, second = [each.record() for each in Occurrence.objects.with_context().in_reading_order()]
    assert (first["version"], first["speaker"], first["figure"]) == (1, "Oren Tassel", None)
    assert (second["version"], second["speaker"], second["figure"]) == (
        2,
        "Ines Vallory",
        claim.figure.record(),
    )
    assert first["id"] == second["id"] == claim.pk
