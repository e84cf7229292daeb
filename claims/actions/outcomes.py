"""What becomes of a story in its article: by the wire's order, by its own words, by what came before.

Every function gets the article locked (`Versions`), and writes what changes and the story's history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from claims.actions import (
    copies,
    embargo,
    life,
    overtaken,
    relays,
    revisions,
    story_history,
    versions,
)
from claims.actions.awaiting import await_matching
from claims.actions.revisions import Delivery
from claims.ingest.signals import Signal
from claims.ingest.types import WireStory
from claims.models import Article, Claim, Revision
from claims.models.clock import moment
from claims.statuses import ArrivalStatus, PubStatus
from claims.words import said

REPEATED = (Signal.REFILE, Signal.REPEAT)
CORRECTED = (Signal.CORRECTION, Signal.CORRECTIVE)
HELD_BACK = said("The wire holds this story back until it says more.")
SENT_AGAIN = said("Sent again without other figures: version %(number)s.")
EMBARGOED = said("Not to be published before %(moment)s.")
REVISED = said("Other content than before: now version %(number)s.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a story: `status` is an ArrivalStatus, `words` say it, marked where they are not rare.

    `guid` is that of the article, or the copy's own. `revision` is what was saved, or what stands instead.
    """

    status: str
    words: str
    article: Article | None = None
    revision: Revision | None = None
    guid: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """As it is written down, and told to programs: in English."""
        return self.words % self.facts if self.facts else self.words

    @property
    def sentence(self) -> str:
        """The same for whoever hands the story in."""
        return _(self.words) % self.facts if self.facts else _(self.words)

    @property
    def version(self) -> int | None:
        return self.revision.version if self.revision else None


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
    def texts(self) -> list[Revision]:
        return [each for each in self.past if not each.is_notice]

    def keep(self, delivery: Delivery, *, version: int | None = None, skipped: str = "") -> Revision:
        """Write the story as the next revision; a version that the wire does not tell is counted."""
        told = delivery.story.version
        counted = version or (self.newest.version + 1 if self.newest else 1)
        number = self.past[-1].number + 1 if self.past else 1
        number_told = told if told is not None else counted
        return revisions.keep(self.article, delivery, number=number, version=number_told, skipped=skipped)

    def keep_back(self, delivery: Delivery, *, version: int | None = None) -> Revision:
        """Write down what never takes effect, and have it read for what it told when."""
        why = Revision.KILLED if self.article.killed_at else Revision.OVERTAKEN
        is_read = not (delivery.story.is_notice or delivery.foreign)
        kept = self.keep(delivery, version=version, skipped=why if is_read else "")
        if is_read:
            overtaken.await_reading(self.article, kept)
        return kept


def settle(known: Versions, delivery: Delivery) -> Receipt:
    """The story's outcome in its article.

    Once it hides or shows a story that others were compared with, what they owe to it is weighed anew.
    """
    was_hidden = known.article.is_hidden
    receipt = _settle(known, delivery)
    if known.past and known.article.is_hidden != was_hidden:
        await_matching(known.article.pk)
    return receipt


def _settle(known: Versions, delivery: Delivery) -> Receipt:
    story = delivery.story
    same = versions.told_before(story, known.past, delivery.content_sha256, delivery.told_sha256)
    if same:
        return Receipt("duplicate", said("This content was taken in before."), revision=same)
    is_late = versions.is_behind(story, known.past)
    if (is_late or story.guid != known.article.guid) and (receipt := _came_before(known, delivery)):
        return receipt
    if story.pub_status == PubStatus.CANCELED:
        return _kill(known, delivery)
    if is_late:
        return _late(known, delivery)
    if known.article.killed_at:
        return _after_kill(known, delivery)
    return _take_effect(known, delivery)


