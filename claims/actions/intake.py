"""Stories coming in: saved once, however often, in whatever order and by however many senders they come.

`take_in` says what became of each and writes it down (`Arrival`). The wire's order decides which version
stands (`versions`), every id that an article was known under finds it (`identity`), and what the wire takes
back is taken back at once (`life`). Locks: see `life`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction

from claims.actions import (
    copies,
    embargo,
    history,
    identity,
    life,
    relays,
    revisions,
    story_history,
    versions,
)
from claims.actions.leasing import retry
from claims.actions.revisions import Delivery
from claims.actions.sources import finish_run, source_name, source_named, start_run
from claims.actions.story_history import Door
from claims.actions.wording import room
from claims.exceptions import StoryRejected
from claims.ingest.signals import Signal
from claims.ingest.types import WireStory
from claims.models import Article, IngestRun, Revision, Source, User, clock
from claims.statuses import ArrivalStatus, PubStatus

__all__ = ["Receipt", "clock", "finish_run", "retry", "source_name", "source_named", "start_run", "take_in"]

NOTHING = {"guid": "A story needs an identifier.", "text": "There is no text in it."}
SHORT_TEXTS = ("headline", "byline", "dateline", "slug", "url", "language", "signal", "rights", "replaces")
LIMITS = [
    ("guid", room(Article, "guid")),
    ("doc_id", room(Revision, "doc_id")),
    *((field, room(Revision, field)) for field in SHORT_TEXTS),
]
REPEATED = (Signal.REFILE, Signal.REPEAT)
CORRECTED = (Signal.CORRECTION, Signal.CORRECTIVE)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a story: `status` is an ArrivalStatus, `reason` says it in words.

    `guid` is that of the article, or the copy's own. `revision` is what was saved, or what stands instead.
    """

    status: str
    reason: str
    article: Article | None = None
    revision: Revision | None = None
    guid: str = ""

    @property
    def version(self) -> int | None:
        return self.revision.version if self.revision else None


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

    Raises StoryRejected for what cannot be kept as it is; that is written down, too.
    """
    if story.pub_status == PubStatus.CANCELED:
        story = replace(story, is_notice=True)  # whatever text comes with a kill is void
    delivery = Delivery(story, source, by, run)
    door = Door(source, run, file, line)
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
        version=story.version if story.version is not None else receipt.version,
        signal=story.signal,
        article=article,
    )


def _place(delivery: Delivery) -> Receipt:
    """Find the story's article and its place among the versions there."""
    _check(delivery.story, delivery.source)
    article = identity.article_of(delivery.story, delivery.source)
    if article is None:
        copied = copies.copy_of(delivery.story, delivery.told_sha256, delivery.source)
        if copied:
            reason = f"It tells what {copied.article.guid} tells, word for word."
            return Receipt("duplicate", reason, copied.article, copied, delivery.story.guid)
        article = _new_article(delivery)
    receipt = _settle(Versions(article, revisions.of(article)), delivery)
    return replace(receipt, article=article, guid=article.guid)


def _new_article(delivery: Delivery) -> Article:
    """The article's row, locked: made here, or a moment ago by another sender, who is waited for."""
    guid = identity.guid_for(delivery.story)
    row = Article(source=delivery.source, guid=guid, received_at=clock())
    Article.objects.bulk_create([row], ignore_conflicts=True)
    return Article.objects.select_for_update().get(source=delivery.source, guid=guid)


@dataclass(frozen=True, slots=True)
class Versions:
    """A locked article and its revisions so far, in order of taking effect."""

    article: Article
    past: list[Revision]

    @property
    def newest(self) -> Revision | None:
        """By the wire's order, notices among them."""
        return versions.newest(self.past) if self.past else None

    @property
    def newest_text(self) -> Revision | None:
        texts = [each for each in self.past if not each.is_notice]
        return versions.newest(texts) if texts else None

    def is_behind(self, story: WireStory, other: Revision | None) -> bool:
        return other is not None and versions.is_older(story, other, self.past)

    def keep(self, delivery: Delivery, *, version: int | None = None, skipped: str = "") -> Revision:
        """Write the story as the next revision; a version that the wire does not tell is counted."""
        told = delivery.story.version
        counted = version or (self.newest.version + 1 if self.newest else 1)
        number = self.past[-1].number + 1 if self.past else 1
        number_told = told if told is not None else counted
        return revisions.keep(self.article, delivery, number=number, version=number_told, skipped=skipped)


def _settle(known: Versions, delivery: Delivery) -> Receipt:
    """The story's outcome in its article."""
    story = delivery.story
    same = versions.told_before(story, known.past, delivery.content_sha256)
    if same:
        return Receipt("duplicate", "This content was taken in before.", revision=same)
    if story.pub_status == PubStatus.CANCELED:
        return _kill(known, delivery)
    if known.is_behind(story, known.newest):
        return _late(known, delivery)
    if known.article.killed_at:
        return _after_kill(known, delivery)
    return _take_effect(known, delivery)


