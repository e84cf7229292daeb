"""One claim from its story's first version over a correction to the kill, at the desk and before readers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from claims.actions import leasing, publishing
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.extraction.types import Extraction
from claims.ingest.types import WireStory
from claims.models import Claim, Source
from claims.statuses import PubStatus, Role, Status
from tests.factories import (
    BODY,
    SENTENCE,
    EvidenceFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
    VerdictFactory,
    claim_in,
    extraction_of,
    ferry,
    figure_in,
)
from tests.views.conftest import signed_in

pytestmark = pytest.mark.django_db


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def read(story: WireStory, source: Source, found: Extraction) -> None:
    """Take a version in and record what was found in it, as a worker would."""
    receipt = take_in(story=story, source=source)
    assert receipt.article is not None
    assert receipt.revision is not None
    lease = leasing.lease(article_id=receipt.article.pk)
    assert lease is not None
    record(lease=lease, revision=receipt.revision, extraction=found, started_at=timezone.now())
    leasing.finish(lease=lease)


def test_what_the_wire_does_reaches_the_desk_and_the_readers() -> None:
    """From the first version over a correction to the kill, through the doors that the wire comes in by."""
    editor = UserFactory(role=Role.EDITOR)
    client = signed_in(editor)
    source, guid = SourceFactory(), "urn:selwick:ferry"
    read(StoryFactory(guid=guid, version=1), source, ferry())
    claim = Claim.objects.get()
    Claim.objects.filter(pk=claim.pk).update(status=Status.APPROVED)
    EvidenceFactory(claim=claim)
    VerdictFactory(claim=claim, approved_by=UserFactory(role=Role.REVIEWER), approved_at=timezone.now())
    publishing.publish(claim_id=claim.pk, by=editor)

    later = BODY.replace("At least 37", "At least 39")
    figure = figure_in(later, "At least 39", 39.0, qualifier="at_least")
    said = claim_in(later, SENTENCE.replace("37", "39"), figure)
    read(StoryFactory(guid=guid, version=2, text=later, signal="correction"), source, extraction_of(said))
    page = text(client, f"/claims/{claim.pk}/")
    assert (
        '<del class="was" dir="auto">At least 37</del> <ins class="now" dir="auto">At least 39</ins>' in page
    )
    assert f'href="/articles/{claim.article_id}/?version=2&amp;against=1">Compare v1 and v2</a>' in page
    assert "has changed since we published it" in text(Client(), f"/checks/{claim.pk}/")
    client.post(f"/claims/{claim.pk}/acknowledge/", {"note": "The log names 39, too.", "outcome": "stands"})
    assert "application/ld+json" in text(Client(), f"/checks/{claim.pk}/")

    notice = StoryFactory(
        guid=guid, version=3, text="KILL. Do not use.", is_notice=True, pub_status=PubStatus.CANCELED
    )
    take_in(story=notice, source=source)
    assert f'id="c{claim.pk}"' in text(client, "/queue/?view=resting")
    reader = text(Client(), f"/checks/{claim.pk}/")
    assert "withdrawn the story" in reader
    assert 'type="application/ld+json">{' not in reader
    story = text(client, f"/articles/{claim.article_id}/")
    assert "KILL. Do not use." in story
    assert "killed by the wire" in story
