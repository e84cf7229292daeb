"""A story as the grouping rules take it: the text of its newest version that was read, and all its claims."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min
from django.db.models.functions import Coalesce

from claims.matching.types import Claim, Story
from claims.models import Article, Occurrence, Revision
from claims.models.reports import figure_of, reading_of

PARTING = "\n\n"


def newest_read(article: Article) -> Revision | None:
    """The newest version that tells a story and was examined; a kill leaves it as it is."""
    told = article.revisions.filter(is_notice=False, runs__isnull=False)
    return told.defer("raw", "meta", "speeches", "notes", "repairs").order_by("-number").first()


def story_of(article: Article) -> Story | None:
    """What the newest version tells; None where none was read."""
    revision = newest_read(article)
    if revision is None:
        return None
    return Story(
        article=article.pk,
        source=article.source.name,
        at=revision.sent_at or revision.received_at,
        headline=revision.headline,
        slug=revision.slug,
        body=_prose(revision),
        claims=tuple(claim_of(each) for each in _told_last(article)),
        dateline=revision.dateline,
        began=_began(article, revision),
    )


def _began(article: Article, newest: Revision) -> datetime | None:
    """When its first version was sent; None where that is the newest."""
    told = article.revisions.filter(is_notice=False, runs__isnull=False).exclude(pk=newest.pk)
    began: datetime | None = told.aggregate(began=Min(Coalesce("sent_at", "received_at")))["began"]
    return began


def _told_last(article: Article) -> list[Occurrence]:
    """Each claim of the story as it was told last: what a version told before belongs to an event, too."""
    told = Occurrence.objects.filter(claim__article=article).order_by("claim_id", "-revision__number")
    return sorted(
        told.distinct("claim_id"), key=lambda each: (each.start, each.figure_start or 0, each.claim_id)
    )


def claim_of(told: Occurrence) -> Claim:
    """A telling under its claim's number."""
    return Claim(
        key=told.claim_id,
        sentence=told.sentence,
        type=told.type,
        figure=figure_of(told),
        reading=reading_of(told),
        speaker=told.claimant,
        place=told.place,
        standalone=told.standalone,
    )


def _prose(revision: Revision) -> str:
    """The text without the page around it."""
    kept, at = [], 0
    for cut in sorted(revision.chrome, key=lambda cut: cut["start"]):
        kept.append(revision.body[at : max(at, cut["start"])])
        at = max(at, cut["end"])
    return PARTING.join([*kept, revision.body[at:]]) if kept else revision.body
