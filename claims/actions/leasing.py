"""The article row as the queue of record: who reads a story now, and what becomes of lost ones.

A worker holds a story by a token in its row, for a minute at a time and by the database's clock. The
broker only rings the bell: what it forgets, `reconcile` finds.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F
from django.db.models.functions import Now
from kombu.exceptions import OperationalError as BrokerDown

from claims import dispatch, story_permissions
from claims.actions import queue, waiting
from claims.actions.crashpoints import crashpoint
from claims.exceptions import LeaseLost
from claims.models import Article, ArticleQuerySet, Revision, User
from claims.statuses import ArticleState

log = logging.getLogger(__name__)

ONE_AT_A_TIME = 0x5EC0_4C11  # the advisory lock of reconcile: any number that nothing else uses
AT_ONCE = 500  # stories that one reconcile fails; the next one does the rest
BELLS = 32  # messages that reconcile keeps in the broker's queue: each has a worker read all that waits
LONGEST_WAIT = 60  # seconds until the next attempt, at most
WORKER_LOST = "The worker was lost each time it read this story."
ROW = ("pk", "attempts")
FREE: dict[str, Any] = {"lease": None, "lease_until": None}


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write one article's claims, for as long as its row holds `token`."""

    article_id: int
    token: UUID
    attempt: int


def lease(*, article_id: int) -> Lease | None:
    """Take a story that is due, by compare-and-set, and charge the attempt. None: nothing to do here."""
    token = uuid4()
    due = Article.objects.due().filter(pk=article_id, attempts__lt=settings.FACTCHECK_MAX_ATTEMPTS)
    if not due.update(**_taken(token)):
        return None
    attempt = Article.objects.values_list("attempts", flat=True).get(pk=article_id)
    return Lease(article_id, token, attempt)


@transaction.atomic
def lease_batch(*, first: int, most: int) -> list[Lease]:
    """Take the story `first`, if it is due, and others that wait and were never tried, in their order.

    A story that was tried before is taken alone: what broke its reading must not break others'.
    """
    token, chosen = uuid4(), _chosen(first, most)
    Article.objects.filter(pk__in=[pk for pk, _ in chosen]).update(**_taken(token))
    return [Lease(article_id, token, attempts + 1) for article_id, attempts in chosen]


def _chosen(first: int, most: int) -> list[tuple[int, int]]:
    """Ids and attempts so far of the stories to take, locked; those that others hold are passed over."""
    free = Article.objects.select_for_update(skip_locked=True)
    due = free.due().filter(attempts__lt=settings.FACTCHECK_MAX_ATTEMPTS)
    again = due.filter(next_attempt_at__lte=Now()).order_by("next_attempt_at")
    own = list(due.filter(pk=first).values_list(*ROW)) or list(again.values_list(*ROW)[:1])
    if own and own[0][1]:
        return own
    fresh = free.filter(state=ArticleState.WAITING, attempts=0, next_attempt_at=None).exclude(pk=first)
    return [*own, *fresh.order_by("id").values_list(*ROW)[: most - len(own)]]


def _taken(token: UUID) -> dict[str, Any]:
    return {
        "state": ArticleState.EXTRACTING,
        "lease": token,
        "lease_until": _lease_end(),
        "attempts": F("attempts") + 1,
        "next_attempt_at": None,
        "failure": "",
    }


def renew(*, lease: Lease) -> None:
    """Still at it. Raises LeaseLost when the story passed to somebody else."""
    _or_lost(held(lease).update(lease_until=_lease_end()))


@transaction.atomic
def hand_back(*, lease: Lease) -> None:
    """Give the story to the next worker, who is called at once; no attempt is charged."""
    _or_lost(held(lease).update(state=ArticleState.WAITING, attempts=F("attempts") - 1, **FREE))
    dispatch.after_commit(dispatch.EXTRACT, lease.article_id)


@transaction.atomic
def give_up(*, lease: Lease, reason: str) -> None:
    """This attempt failed: try again later, or let the story fail with `reason` after the last attempt."""
    article = lock(lease)
    if article.attempts >= settings.FACTCHECK_MAX_ATTEMPTS:
        _fail(article, reason)
    else:
        wait = min(LONGEST_WAIT, settings.FACTCHECK_RECONCILE_SECONDS * 2 ** (article.attempts - 1))
        _set(article, state=ArticleState.WAITING, next_attempt_at=Now() + timedelta(seconds=wait), **FREE)


@transaction.atomic
def fail(*, lease: Lease, reason: str) -> None:
    """Trying again would not help: the story fails with `reason` now."""
    _fail(lock(lease), reason)


@transaction.atomic
def finish(*, lease: Lease) -> None:
    """All is read: ready, or waiting again when another revision came meanwhile."""
    article = lock(lease)
    if _to_read(article.pk).exists():
        _set(article, state=ArticleState.WAITING, attempts=0, **FREE)
        dispatch.after_commit(dispatch.EXTRACT, article.pk)
    else:
        _set(article, state=ArticleState.READY, **FREE)