def _kill(known: Versions, delivery: Delivery) -> Receipt:
    """A kill holds for all versions, whichever came first, and whatever its own number."""
    article, was_killed = known.article, known.article.killed_at
    notice = known.keep(delivery, skipped=revisions.NOTICE)
    revisions.await_reading(article, notice, is_first=not known.past)
    flagged = life.kill(article=article, notice=notice, at=delivery.story.sent_at)
    reason = "It was killed before." if was_killed else f"Killed; {_counted(flagged, 'claim')} flagged."
    return Receipt("canceled", reason, revision=notice)


def _late(known: Versions, delivery: Delivery) -> Receipt:
    """Overtaken before it came. Where only a hold stands before it, its text is kept behind the hold."""
    newest = known.newest
    assert newest is not None  # noqa: S101  (else it would not be late)
    reason = _overtaken(delivery.story, newest)
    is_held = known.article.pub_status == PubStatus.WITHHELD and newest.is_notice
    if not is_held or delivery.story.is_notice or known.is_behind(delivery.story, known.newest_text):
        return Receipt("stale", reason, revision=newest)
    kept = known.keep(delivery, version=newest.version)
    _make_current(known, kept, delivery.story)
    known.article.save()
    story_history.note(known.article, "revised", revision=kept, by=delivery.by, reason=reason)
    return Receipt("stale", f"{reason} Its text is kept behind that.", revision=kept)


def _overtaken(story: WireStory, newest: Revision) -> str:
    what = "a notice" if newest.is_notice else "which stands"
    if story.version is not None and story.version < newest.version:
        return f"Version {story.version} is older than version {newest.version}, {what}."
    return f"It was sent before version {newest.version}, {what}."


def _after_kill(known: Versions, delivery: Delivery) -> Receipt:
    kept = known.keep(delivery, skipped=life.KILLED)
    moment = history.moment(known.article.killed_at) if known.article.killed_at else ""
    reason = f"The wire killed this story {moment}; the version is kept and never goes live."
    story_history.note(known.article, "sent_after_kill", revision=kept, by=delivery.by, reason=reason)
    return Receipt("canceled", reason, revision=kept)


def _take_effect(known: Versions, delivery: Delivery) -> Receipt:
    """The newest version, or the first: what it says of the story holds from now on."""
    article, story = known.article, delivery.story
    was_held, is_refile = article.pub_status == PubStatus.WITHHELD, _is_refile(known, story)
    kept = known.keep(delivery)
    if kept.is_notice:
        revisions.await_reading(article, kept, is_first=not known.past)
    else:
        _make_current(known, kept, story)
    article.pub_status = story.pub_status
    article.save()
    action = _action(known, story, is_refile)
    story_history.note(article, action, revision=kept, by=delivery.by, reason=story.ed_note)
    if was_held and story.pub_status == PubStatus.USABLE:
        story_history.note(article, "released", revision=kept, by=delivery.by)
    return _receipt(known, kept, story, is_refile)


def _make_current(known: Versions, kept: Revision, story: WireStory) -> None:
    known.article.current = kept
    embargo.follow(known.article, story.embargoed_until)
    revisions.await_reading(known.article, kept, is_first=not known.past)


def _is_refile(known: Versions, story: WireStory) -> bool:
    """Sent again and called so, and the figures are those of before."""
    if story.signal not in REPEATED or known.article.current is None:
        return False
    return not copies.differs_in_figures(story, known.article.body)


def _action(known: Versions, story: WireStory, is_refile: bool) -> str:
    if story.pub_status == PubStatus.WITHHELD:
        return "held"
    if not known.past:
        return "substitute" if story.signal == Signal.SUBSTITUTE else "received"
    if is_refile:
        return "refiled"
    return "corrected" if story.signal in CORRECTED else "revised"


def _receipt(known: Versions, kept: Revision, story: WireStory, is_refile: bool) -> Receipt:
    article = known.article
    if story.pub_status == PubStatus.WITHHELD:
        return Receipt("withheld", "The wire holds this story back until it says more.", revision=kept)
    if is_refile:
        return Receipt("refile", f"Sent again without other figures: version {kept.version}.", revision=kept)
    if article.is_embargoed and article.embargoed_until:
        reason = f"Not to be published before {relays.stamp(article.embargoed_until)}."
        return Receipt("embargoed", reason, revision=kept)
    if not known.past:
        return Receipt("new", "A new story.", revision=kept)
    return Receipt("revision", f"Other content than before: now version {kept.version}.", revision=kept)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _check(story: WireStory, source: Source) -> None:
    if not source.is_active:
        raise StoryRejected(f"The source {source.name} is switched off.", status=403)
    wrong = {
        field: f"At most {limit} characters." for field, limit in LIMITS if len(_text(story, field)) > limit
    }
    needed = {"guid"} if story.is_notice else set(NOTHING)
    wrong |= {field: NOTHING[field] for field in needed if not _text(story, field).strip()}
    if wrong:
        named = ", ".join(sorted(wrong))
        raise StoryRejected(f"The story cannot be kept as it is: see {named}.", fields=wrong)


def _text(story: WireStory, field: str) -> str:
    return str(getattr(story, field))