def _came_before(known: Versions, delivery: Delivery) -> Receipt | None:
    """A copy, or a version overtaken, that comes again: the same content under the same number."""
    same = known.article.arrivals.filter(content_sha256=delivery.content_sha256)
    if delivery.story.version is not None:
        same = same.filter(version=delivery.story.version)
    first = same.order_by("id").first()
    if first is None:
        return None
    own = first.guid if first.status == ArrivalStatus.DUPLICATE else ""
    return Receipt("duplicate", f"This came before. {first.reason}", revision=known.newest, guid=own)


def _kill(known: Versions, delivery: Delivery) -> Receipt:
    """A kill holds for all versions, whichever came first, and whatever its own number."""
    article, was_killed = known.article, known.article.killed_at is not None
    notice = known.keep(delivery, skipped=revisions.NOTICE)
    revisions.await_reading(article, notice, is_first=not known.past)
    flagged = life.kill(article=article, notice=notice, at=delivery.story.sent_at)
    reason = said("It was killed before.") if was_killed else _killed(known, flagged)
    return Receipt("canceled", reason, revision=notice)


def _killed(known: Versions, flagged: int) -> str:
    """What the kill did at once, and what it will do."""
    if not known.texts:
        return "No version of it has come: nothing was killed, and none will go live."
    if not flagged and any(each.extracted_at is None and not each.skipped for each in known.texts):
        return "Killed; its claims will be flagged when it is read."
    public = Claim.objects.filter(article=known.article).resting_on_killed().count()
    resting = f", {_counted(public, 'published verdict')} among them" if public else ""
    return f"Killed; {_counted(flagged, 'claim')} flagged{resting}."


def _late(known: Versions, delivery: Delivery) -> Receipt:
    """Overtaken before it came. Where only a hold stands before it, its text is kept behind the hold."""
    newest = known.newest
    assert newest is not None  # noqa: S101  (else it would not be late)
    reason = _overtaken(delivery.story, newest)
    is_held = known.article.pub_status == PubStatus.WITHHELD and newest.is_notice
    if delivery.story.is_notice:
        return Receipt("stale", reason, revision=newest)
    if not is_held or versions.is_behind(delivery.story, known.texts):
        return _overtaken_text(known, delivery, reason)
    kept = known.keep(delivery, version=newest.version)
    _make_current(known, kept, delivery.story)
    known.article.save()
    story_history.note(known.article, "revised", revision=kept, by=delivery.by, reason=reason)
    return Receipt("stale", f"{reason} Its text is kept behind that.", revision=kept)


def _overtaken_text(known: Versions, delivery: Delivery, reason: str) -> Receipt:
    """Its text is kept for what it told when; nothing else changes."""
    newest = known.newest
    assert newest is not None  # noqa: S101  (else it would not be late)
    known.keep_back(delivery, version=max(newest.version - 1, 0))
    return Receipt("stale", reason, revision=newest)


def _overtaken(story: WireStory, newest: Revision) -> str:
    what = "a notice" if newest.is_notice else "which stands"
    if story.version is not None and story.version < newest.version:
        return f"Version {story.version} is older than version {newest.version}, {what}."
    return f"It was sent before version {newest.version}, {what}."


def _after_kill(known: Versions, delivery: Delivery) -> Receipt:
    kept = known.keep_back(delivery)
    when = moment(known.article.killed_at) if known.article.killed_at else ""
    reason = f"The wire killed this story {when}; the version is kept and never goes live."
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
    if action == "substitute":
        life.note_substitute(article, kept)
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
        return Receipt("withheld", HELD_BACK, revision=kept)
    if is_refile:
        return Receipt("refile", SENT_AGAIN, revision=kept, facts={"number": kept.version})
    if article.is_embargoed and article.embargoed_until:
        until = {"moment": relays.stamp(article.embargoed_until)}
        return Receipt("embargoed", EMBARGOED, revision=kept, facts=until)
    if not known.past:
        return Receipt("new", said("A new story."), revision=kept)
    return Receipt("revision", REVISED, revision=kept, facts={"number": kept.version})


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
