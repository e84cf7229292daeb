"""A story whose toll changes from version to version, and what the desk shows of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims.actions import leasing
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.extraction.types import Claim as Found
from claims.extraction.types import Extraction
from claims.models import Article, Claim, Revision
from tests.factories import ArticleFactory, StoryFactory, claim_in, extraction_of, figure_in

TOLL = "{} people died when the ferry Corvane capsized off Port Selwick on Monday, said {}."
AID = "The council set aside 14,000 crowns for the families, it said."


def tells(toll: float | None, by: str = "Ines Vallory", *, aid: bool = True) -> tuple[str, Extraction]:
    """A version of the story, and what is found in it."""
    sentences = [TOLL.format(int(toll), by)] if toll is not None else []
    sentences += [AID] if aid else []
    text = "\n\n".join(["PORT SELWICK — Divers went down again.", *sentences])
    found: list[Found] = []
    if toll is not None:
        figure = figure_in(text, f"{int(toll)} people", toll)
        found.append(claim_in(text, sentences[0], figure, speaker=by))
    if aid:
        figure = figure_in(text, "14,000 crowns", 14_000.0, unit="crown", of="aid")
        found.append(claim_in(text, AID, figure, type="spending", speaker=None))
    return text, extraction_of(*found)


def arrives(article: Article, version: tuple[str, Extraction], **story: Any) -> Revision:
    """The version comes off the wire, with a last line of its own, and is read."""
    text, extraction = version
    text += f"\n\nMore of this at {article.revisions.count()} o’clock."
    revision = take_in(
        story=StoryFactory(guid=article.guid, text=text, **story), source=article.source
    ).revision
    assert revision
    lease = leasing.lease(article_id=article.pk)
    assert lease
    record(lease=lease, revision=revision, extraction=extraction, started_at=timezone.now())
    leasing.finish(lease=lease)
    return revision


def again(claim: Claim) -> Claim:
    return Claim.objects.select_related("figure").get(pk=claim.pk)


def shown(recheck: dict[str, Any] | None) -> tuple[Any, ...]:
    assert recheck
    return tuple(recheck[name] for name in ("old", "new", "from", "to"))


def actions(claim: Claim) -> list[str]:
    return list(claim.events.order_by("id").values_list("action", flat=True))


def first_version() -> Article:
    """The story as it began: 12 dead, 14,000 crowns of aid."""
    text, extraction = tells(12)
    article: Article = ArticleFactory(body=text)
    lease = leasing.lease(article_id=article.pk)
    assert lease
    assert article.current
    record(lease=lease, revision=article.current, extraction=extraction, started_at=timezone.now())
    leasing.finish(lease=lease)
    return article
