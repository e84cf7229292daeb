"""Folders and feeds that are looked at on a schedule: whose turn it is, and what came of each look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from claims.actions.intake import finish_run
from claims.actions.wording import room
from claims.models import Arrival, IngestRun, Source, Trigger
from claims.statuses import ArrivalStatus

LOOK_SECONDS = 600  # after which a look counts as lost, and somebody else may have it
LONGEST_WAIT = 6 * 3600  # seconds until a source that fails and fails is tried again
NOTHING_NEW = {ArrivalStatus.DUPLICATE, ArrivalStatus.STALE, ArrivalStatus.ADVISORY, ArrivalStatus.EMPTY}


@transaction.atomic
def take_due() -> Source | None:
    """A source whose time has come, for the caller alone to look at; None: no other is due."""
    due = Source.objects.due().select_for_update(skip_locked=True)
    source = due.order_by("next_at", "id").first()
    if source:
        Source.objects.filter(pk=source.pk).update(next_at=Now() + timedelta(seconds=LOOK_SECONDS))
    return source


def succeeded(*, source: Source, etag: str = "", last_modified: str = "", has_more: bool = False) -> None:
    """The look went well: the next one is after its time, or at once where it `has_more` to take in.

    `etag` and `last_modified` are what a feed's server sent; what does not fit is no use to it either.
    """
    wait = 0 if has_more else source.every_seconds
    _write(
        source,
        wait,
        failures=0,
        failure="",
        last_ok_at=Now(),
        etag=etag if len(etag) <= room(Source, "etag") else "",
        last_modified=last_modified if len(last_modified) <= room(Source, "last_modified") else "",
    )


def failed(*, source: Source, reason: str, retry_after: int | None = None) -> None:
    """The look came to nothing, and `reason` is shown; each failure in a row doubles the wait."""
    failures = source.failures + 1
    doubled = min(source.every_seconds << min(failures, 16), LONGEST_WAIT)
    wait = max(source.every_seconds, doubled, retry_after or 0)
    _write(source, wait, failures=failures, failure=reason)


def left(*, source: Source) -> None:
    """Somebody had to leave in the middle of a look: it is due again at once."""
    _write(source, 0)


def start_run(*, source: Source) -> IngestRun:
    """The record of one look at a folder or feed."""
    return IngestRun.objects.create(
        trigger=Trigger(source.intake),
        source=source,
        paths=[source.address],
        options={"source": source.name, "format": "auto"},
    )


def end_run(*, run: IngestRun, counts: Mapping[str, int]) -> None:
    """Close it. A feed tells its items again and again: a look that brought nothing new leaves no row."""
    if run.trigger == Trigger.FEED and set(counts) <= NOTHING_NEW:
        run.delete()
    else:
        finish_run(run=run, counts=dict(counts))


def files_read(source: Source) -> dict[str, datetime]:
    """Files that were read from a watched folder to their end, and when that was begun; archives too.

    Those of a run that was cut off are not among them: they are read once more.
    """
    runs = IngestRun.objects.filter(source=source, trigger=Trigger.FOLDER, finished_at__isnull=False)
    told = Arrival.objects.filter(run__in=runs).order_by().values_list("file")
    read: dict[str, datetime] = {}
    for file, begun in told.annotate(begun=Max("run__started_at")).iterator():
        for name in (file, *_archives(file)):
            read[name] = max(begun, read.get(name, begun))
    return read


def _archives(file: str) -> list[str]:
    """The files that `file` may be a member of: all that stands before each of its slashes."""
    steps = file.split("/")
    return ["/".join(steps[:count]) for count in range(1, len(steps))]


def _write(source: Source, wait: float, **fields: object) -> None:
    """Write what a look brought; one at an address that somebody changed meanwhile says nothing any more."""
    same = Source.objects.filter(pk=source.pk, intake=source.intake, address=source.address)
    same.update(next_at=Now() + timedelta(seconds=wait), **fields)
