"""Tellings as the rules compare them, and which of others they are worth comparing with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection

from claims.actions.candidates import near
from claims.matching.claims.counted import OF_PEOPLE, SHARES, SUDDEN, UPROOTED
from claims.matching.types import Claim
from claims.models import Occurrence
from claims.models.linked import Tellings
from claims.models.reports import figure_of, reading_of
from claims.tolls.types import Reading

OF_TOLL = 16  # other tellings of one toll of its event that a telling is compared with, the newest
OF_EVENT = 8  # the same of any other measure, which an event has many figures of
OF_FIGURE = 12  # tellings of the same figure and measure anywhere, the newest, of which some may say the same
NEAR = 2  # tellings of other stories that are told most alike
OF_EVENTS = 4000  # rows of the events of a batch that are looked at

COMPARED = (
    "pk", "claim", "sentence", "type", "claimant", "place", "standalone",
    "figure", "figure_start", "figure_end", "measure", "role", "reading",
    "claim__event", "claim__article", "claim__article__source__name",
    "revision__headline", "revision__sent_at", "revision__received_at",
)  # fmt: skip
# The index has equal keys in the order of writing: read backwards, the newest come first. Of another event
# only what is of one subject can say the same: the rules would say no to all others, at more cost.
SAME_FIGURE = """
    SELECT mine.id, near.id
    FROM unnest(%s::bigint[], %s::text[], %s::float8[], %s::bigint[], %s::jsonb[])
        AS mine (id, measure, low, event, subject)
    CROSS JOIN LATERAL (
        SELECT told.id, told.claim_id, told.reading FROM claims_occurrence told
        WHERE told.measure = mine.measure AND told.low = mine.low AND told.measure <> ''
        ORDER BY told.measure DESC, told.low DESC LIMIT %s
    ) AS near
    JOIN claims_claim claim ON claim.id = near.claim_id
    WHERE near.id <> mine.id AND (
        claim.event_id IS NULL OR mine.event IS NULL OR claim.event_id = mine.event
        OR near.reading->'subject' ?| ARRAY(SELECT jsonb_array_elements_text(mine.subject))
    )
"""

ROW = ("pk", "claim_id", "claim__event", "measure", "low")
ROOFLESS = "uprooted"
TOLLS = OF_PEOPLE | {ROOFLESS}

Pair = tuple[int, int]  # two tellings
Kind = tuple[str, float | None]  # the measure, and the number where that alone says too little


class Row(NamedTuple):
    """An occurrence as it is looked for among those of its event; as ROW."""

    pk: int
    claim: int
    event: int | None
    measure: str
    low: float | None


def tellings(keys: Collection[int]) -> dict[int, Claim]:
    """The occurrences of these numbers as the rules take them, in one query without long fields.

    Read as plain values: a story is compared with hundreds.
    """
    rows = Occurrence.objects.filter(pk__in=keys).order_by("pk").values_list(*COMPARED, named=True)
    return {row.pk: _claim(row) for row in rows.iterator()}


def first_of(keys: Collection[int]) -> dict[int, int]:
    """For occurrences: the first that tells the same of its claim."""
    claims = Occurrence.objects.filter(pk__in=keys).values("claim")
    return Tellings(claims).first if keys else {}


def candidates(mine: dict[int, Claim]) -> Iterator[Pair]:
    """One of mine with another occurrence that may tell the same; some pairs come twice."""
    yield from _of_events(mine)
    yield from _of_figures(mine)
    yield from ((key, other) for key, others in near(mine, NEAR).items() for other in others)


def _claim(row: Any) -> Claim:
    return Claim(
        key=row.pk,
        sentence=row.sentence,
        type=row.type,
        figure=figure_of(row),
        reading=reading_of(row),
        speaker=row.claimant,
        place=row.place,
        at=row.revision__sent_at or row.revision__received_at,
        event=row.claim__event,
        article=row.claim__article,
        claim=row.claim,
        source=row.claim__article__source__name,
        standalone=row.standalone,
        context=row.revision__headline,
    )


def _of_events(mine: dict[int, Claim]) -> Iterator[Pair]:
    """Tellings of the same measure of the same event; what drove people from home goes together."""
    groups: dict[tuple[int | None, Kind], list[int]] = defaultdict(list)
    for row in rows_of_events({claim.event for claim in mine.values()}):
        groups[row.event, kind_of(row)].append(row.pk)
    for key, claim in mine.items():
        measure = claim.reading.measure if claim.reading else ""
        kind = _kind(measure, claim.figure.low if claim.figure else None)
        near = groups[claim.event, kind][: most_of(kind)] if claim.event is not None else ()
        yield from ((key, other) for other in near if other != key)


def rows_of_events(events: Collection[int | None]) -> Iterable[Row]:
    """What is told of these events, the newest first."""
    known = [event for event in events if event is not None]
    told = Occurrence.objects.filter(claim__event__in=known).order_by("-pk")
    return map(Row._make, told.values_list(*ROW)[:OF_EVENTS] if known else ())


def rows(keys: Collection[int]) -> Iterable[Row]:
    """The occurrences of these numbers."""
    return map(Row._make, Occurrence.objects.filter(pk__in=keys).order_by("pk").values_list(*ROW))


def kind_of(row: Row) -> Kind:
    return _kind(row.measure, row.low)


def most_of(kind: Kind) -> int:
    """How many others of its event a telling of this kind is compared with."""
    return OF_TOLL if kind[0] in TOLLS else OF_EVENT


def _of_figures(mine: dict[int, Claim]) -> Iterator[Pair]:
    """Tellings of the same figure and measure, whatever event they are of."""
    counted = [
        (key, claim.reading.measure, float(claim.figure.low), claim.event, _subject(claim.reading))
        for key, claim in mine.items()
        if claim.figure and claim.reading and claim.reading.measure
    ]
    if counted:
        with connection.cursor() as cursor:
            columns = [list(column) for column in zip(*counted, strict=True)]
            cursor.execute(SAME_FIGURE, [*columns, OF_FIGURE])
            yield from cursor.fetchall()


def _subject(reading: Reading) -> str:
    """What it is about, where that says more than its event; as JSON."""
    return json.dumps([] if reading.measure in SUDDEN else reading.subject)


def _kind(measure: str, low: float | None) -> Kind:
    """What tellings of one event are looked through by: a share says not what it is of, so its number."""
    is_vague = measure in SHARES or not measure
    return ROOFLESS if measure in UPROOTED else measure, low if is_vague else None
