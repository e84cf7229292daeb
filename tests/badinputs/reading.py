"""A worker's reading of one story, in this process and with a scorer that needs no model."""

from __future__ import annotations

from django.utils import timezone

from claims.actions import leasing, record
from claims.extraction import extract
from claims.extraction.types import Cut, Span
from claims.models import Article
from claims.statuses import ArticleState
from tests.extraction.scorers import RuleScorer


def read(article: Article) -> Article:
    """Lease the article, extract, record, finish; it must end ready and hold its promises.

    What the desk does not read, a language it does not know say, is ready as it comes.
    """
    if not leasing.unread(article.pk):
        article.refresh_from_db()
        assert (article.state, article.claims.exists()) == (ArticleState.READY, False)
        return article
    lease = leasing.lease(article_id=article.pk)
    assert lease is not None
    for revision in leasing.unread(article.pk):
        chrome = [Cut(Span(cut["start"], cut["end"]), cut["reason"]) for cut in revision.chrome]
        found = extract(revision.body, RuleScorer(), published_at=revision.sent_at, chrome=chrome)
        record.record(lease=lease, revision=revision, extraction=found, started_at=timezone.now())
    leasing.finish(lease=lease)
    article.refresh_from_db()
    assert article.state == ArticleState.READY
    for claim in article.claims.filter(revision=article.current):
        assert article.body[claim.start : claim.end] == claim.sentence
    return article
