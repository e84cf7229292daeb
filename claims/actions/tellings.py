"""A story as the grouping rules take it: the text of its newest version that was read, and all its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce

from claims.matching.types import Claim, Story
from claims.models import Article, Occurrence, Revision
from claims.models.reports import figure_of, reading_of

PARTING = "\n\n"
UNREAD = ("raw", "meta", "speeches", "notes", "repairs")  # fields of a version that no rule reads
TOLD = (
    "claim_id", "claim__article", "sentence", "type", "claimant", "place", "standalone", "start",
    "figure", "figure_start", "figure_end", "measure", "role", "reading",
)  # fmt: skip


def stories_of(articles: Collection[Article]) -> dict[int, Story]:
    """By the article's number: what the newest version tells that was examined. Three queries.

    A kill leaves it as it is; a story of which no version was read has none.
    """
    newest = {revision.article_id: revision for revision in _newest_read(articles)}
    began, told = _began(newest), _told_last(newest)
    return {
        article.pk: _story(article, newest[article.pk], began.get(article.pk), told[article.pk])
        for article in articles
        if article.pk in newest
    }


def _story(article: Article, newest: Revision, began: datetime | None, told: Iterable[Any]) -> Story:
    return Story(
        article=article.pk,
        source=article.source.name,
        at=newest.sent_at or newest.received_at,
        headline=newest.headline,
        slug=newest.slug,
        body=_prose(newest),
        claims=tuple(claim_of(each) for each in sorted(told, key=_place)),
        dateline=newest.dateline,
        began=began,
    )


def _newest_read(articles: Collection[Article]) -> Iterable[Revision]:
    read = _read([article.pk for article in articles])
    return read.defer(*UNREAD).order_by("article_id", "-number").distinct("article_id")


def _read(articles: Collection[int]) -> QuerySet[Revision]:
    """The versions that tell a story and were examined."""
    return Revision.objects.filter(article__in=articles, is_notice=False, runs__isnull=False)


def _began(newest: Mapping[int, Revision]) -> dict[int, datetime]:
    """By article: when its first version was sent, where that is not the newest."""
    earlier = _read(newest).exclude(pk__in=[revision.pk for revision in newest.values()])
    sent = earlier.values_list("article_id").annotate(began=Min(Coalesce("sent_at", "received_at")))
    return dict(sent.order_by())


def _told_last(articles: Collection[int]) -> dict[int, list[Any]]:
    """Each claim of a story as it was told last: what a version told before belongs to an event, too."""
    told = Occurrence.objects.filter(claim__article__in=articles).order_by("claim_id", "-revision__number")
    found: dict[int, list[Any]] = defaultdict(list)
    for each in told.distinct("claim_id").values_list(*TOLD, named=True):
        found[each.claim__article].append(each)
    return found


def _place(told: Any) -> tuple[int, int, int]:
    return told.start, told.figure_start or 0, told.claim_id


def claim_of(told: Any) -> Claim:
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
