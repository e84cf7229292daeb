"""Looks at watched folders and feeds: takes in what is new there, and writes down how the look went."""

from __future__ import annotations

import io
import logging
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import monotonic, time

from celery.exceptions import SoftTimeLimitExceeded

from claims import dispatch
from claims.actions import backlog, watching
from claims.fetching import Fetched, FetchError, Rules, fetch
from claims.ingest.files import STDIN, Piece, file_pieces, pieces, shown
from claims.management.arrivals import TROUBLE, Arrivals
from claims.models import Intake, Source

log = logging.getLogger(__name__)

SETTLE_SECONDS = 2.0  # for which a file has to lie still before it is read
MOST_FILES = 2000  # of one look; the next one goes on at once
TURN_SECONDS = 60.0  # after which a worker looks at no further source
RULES = Rules()


class LookFailed(Exception):
    """Nothing could be read there; the reason is a sentence for people."""


def look_at_due() -> int:
    """Look at every source whose time has come, one after the other; how many there were."""
    looks, until = 0, monotonic() + TURN_SECONDS
    while monotonic() < until and not backlog.is_full() and (source := watching.take_due()):
        look(source)
        looks += 1
    return looks


def look(source: Source) -> None:
    """Take in what is new in one folder or feed. What goes wrong is shown there, and tried again later."""
    try:
        with dispatch.few_bells():
            (look_into_folder if source.intake == Intake.FOLDER else look_at_feed)(source)
    except (LookFailed, OSError, SoftTimeLimitExceeded) as failure:
        reason = str(failure) if isinstance(failure, LookFailed) else f"The look ended early ({failure})."
        watching.failed(source=source, reason=reason)
    except FetchError as failure:
        watching.failed(source=source, reason=failure.reason, retry_after=failure.retry_after)
    except SystemExit:
        watching.left(source=source)
        raise


def look_into_folder(source: Source) -> None:
    """Read the files that are new or changed since they were read, oldest name first."""
    waiting = list(islice(new_files(source), MOST_FILES + 1))
    if waiting:
        take_in(source, folder_pieces(waiting[:MOST_FILES]))
    watching.succeeded(source=source, has_more=len(waiting) > MOST_FILES)


def new_files(source: Source) -> Iterator[tuple[Path, str]]:
    """Files below the folder that lie still and were not read as they are, with the way to each.

    Only regular files: a link could lead to what is nobody's business. Hidden ones are left alone, and so
    is what changed a moment ago, for somebody may be writing it. Raises LookFailed where there is no folder.
    """
    folder = Path(source.address)
    if not folder.is_dir():
        raise LookFailed(f"There is no folder {source.address} on the worker's machine.")
    read, now = watching.files_read(source), time()
    for path, name in files_below(folder):
        found = path.lstat()
        changed = datetime.fromtimestamp(found.st_ctime, UTC)
        is_new = name not in read or changed >= read[name]
        if is_new and stat.S_ISREG(found.st_mode) and now - found.st_ctime >= SETTLE_SECONDS:
            yield path, name


def files_below(folder: Path) -> Iterator[tuple[Path, str]]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(where, name)
            yield path, shown(path.relative_to(folder).as_posix())


def folder_pieces(files: Iterable[tuple[Path, str]]) -> Iterator[Piece]:
    for path, name in files:
        yield from file_pieces(path, name)


def look_at_feed(source: Source) -> None:
    """Ask whether the feed has changed, and take in what it tells. Raises FetchError and LookFailed."""
    found = fetch(source.address, etag=source.etag, last_modified=source.last_modified, rules=RULES)
    if found.is_unchanged:
        watching.succeeded(source=source, etag=source.etag, last_modified=source.last_modified)
        return
    troubles = take_in(source, feed_pieces(source, found))
    if not found.is_whole:
        raise LookFailed("The connection broke off before the feed was whole; what had come was taken in.")
    if troubles:
        raise LookFailed(troubles)
    watching.succeeded(source=source, etag=found.etag, last_modified=found.last_modified)


def feed_pieces(source: Source, found: Fetched) -> Iterator[Piece]:
    for piece in pieces([STDIN], io.BytesIO(found.body)):
        yield replace(piece, file=source.address)


def take_in(source: Source, found: Iterable[Piece]) -> str:
    """Take pieces in as one run; why nothing at all could be read, or ""."""
    run = watching.start_run(source=source)
    arrivals, last = Arrivals(source.name, run), ""
    for outcome in arrivals.take(found):
        last = outcome.reason if outcome.status in TROUBLE else last
    counts = Counter(arrivals.counts)
    watching.end_run(run=run, counts=counts)
    log.info("looked at %s", source.name, extra={"source": source.pk, "run": run.pk, "counts": dict(counts)})
    return last if counts and set(counts) <= set(TROUBLE) else ""