@transaction.atomic
def retry(*, article_id: int, by: User) -> Article:
    """Have a failed story read again, with all its attempts. Raises Article.DoesNotExist."""
    article = Article.objects.select_for_update().get(pk=article_id)
    story_permissions.check_may_retry(by, article)
    _set(article, state=ArticleState.WAITING, attempts=0, next_attempt_at=None, failure="")
    dispatch.after_commit(dispatch.EXTRACT, article.pk)
    article.refresh_from_db()
    return article


def unread(*article_ids: int) -> list[Revision]:
    """The articles' revisions that still have to be read, those of each in order, overtaken ones last."""
    waiting = _to_read(*article_ids).defer("raw").select_related("article")
    return list(waiting.order_by("article_id", "skipped", "number"))


def _to_read(*article_ids: int) -> models.QuerySet[Revision]:
    """Notices and stories in other languages are never read."""
    known = ("", *Revision.FOR_TOLLS)
    return Revision.objects.filter(article_id__in=article_ids, extracted_at=None, skipped__in=known)


def lock(lease: Lease) -> Article:
    """The leased article, locked until the transaction ends: the fence before every write.

    Raises LeaseLost when the row holds another token, however alive this worker thinks it is.
    """
    article = held(lease).select_for_update().first()
    if article is None:
        raise LeaseLost(f"article {lease.article_id}: attempt {lease.attempt} came too late")
    return article


def held(lease: Lease) -> ArticleQuerySet:
    return Article.objects.filter(pk=lease.article_id, lease=lease.token)


def reconcile() -> dict[str, int]:
    """Set right what crashed workers, a forgetful broker and silent people left behind.

    Returns counts: stories rung for, `to_match` 1 where stories wait to be compared, stories failed, claims
    whose hold lapsed, claims whose reply is overdue, and `busy` 1 where another process is at it, which
    then does all the work. Safe at any time, any number of times.
    """
    counts = {"rung": 0, "to_match": 0, "failed": 0, "lapsed": 0, "overdue": 0, "busy": 0}
    with transaction.atomic():
        if not _alone():
            return counts | {"busy": 1}
        counts["failed"] = _fail_exhausted()
        crashpoint("reconciling")
        counts["lapsed"] = queue.lapse_silent()
        counts["overdue"] = waiting.call_in_overdue()
    counts["rung"] = _ring_for_due()
    counts["to_match"] = _ring_for_matching()
    return counts


def pass_over(revision: Revision, reason: str) -> None:
    """Read this version no more: a newer one stands. Its notes say why it was never examined."""
    notes = [*revision.notes, f"Not examined: {reason}"]
    Revision.objects.filter(pk=revision.pk).update(extracted_at=Now(), notes=notes)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _fail_exhausted() -> int:
    """Stories whose last attempt ended in silence; how many."""
    spent = Article.objects.due().filter(attempts__gte=settings.FACTCHECK_MAX_ATTEMPTS)
    lost = spent.select_for_update(skip_locked=True).order_by("id")[:AT_ONCE]
    for article in lost:
        _fail(article, article.failure or WORKER_LOST)
    return len(lost)


def _ring_for_due() -> int:
    """Ring for due stories until the broker's queue has a message for each, or BELLS of them; how many.

    A worker that answers one reads on for as long as any wait: more would only fill the queue.
    """
    due = list(Article.objects.due().order_by("next_attempt_at", "id").values_list("pk", flat=True)[:BELLS])
    rung = 0
    with _broker_or_later():
        for article_id in due[: max(0, len(due) - dispatch.unanswered(dispatch.EXTRACT))]:
            dispatch.ring(dispatch.EXTRACT, article_id)
            rung += 1
    return rung


def _ring_for_matching() -> int:
    """1 where stories wait to be compared; one message is enough, and rung unless one lies there."""
    if not Article.objects.to_match().exists():
        return 0
    with _broker_or_later():
        if not dispatch.unanswered(dispatch.MATCH):
            dispatch.ring(dispatch.MATCH)
    return 1


@contextmanager
def _broker_or_later() -> Iterator[None]:
    """A broker that is down is no failure: the next reconcile rings."""
    try:
        yield
    except (BrokerDown, OSError) as down:
        log.warning("the broker cannot be reached; stories wait in the database: %s", down)


def _fail(article: Article, reason: str) -> None:
    """The version at hand cannot be read. The story fails, or goes on with the newer version that it has."""
    waiting = unread(article.pk)
    if len(waiting) > 1 or (waiting and waiting[0].skipped):
        pass_over(waiting[0], reason)
        _set(article, state=ArticleState.WAITING, attempts=0, next_attempt_at=None, **FREE)
        dispatch.after_commit(dispatch.EXTRACT, article.pk)
    else:
        _set(article, state=ArticleState.FAILED, failure=reason, next_attempt_at=None, **FREE)


def _set(article: Article, **fields: Any) -> None:
    """Write `fields` into the locked row."""
    Article.objects.filter(pk=article.pk).update(**fields)


def _or_lost(rows: int) -> None:
    if not rows:
        raise LeaseLost("the story passed to somebody else")


def _lease_end() -> Any:
    return Now() + timedelta(seconds=settings.FACTCHECK_LEASE_SECONDS)
