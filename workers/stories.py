"""Reading one story: under a lease, revision by revision, and what happens when that does not work out."""

from __future__ import annotations

import logging
from collections.abc import Callable

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from claims.actions import leasing, record
from claims.actions.crashpoints import crashpoint
from claims.actions.leasing import Lease
from claims.exceptions import LeaseLost
from claims.extraction import extract
from claims.extraction.types import Cut, Extraction, Scorer, Span
from claims.models import Revision
from workers.heartbeat import kept_alive

log = logging.getLogger(__name__)

TOO_LONG = "Reading this story took longer than {seconds} seconds."
TOO_BIG = "Reading this story needs more memory than a worker has."
UNREADABLE = "The extractor cannot read this text ({error})."
STOPPED = "The extractor stopped while reading this story ({error})."


def read(lease: Lease, scorer: Scorer) -> int:
    """Read the leased story; return how many claims its newest revision has (0 where it failed).

    A worker that is told to leave hands the story back and goes on leaving. Whatever else stops the
    reading ends in the article's row, with a reason for people; a database that is away ends nowhere:
    the lease runs out and the story is given out again.
    """
    try:
        with kept_alive(lease):
            return read_all(lease, scorer)
    except LeaseLost as lost:
        log.warning("story lost: %s", lost, extra={"article": lease.article_id})
    except SystemExit:
        crashpoint("leaving")
        _settle(lambda: leasing.hand_back(lease=lease))
        raise
    except SoftTimeLimitExceeded:
        _give_up(lease, TOO_LONG.format(seconds=settings.CELERY_TASK_SOFT_TIME_LIMIT))
    except MemoryError:
        _give_up(lease, TOO_BIG)
    except DatabaseError:
        raise
    except (ValueError, RecursionError) as error:
        log.exception("story unreadable", extra={"article": lease.article_id})
        reason = UNREADABLE.format(error=type(error).__name__)
        _settle(lambda: leasing.fail(lease=lease, reason=reason))
    except Exception as error:
        log.exception("extractor stopped", extra={"article": lease.article_id})
        _give_up(lease, STOPPED.format(error=type(error).__name__))
    return 0


def read_all(lease: Lease, scorer: Scorer) -> int:
    """Every revision not yet read, in order, each written before the next is begun."""
    found = 0
    for revision in leasing.unread(lease.article_id):
        crashpoint("leased", revision.article.guid)
        started_at = timezone.now()
        extraction = read_revision(revision, scorer)
        crashpoint("read", revision.article.guid)
        found = record.record(lease=lease, revision=revision, extraction=extraction, started_at=started_at)
    record.finish(lease=lease)
    log.info("story read", extra={"article": lease.article_id, "claims": found, "attempt": lease.attempt})
    return found


def read_revision(revision: Revision, scorer: Scorer) -> Extraction:
    chrome = [Cut(Span(cut["start"], cut["end"]), cut["reason"]) for cut in revision.chrome]
    return extract(revision.body, scorer, published_at=revision.sent_at, chrome=chrome)


def _give_up(lease: Lease, reason: str) -> None:
    log.warning("attempt given up: %s", reason, extra={"article": lease.article_id})
    _settle(lambda: leasing.give_up(lease=lease, reason=reason))


def _settle(write: Callable[[], None]) -> None:
    """Write an ending. What interrupted the reading may have broken the connection: then on a new one."""
    try:
        try:
            write()
        except DatabaseError:
            connection.close()
            write()
    except LeaseLost:
        log.warning("the story had passed to somebody else")
