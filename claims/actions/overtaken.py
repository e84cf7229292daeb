"""Versions that a newer one, or a kill, came before: read for what was told when, and for nothing else.

A toll over time has every version's figure, in whatever order they came in. At the desk such a version
changes nothing: its claims are those of the versions beside it, and what it alone told is withdrawn as it is
written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.db.models import F

from claims import dispatch
from claims.actions import counting, queue, rechecks, retriage, versions
from claims.actions.rechecks import telling
from claims.extraction.alignment import Telling, align
from claims.models import Article, Claim, Occurrence, Revision
from claims.models.reports import figure_of
from claims.statuses import ArticleState

APART = 1_000_000  # far above any number of revisions: keeps numbers unique while they change
NUMBERED = re.compile(r"ersion (\d+)")  # in the words of a recheck
BEFORE_IT = "A newer version had come first, and does not say it"


def await_reading(article: Article, kept: Revision) -> None:
    """Have it read when a worker has time. Saves the locked article; one that failed stays as it is."""
    renumber(article)
    if article.killed_at and article.current is None:
        article.current = kept
    if article.state == ArticleState.READY:
        article.state, article.attempts, article.next_attempt_at = ArticleState.WAITING, 0, None
    article.save()
    dispatch.after_commit(dispatch.EXTRACT, article.pk)


def renumber(article: Article) -> list[Revision]:
    """Number the article's revisions from 1 in the order in which the wire made them; they come back so.

    Versions that the wire does not number are counted in that order, too.
    """
    ordered: list[Revision] = []
    for revision in article.revisions.defer(*Revision.LONG).order_by("number"):
        at = next((i for i, each in enumerate(ordered) if versions.is_older(revision, each)), len(ordered))
        ordered.insert(at, revision)
    article.revisions.update(number=F("number") + 2 * APART)
    version, recounted = 0, dict[int, int]()
    for number, revision in enumerate(ordered, 1):
        version = revision.version if revision.is_numbered else version + 1
        recounted[revision.version] = version
        revision.number, revision.version = number, version
        revision.save(update_fields=["number", "version"])
    _recount(article, {old: new for old, new in recounted.items() if old != new})
    return ordered


def _recount(article: Article, versions_now: Mapping[int, int]) -> None:
    """Have what is to be rechecked tell the versions by their numbers of now."""
    if not versions_now:
        return
    claims = Claim.objects.filter(article=article, recheck__isnull=False)
    told = Occurrence.objects.filter(claim__article=article, recheck__isnull=False)
    for row in [*claims.only("recheck"), *told.only("recheck")]:
        row.recheck = _recounted(row.recheck or {}, versions_now)
        row.save(update_fields=["recheck"])


def _recounted(recheck: rechecks.Recheck, versions_now: Mapping[int, int]) -> rechecks.Recheck:
    ends = {end: versions_now.get(recheck[end], recheck[end]) for end in ("from", "to") if end in recheck}
    because = NUMBERED.sub(
        lambda hit: f"ersion {versions_now.get(int(hit[1]), hit[1])}", recheck.get("because", "")
    )
    return recheck | ends | {"because": because}


def tell(revision: Revision, rows: Sequence[Claim]) -> int:
    """Write what it told, `rows` unsaved, as tellings of the claims beside it; how many it told.

    Call it in the transaction that records `revision`, with its article locked.
    """
    tellings, left = list[Occurrence](), list(rows)
    for beside in _beside(revision):
        known = {told.claim_id for told in tellings}
        free = [told for told in beside.occurrences.select_related("claim") if told.claim_id not in known]
        before, now = [_telling(told) for told in free], [telling(row) for row in left]
        found = align(beside.body, before, revision.body, now)
        for pair in found.pairs:
            tellings.append(_telling_again(free[pair.old].claim, left[pair.new], revision))
        left = [left[place] for place in found.fresh]
    retriage.add(left)
    tellings += [retriage.occurrence(claim, revision) for claim in left]
    counting.count(tellings, revision)
    Occurrence.objects.bulk_create(tellings)
    for claim in left if revision.skipped != Revision.KILLED else ():
        queue.move(claim=claim, action="vanish", by=None, reason=BEFORE_IT)
    return len(tellings)


def _beside(revision: Revision) -> list[Revision]:
    """The versions before and after it that were read, as far as there are any."""
    read = Revision.objects.filter(article=revision.article_id, runs__isnull=False, purged_at=None)
    read = read.only("body", "number")
    before = read.filter(number__lt=revision.number).order_by("-number").first()
    after = read.filter(number__gt=revision.number).order_by("number").first()
    return [each for each in (before, after) if each]


def _telling(told: Occurrence) -> Telling:
    return Telling(told.sentence, told.start, told.type, figure_of(told), told.claimant, told.place)


def _telling_again(claim: Claim, row: Claim, revision: Revision) -> Occurrence:
    told = retriage.occurrence(row, revision)
    told.claim = claim
    return told
