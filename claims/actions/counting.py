"""What the figures of a version count, and which of its sums don’t come out; kept with each telling of it.

The rules are plain functions over the version's text (`claims.tolls`); one call serves a whole version, since
what a figure counts may stand in the sentence before it, and a total in another paragraph than its parts.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Any

from claims import tolls
from claims.actions.wording import room
from claims.extraction.types import Span
from claims.models import Occurrence, Revision
from claims.models.reports import figure_of
from claims.tolls import arithmetic, currency
from claims.tolls.types import Note, Reading, Role, Said

log = logging.getLogger(__name__)

READ_FIELDS = ("measure", "role", "reading", "low", "notes")
AT_ONCE = 500  # rows of one statement
OURS = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError)


def count(tellings: Sequence[Occurrence], revision: Revision) -> None:
    """Give each telling of `revision` what its figure counts and its notes, unsaved.

    Text that the rules cannot cope with costs the readings of this version, never its claims.
    """
    said = [_said(each) for each in tellings]
    readings, notes = _read(revision, said)
    for place, (each, reading) in enumerate(zip(tellings, readings, strict=True)):
        each.measure = reading.measure[: room(Occurrence, "measure")]
        each.role = reading.role
        each.reading = _record(reading)
        each.low = each.figure["low"] if each.figure else None
        each.notes = [_shown(note) for note in notes if place in note.keys and not note.ok]


def count_unread(article_ids: Collection[int]) -> int:
    """Count the tellings that were recorded before anybody did, version by version; how many there were."""
    unread = Occurrence.objects.filter(revision__article__in=article_ids, reading={}).values("revision")
    revisions = Revision.objects.filter(pk__in=unread).defer("raw", "meta").order_by("pk")
    return sum(recount(revision) for revision in revisions)


def recount(revision: Revision) -> int:
    """Count all tellings of a version anew, since each may hang on the others; how many they are."""
    tellings = list(revision.occurrences.order_by("start", "figure_start", "id"))
    count(tellings, revision)
    Occurrence.objects.bulk_update(tellings, READ_FIELDS, batch_size=AT_ONCE)
    return len(tellings)


def _read(revision: Revision, said: Sequence[Said]) -> tuple[list[Reading], list[Note]]:
    text = revision.body
    try:
        readings = tolls.read(text, said, headline=revision.headline, sent_at=revision.sent_at)
        rates = currency.known(revision.sent_at or revision.received_at)
        return readings, arithmetic.notes(text, said, readings, rates=rates)
    except OURS:
        log.exception("figures not counted", extra={"revision": revision.pk})
        return [Reading("", Role.OTHER) for _ in said], []


def _said(told: Occurrence) -> Said:
    return Said(
        span=Span(told.start, told.end),
        sentence=told.sentence,
        type=told.type,
        figure=figure_of(told),
        speaker=told.claimant,
        via=told.claimant_via,
        place=told.place,
    )


def _record(reading: Reading) -> dict[str, Any]:
    return {
        "subject": list(reading.subject),
        "period": reading.period,
        "per": reading.per,
        "why": reading.why,
        "unit": reading.unit,
    }


def _shown(note: Note) -> dict[str, Any]:
    return {"kind": note.kind, "stated": note.stated, "computed": note.computed, "text": note.text}
