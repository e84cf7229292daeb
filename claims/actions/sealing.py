"""Seals the lines of the history that have none yet: a chain beside them that shows tampering.

Sealing in the transaction of each change would let one writer in at a time. So beat seals what was committed
since, within a minute; until then the triggers alone guard a line. `actions.auditing` walks the chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from claims.audit import Head, seal
from claims.models import ClaimEvent, Edition, PersonEvent, Regrouping, Seal, StoryEvent

LOCK = 0x5EC0_0004  # one sealer at a time
AT_ONCE = 5_000  # lines in one transaction
LATE = 100_000  # how far behind the newest sealed line of a log one may still come to be committed
LOGS: dict[str, type[models.Model]] = {
    "claim": ClaimEvent,
    "story": StoryEvent,
    "event": Regrouping,
    "edition": Edition,
    "person": PersonEvent,
}
MOVES = {"story": {"article_id"}}  # of a line: two stories may turn out to be one

Row = dict[str, Any]


def seal_new() -> int:
    """Seal what was written since; how many lines. Safe from several processes at once."""
    sealed = count = _seal_some()
    while count == AT_ONCE:  # and not until none is left: others go on writing
        count = _seal_some()
        sealed += count
    return sealed


def told(log: str, row: Row) -> Row:
    """What of a line is sealed: all that may not change."""
    return {name: value for name, value in row.items() if name not in MOVES.get(log, ())}


def without_seal(log: str) -> QuerySet[Any]:
    """The lines of a log that no seal holds."""
    sealed = Seal.objects.filter(log=log, row=OuterRef("pk"))
    return LOGS[log]._default_manager.filter(~Exists(sealed))


@transaction.atomic
def _seal_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    seals = list(_chained(Seal.objects.head(), islice(_unsealed(), AT_ONCE)))
    Seal.objects.bulk_create(seals)
    return len(seals)


def _chained(head: Head, lines: Iterator[tuple[str, Row]]) -> Iterator[Seal]:
    for log, row in lines:
        before, head = head.hash, Head(head.position + 1, seal(head.hash, log, told(log, row)))
        yield Seal(position=head.position, log=log, row=row["id"], prev_hash=before, row_hash=head.hash)


def _unsealed() -> Iterator[tuple[str, Row]]:
    """The lines to seal, log by log."""
    for log in LOGS:
        newest = Seal.objects.filter(log=log).aggregate(last=Max("row"))["last"] or 0
        recent = without_seal(log).filter(pk__gt=newest - LATE).order_by("pk")
        for row in recent.values()[:AT_ONCE]:
            yield log, row
