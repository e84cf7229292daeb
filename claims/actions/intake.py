"""Stories coming in: saved once, however often, in whatever order and by however many senders they come.

`take_in` says what became of each and writes it down (`Arrival`). The wire's order decides which version
stands (`versions`), every id that an article was known under finds it (`identity`), and what the wire takes
back is taken back at once (`life`). Locks: see `life`.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from claims.actions import copies, identity, revisions, story_history
from claims.actions.leasing import retry
from claims.actions.outcomes import Receipt, Versions, settle
from claims.actions.revisions import Delivery
from claims.actions.sources import finish_run, source_name, source_named, start_run
from claims.actions.story_history import Door
from claims.actions.wording import room
from claims.exceptions import StoryRejected
from claims.ingest.types import WireStory
from claims.models import Article, IngestRun, Revision, Source, User, clock
from claims.statuses import ArrivalStatus, PubStatus
from claims.words import said

__all__ = ["Receipt", "clock", "finish_run", "retry", "source_name", "source_named", "start_run", "take_in"]

NOTHING = {"guid": said("A story needs an identifier."), "text": said("There is no text in it.")}
COPIED = said("It tells what %(guid)s tells, word for word.")
TOO_LONG = said("At most %(most)s characters.")
SHORT_TEXTS = ("headline", "byline", "dateline", "slug", "url", "language", "signal", "rights", "replaces")
LIMITS = [
    ("guid", room(Article, "guid")),
    ("doc_id", room(Revision, "doc_id")),
    *((field, room(Revision, field)) for field in SHORT_TEXTS),
]


def take_in(
    *,
    story: WireStory,
    source: Source,
    by: User | None = None,
    run: IngestRun | None = None,
    file: str = "",
    line: int | None = None,
) -> Receipt:
    """Save a story as far as it is news, write down what became of it, and ring for a worker on commit.

    Raises StoryRejected for what cannot be kept as it is; that is written down, too. What became of a story
    is a record: it is in the site's own language, whoever hands the story in.
    """
    try:
        with override(settings.LANGUAGE_CODE):
            return _take_in(story, Door(source, run, file, line), by)
    except StoryRejected:
        _check(story, source)  # raises the same once more, in the language of whoever hands it in
        raise


def _take_in(story: WireStory, door: Door, by: User | None) -> Receipt:
    if story.pub_status == PubStatus.CANCELED:
        story = replace(story, is_notice=True)  # whatever text comes with a kill is void
    delivery = Delivery(story, door.source, by, door.run)
    try:
        with transaction.atomic():
            receipt = _place(delivery)
            _write_down(door, receipt, delivery)
            return receipt
    except StoryRejected as refusal:
        rejected, reason = ArrivalStatus.REJECTED, str(refusal)
        story_history.arrived(
            door, rejected, reason, guid=story.guid, version=story.version, signal=story.signal
        )
        raise


def _write_down(door: Door, receipt: Receipt, delivery: Delivery) -> None:
    story, article = delivery.story, receipt.article
    story_history.arrived(
        door,
        receipt.status,
        receipt.reason,
        guid=receipt.guid,
        doc_id=identity.own_id(story, article) if article else "",
        content_sha256="" if _is_kept(delivery, receipt) else delivery.content_sha256,
        version=story.version if story.version is not None else receipt.version,
        signal=story.signal,
        article=article,
    )


def _is_kept(delivery: Delivery, receipt: Receipt) -> bool:
    """Whether a revision has this content: of copies and of what was overtaken the sum alone is written."""
    return receipt.revision is not None and receipt.revision.content_sha256 == delivery.content_sha256


def _place(delivery: Delivery) -> Receipt:
    """Find the story's article and its place among the versions there."""
    _check(delivery.story, delivery.source)
    article = identity.article_of(delivery.story, delivery.source)
    if article is None:
        copied = copies.copy_of(delivery.story, delivery.told_sha256, delivery.source)
        if copied:
            told = {"guid": copied.article.guid}
            return Receipt("duplicate", COPIED, copied.article, copied, delivery.story.guid, told)
        known = _new_article(delivery)
    else:
        known = Versions(article, revisions.of(article))
        if identity.is_id_of_copy(delivery.story, article):
            delivery = replace(delivery, story=replace(delivery.story, version=None))
    receipt = settle(known, delivery)
    return replace(receipt, article=known.article, guid=receipt.guid or known.article.guid)


def _new_article(delivery: Delivery) -> Versions:
    """The article's row, locked: made here, or a moment ago by another sender, who is waited for."""
    called = {"source": delivery.source, "guid": identity.guid_for(delivery.story)}
    try:
        with transaction.atomic():
            return Versions(Article.objects.create(received_at=clock(), **called), [])
    except IntegrityError:
        article = Article.objects.select_for_update().get(**called)
        return Versions(article, revisions.of(article))


def _check(story: WireStory, source: Source) -> None:
    if not source.is_active:
        told = {"source": source.name}
        raise StoryRejected(_("The source %(source)s is switched off.") % told, status=403)
    wrong = {
        field: _(TOO_LONG) % {"most": limit} for field, limit in LIMITS if len(_text(story, field)) > limit
    }
    needed = {"guid"} if story.is_notice else set(NOTHING)
    wrong |= {field: _(NOTHING[field]) for field in needed if not _text(story, field).strip()}
    if wrong:
        told = {"fields": ", ".join(sorted(wrong))}
        raise StoryRejected(_("The story cannot be kept as it is: see %(fields)s.") % told, fields=wrong)


def _text(story: WireStory, field: str) -> str:
    return str(getattr(story, field))
