"""Stories coming in: saved once, however often and by however many senders at once they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower, Now
from django.utils import timezone

from claims import dispatch
from claims.actions import leasing
from claims.actions.crashpoints import crashpoint
from claims.actions.leasing import retry
from claims.actions.wording import room
from claims.exceptions import StoryRejected
from claims.ingest.types import WireStory
from claims.models import Article, IngestRun, Revision, Source, User
from claims.statuses import ArticleState

__all__ = ["Receipt", "finish_run", "retry", "source_named", "start_run", "take_in"]

NOTHING = {"guid": "A story needs an identifier.", "text": "There is no text in it."}
SHORT_TEXTS = ("headline", "byline", "dateline", "slug", "url", "language", "signal")
LIMITS = [("guid", room(Article, "guid")), *((field, room(Revision, field)) for field in SHORT_TEXTS)]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a story: `status` is new, revision, duplicate or stale; `reason` says it in words."""

    status: str
    reason: str
    article: Article | None = None
    revision: Revision | None = None

    @property
    def version(self) -> int | None:
        return self.revision.version if self.revision else None


@transaction.atomic
def take_in(
    *, story: WireStory, source: Source, by: User | None = None, run: IngestRun | None = None
) -> Receipt:
    """Save a story and ring for a worker once that is committed.

    The same content again is a duplicate, other content a new revision, and a version older than the
    newest is stale; nothing is stored for a duplicate or a stale one. Raises StoryRejected.
    """
    _check(story, source)
    article, created = Article.objects.get_or_create(
        source=source, guid=story.guid, defaults={"received_at": clock()}
    )
    if created:
        return Receipt("new", "A new story.", article, _keep(article, story, by, run))
    article = Article.objects.select_for_update().get(pk=article.pk)
    twin = _twin(article, story)
    if twin:
        return Receipt("duplicate", "This content was taken in before.", article, twin)
    newest = article.current
    if newest and story.version is not None and story.version < newest.version:
        reason = f"Version {story.version} is older than version {newest.version}, which stands."
        return Receipt("stale", reason, article, newest)
    kept = _keep(article, story, by, run)
    return Receipt("revision", f"Other content than before: now version {kept.version}.", article, kept)


@transaction.atomic
def source_named(name: str) -> Source:
    """The source of that name, whatever its case; made where there is none. Raises StoryRejected."""
    kept = source_name(name)
    same = Source.objects.annotate(key=Lower("name")).filter(key=Lower(Value(kept)))
    if not same.exists():
        Source.objects.bulk_create([Source(name=kept)], ignore_conflicts=True)  # a twin may be first
    return same.get()


def source_name(name: str) -> str:
    """The name as a source may carry it. Raises StoryRejected."""
    kept = name.strip()
    limit = room(Source, "name")
    if not kept or len(kept) > limit or not kept.isprintable():
        sentence = f"A source needs a name of 1 to {limit} printable characters."
        raise StoryRejected(sentence, fields={"source": sentence})
    return kept


def start_run(
    *, paths: Sequence[str], options: dict[str, str] | None = None, by: User | None = None
) -> IngestRun:
    """Open the record of one ingest, with all that is needed to run it again."""
    return IngestRun.objects.create(paths=list(paths), options=options or {}, by=by)


def finish_run(*, run: IngestRun, counts: dict[str, int], error: str = "") -> IngestRun:
    """Close the record, with the number of stories by outcome."""
    IngestRun.objects.filter(pk=run.pk).update(counts=counts, error=error, finished_at=Now())
    run.refresh_from_db()
    return run


def clock() -> datetime:
    """When a story is received: now, or the moment that development and tests replay."""
    replayed: datetime | None = settings.FACTCHECK_NOW
    return replayed or timezone.now()


def _check(story: WireStory, source: Source) -> None:
    if not source.is_active:
        raise StoryRejected(f"The source {source.name} is switched off.", status=403)
    wrong = {
        field: f"At most {limit} characters." for field, limit in LIMITS if len(_text(story, field)) > limit
    }
    wrong |= {field: NOTHING[field] for field in NOTHING if not _text(story, field).strip()}
    if wrong:
        named = ", ".join(sorted(wrong))
        raise StoryRejected(f"The story cannot be kept as it is: see {named}.", fields=wrong)


def _text(story: WireStory, field: str) -> str:
    return str(getattr(story, field))


def _twin(article: Article, story: WireStory) -> Revision | None:
    """The revision that says the same already.

    An earlier version sent again stays a duplicate; under a newer version number it is a return to it.
    """
    twins = article.revisions.filter(content_sha256=story.content_sha256).order_by("-number")
    if story.version is not None and article.current and story.version > article.current.version:
        twins = twins.filter(pk=article.current.pk)
    return twins.first()


def _keep(article: Article, story: WireStory, by: User | None, run: IngestRun | None) -> Revision:
    """Write the revision, make it current, and let the article wait for a worker."""
    revision = Revision.objects.create(article=article, **_fields(article, story, by, run))
    if article.state == ArticleState.FAILED:
        for older in leasing.unread(article.pk)[:-1]:
            leasing.pass_over(older, article.failure)
    article.current = revision
    article.pub_status = story.pub_status
    article.embargoed_until = story.embargoed_until
    if article.state != ArticleState.EXTRACTING:  # whoever reads it now finds the new revision at the end
        article.state, article.attempts = ArticleState.WAITING, 0
        article.next_attempt_at, article.failure = None, ""
    article.save()
    transaction.on_commit(lambda: crashpoint("accepted", story.guid))
    dispatch.after_commit(dispatch.EXTRACT, article.pk)
    transaction.on_commit(lambda: crashpoint("published", story.guid))
    return revision


def _fields(article: Article, story: WireStory, by: User | None, run: IngestRun | None) -> dict[str, Any]:
    newest = article.current
    return {
        "number": newest.number + 1 if newest else 1,
        "version": story.version if story.version is not None else (newest.version + 1 if newest else 1),
        "headline": story.headline,
        "byline": story.byline,
        "dateline": story.dateline,
        "slug": story.slug,
        "url": story.url,
        "language": story.language,
        "urgency": story.urgency,
        "signal": story.signal,
        "ed_note": story.ed_note,
        "sent_at": story.sent_at,
        "received_at": clock(),
        "body": story.text,
        "meta": story.meta | _handed_in(by, run),
        "raw": story.raw,
        "raw_format": story.format,
        "sha256": story.sha256,
        "content_sha256": story.content_sha256,
        "repairs": list(story.repairs),
        "chrome": [asdict(cut) for cut in story.chrome],
    }


def _handed_in(by: User | None, run: IngestRun | None) -> dict[str, Any]:
    """Who or which run brought it, beside what the wire says of itself."""
    return ({"taken_in_by": by.username} if by else {}) | ({"ingest_run": run.pk} if run else {})
