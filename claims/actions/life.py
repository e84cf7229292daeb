"""Hold, release and kill: what the wire takes back.

Locks are taken in this order, here and in publishing: the article's row, then the advisory lock of
`relays` (a kill alone, and a reading), then claims by their number. Whoever publishes locks the article's row
first, too, so a kill either comes before and is seen, or after and flags what was published.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from claims.actions import duplicates, involved, relays, story_history, weighing
from claims.actions.awaiting import await_matching
from claims.models import Article, Claim, Occurrence, Revision, clock
from claims.statuses import PubStatus

OWN_ITEM_KILLED = "own item killed"
SAME_DAY = timedelta(days=1)


def kill(*, article: Article, notice: Revision, at: datetime | None) -> int:
    """The story and all its versions are void from `at` (else now); how many claims were flagged.

    `article` is locked by whoever calls; a second kill changes nothing but the history.
    """
    article.killed_at, article.pub_status = article.killed_at or at or clock(), PubStatus.CANCELED
    article.save()
    await_matching(article.pk)
    story_history.note(article, "killed", revision=notice, reason=notice.ed_note or notice.headline)
    return flag_killed(article)


def flag_killed(article: Article) -> int:
    """Flag the claims of a killed article, of all its versions, and what others rest on them; how many.

    They keep their state and leave the open queue. Safe at any time, any number of times: a worker that
    reads a version after the kill calls it once more.
    """
    relays.wait_for_readings()
    alive = Claim.objects.filter(article=article, killed_at=None)
    with weighing.same_scales():
        flagged = [_flag(claim, article) for claim in alive.select_for_update().order_by("id")]
    involved.tell_of_kill(flagged)
    duplicates.part_from_killed(flagged)
    _flag_versions(article)
    relays.flag(article)
    return len(flagged)


def note_substitute(substitute: Article, revision: Revision) -> None:
    """Tell a killed story which one took its place: of the same source, on the same day, under its slug."""
    name = _slug_name(revision)
    killed = Article.objects.filter(source=substitute.source_id, killed_at__isnull=False)
    for article in killed.filter(revisions__sent_at__range=_same_day(revision)).distinct():
        if name and name in {_slug_name(each) for each in article.revisions.only("slug")}:
            story_history.note(
                article, "replaced", detail={"guid": substitute.guid, "article": substitute.pk}
            )


def _slug_name(revision: Revision) -> str:
    """The slug without what follows its comma: a take, or that it is a substitute."""
    return revision.slug.partition(",")[0].strip().casefold()


def _same_day(revision: Revision) -> tuple[datetime, datetime]:
    at = revision.sent_at or revision.received_at
    return at - SAME_DAY, at


def begin_reading(article: Article) -> None:
    """Call it with the article locked, before its claims are: no kill elsewhere misses what is written."""
    if article.killed_at:
        relays.wait_for_readings()
    else:
        relays.wait_for_kills()


def flag_read(revision: Revision) -> None:
    """Claims of a revision just read are born flagged where their story, or what they rest on, was killed.

    Call it in the transaction that writes the claims, last; `begin_reading` came first.
    """
    if revision.article.killed_at:
        flag_killed(revision.article)
    else:
        relays.flag_read(revision)


def _flag(claim: Claim, article: Article) -> Claim:
    claim.killed_at = article.killed_at
    relays.ask_again(claim, "killed", OWN_ITEM_KILLED)
    return claim


def _flag_versions(article: Article) -> None:
    """Each version that told a claim carries the flag, too."""
    all_told = Occurrence.objects.filter(claim__article=article)
    told = [each for each in all_told if (each.recheck or {}).get("because") != OWN_ITEM_KILLED]
    for each in told:
        each.recheck = relays.killed_recheck(each.recheck, OWN_ITEM_KILLED)
    Occurrence.objects.bulk_update(told, ["recheck"])
