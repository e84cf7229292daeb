"""Reading one story: under a lease, revision by revision, and what happens when that does not work out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from claims.actions import leasing, record
from claims.actions.crashpoints import crashpoint
from claims.actions.leasing import Lease
from claims.exceptions import LeaseLost
from claims.extraction import Cut, Extraction, Scorer, Span, Story, extract_many
from claims.models import Revision

log = logging.getLogger(__name__)

TOO_LONG = "Reading this story took longer than {seconds} seconds."
TOO_BIG = "Reading this story needs more memory than a worker has."
UNREADABLE = "The extractor cannot read this text ({error})."
STOPPED = "The extractor stopped while reading this story ({error})."


@dataclass(frozen=True, slots=True)
class Reading:
    """What the extractor found in a revision, and how long it took for that."""

    revision: Revision
    extraction: Extraction
    seconds: float


Readings = Mapping[int, Sequence[Reading]]  # of all that was to be read of an article, by its id
NONE_YET: Readings = {}


def ended(lease: Lease, scorer: Scorer, known: Readings = NONE_YET) -> int:
    """Bring a story to an end, whatever comes: read it where it is not `known`, write it, settle its row.

    Whatever stops the reading ends in the article's row, with a reason for people. Two things end
    nowhere: a database that is away (the lease runs out, and the story is given out again), and SystemExit,
    on which whoever holds the leases hands back those that are left.
    """
    try:
        return read_all(lease, scorer, known)
    except LeaseLost as lost:
        log.warning("story lost: %s", lost, extra={"article": lease.article_id})
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


def read_all(lease: Lease, scorer: Scorer, known: Readings) -> int:
    """Every revision not yet read, in order, each written before the next is begun."""
    found = 0
    for reading in known.get(lease.article_id) or read_unread(lease, scorer):
        crashpoint("read", reading.revision.article.guid)
        found = record.record(
            lease=lease,
            revision=reading.revision,
            extraction=reading.extraction,
            started_at=timezone.now() - timedelta(seconds=reading.seconds),
        )
    record.finish(lease=lease)
    log.info("story read", extra={"article": lease.article_id, "claims": found, "attempt": lease.attempt})
    return found


def read_unread(lease: Lease, scorer: Scorer) -> Iterator[Reading]:
    for revision in leasing.unread(lease.article_id):
        crashpoint("leased", revision.article.guid)
        began = monotonic()
        [extraction] = asked([revision], scorer)
        yield Reading(revision, extraction, monotonic() - began)


def asked(revisions: Sequence[Revision], scorer: Scorer) -> list[Extraction]:
    """What the extractor finds in each. The log tells what was read and what the model encoded for it."""
    before = getattr(scorer, "encoded", 0)
    found = extract_many([story_of(revision) for revision in revisions], scorer)
    counts = {
        "stories": len(found),
        "sentences": sum(each.sentences for each in found),
        "encoded": getattr(scorer, "encoded", 0) - before,
    }
    log.info("model asked", extra=counts)
    return found


def story_of(revision: Revision) -> Story:
    """What the extractor is given of a revision; of a later version it shall tell what it doubts, too."""
    chrome = tuple(Cut(Span(cut["start"], cut["end"]), cut["reason"]) for cut in revision.chrome)
    return Story(revision.body, chrome, revision.sent_at, is_later=revision.number > 1)


def hand_back(lease: Lease) -> None:
    """The next worker is called at once, and no attempt is charged."""
    _settle(lambda: leasing.hand_back(lease=lease))


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
