"""Writing a version of a story down, and what it lets the article wait for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.db import transaction

from claims import dispatch
from claims.actions import copies, leasing
from claims.actions.crashpoints import crashpoint
from claims.ingest import language
from claims.ingest.types import WireStory
from claims.models import Article, IngestRun, Revision, Source, User, clock
from claims.statuses import ArticleState

NOTICE = "notice"
NO_WORDS = "The wire sent no words with it."
# Columns that carry the story's own fields as they are.
AS_TOLD = (
    "headline", "byline", "dateline", "slug", "url", "language", "urgency", "signal", "ed_note", "rights",
    "doc_id", "replaces", "is_notice", "sent_at", "raw",
)  # fmt: skip


@dataclass(frozen=True)
class Delivery:
    """A story and how it came: from which source, by whose hand or in which run."""

    story: WireStory
    source: Source
    by: User | None = None
    run: IngestRun | None = None

    @cached_property
    def sha256(self) -> str:
        return self.story.sha256

    @cached_property
    def content_sha256(self) -> str:
        return self.story.content_sha256

    @cached_property
    def told_sha256(self) -> str:
        return copies.told_sha256(self.story)

    @cached_property
    def foreign(self) -> str:
        """The code of its language where nobody here reads it."""
        return language.unsupported(self.story.text, self.story.language)


def of(article: Article) -> list[Revision]:
    """The article's revisions in order of taking effect, without their long fields."""
    return list(article.revisions.defer(*Revision.LONG).order_by("number"))


def keep(article: Article, delivery: Delivery, *, number: int, version: int, skipped: str = "") -> Revision:
    """Write the story down as one more version. `skipped`: why nobody shall read it, if not for itself."""
    story = delivery.story
    why = skipped or _skipped(delivery)
    notes = [f"Not examined: the story is in another language than English ({delivery.foreign})."]
    return Revision.objects.create(
        article=article,
        number=number,
        version=version,
        is_numbered=story.version is not None,
        received_at=clock(),
        body=story.text if story.text.strip() else story.ed_note or story.headline or NO_WORDS,
        meta=story.meta | _handed_in(delivery),
        raw_format=story.format,
        sha256=delivery.sha256,
        content_sha256=delivery.content_sha256,
        told_sha256=delivery.told_sha256,
        repairs=list(story.repairs),
        chrome=[asdict(cut) for cut in story.chrome],
        skipped=why,
        notes=notes if why == language.SKIPPED else [],
        **{field: getattr(story, field) for field in AS_TOLD},
    )


def await_reading(article: Article, revision: Revision, *, is_first: bool) -> None:
    """Let the article wait for a worker, who is called on commit; what is skipped needs none.

    Sets the fields of a locked article; whoever calls saves it.
    """
    if revision.skipped:
        _skip(article, revision, is_first=is_first)
        return
    _pass_over_failed(article, revision)
    if article.state != ArticleState.EXTRACTING:  # whoever reads it now finds the new revision at the end
        article.state, article.attempts = ArticleState.WAITING, 0
        article.next_attempt_at, article.failure = None, ""
    transaction.on_commit(lambda: crashpoint("accepted", article.guid))
    dispatch.after_commit(dispatch.EXTRACT, article.pk)
    transaction.on_commit(lambda: crashpoint("published", article.guid))


def _skipped(delivery: Delivery) -> str:
    if delivery.story.is_notice:
        return NOTICE
    return language.SKIPPED if delivery.foreign else ""


def _skip(article: Article, revision: Revision, *, is_first: bool) -> None:
    """Ready at once, unless an earlier version is still to be read. A notice leaves a failure standing."""
    if not revision.is_notice:
        _pass_over_failed(article, revision)
    if is_first or (article.state == ArticleState.FAILED and not revision.is_notice):
        article.state, article.failure = ArticleState.READY, ""


def _pass_over_failed(article: Article, revision: Revision) -> None:
    """The version that could not be read holds up no newer one."""
    if article.state == ArticleState.FAILED:
        for older in leasing.unread(article.pk):
            if older.number < revision.number:
                leasing.pass_over(older, article.failure)


def _handed_in(delivery: Delivery) -> dict[str, Any]:
    """Who or which run brought it, beside what the wire says of itself."""
    by = {"taken_in_by": delivery.by.username} if delivery.by else {}
    return by | ({"ingest_run": delivery.run.pk} if delivery.run else {})
