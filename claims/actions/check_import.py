"""Takes in checks that others published, and reads the figures of their claims with the grammar.

Vectors of their claims are made by a worker, which alone has the model; until then a check is found by its
figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from claims import dispatch
from claims.extraction import pipeline
from claims.extraction.types import Figure, Span
from claims.ingest.claimreview import Review
from claims.models import CheckVector, PastCheck
from claims.tolls import read
from claims.tolls.types import Reading, Said

AT_ONCE = 500  # reviews that are written in one statement
FIELDS = (
    "url", "claim", "claimant", "publisher", "language", "said_on", "published_on", "rating",
    "rating_number", "worst", "best", "told", "keys",
)  # fmt: skip
NEW, CHANGED, KNOWN = "new", "changed", "known"


@transaction.atomic
def take_in(reviews: Sequence[Review], *, origin: str) -> list[str]:
    """Write these reviews; for each in order "new", "changed" or "known". Vectors are made by a worker.

    The same address and claim again changes that row, or nothing at all where nothing differs.
    """
    rows = {review.identity: _row(review, origin) for review in reviews}
    standing = {row.identity: row for row in PastCheck.objects.filter(identity__in=rows)}
    became = {key: _became(row, standing.get(key)) for key, row in rows.items()}
    written = [rows[key] for key, what in became.items() if what != KNOWN]
    PastCheck.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["identity"], update_fields=[*FIELDS, "origin"]
    )
    CheckVector.objects.filter(past_check__identity__in=[row.identity for row in written]).delete()
    if written:
        dispatch.after_commit(dispatch.LIKEN)
    seen: set[str] = set()
    return [_once(review.identity, became, seen) for review in reviews]


def ring_for_unread() -> None:
    """Call a worker where past checks wait for their vectors."""
    if PastCheck.objects.filter(vector=None).exists():
        dispatch.after_commit(dispatch.LIKEN)


def _once(identity: str, became: dict[str, str], seen: set[str]) -> str:
    """A review that stands twice in one file is known the second time."""
    what = KNOWN if identity in seen else became[identity]
    seen.add(identity)
    return what


def _became(row: PastCheck, standing: PastCheck | None) -> str:
    if standing is None:
        return NEW
    return KNOWN if all(getattr(row, name) == getattr(standing, name) for name in FIELDS) else CHANGED


def _row(review: Review, origin: str) -> PastCheck:
    figures = list(figures_of(review.claim, review.said_on or review.published_on))
    told = [
        {"figure": asdict(figure), "reading": asdict(reading) | {"role": str(reading.role)}}
        for figure, reading in figures
    ]
    keys = [key for figure, reading in figures if (key := key_of(reading.measure, figure.low))]
    return PastCheck(
        identity=review.identity, told=_plain(told), keys=keys, origin=origin[:300], **_fields(review)
    )


def _fields(review: Review) -> dict[str, Any]:
    """What a publisher gave, under the names of the columns."""
    told = {name: getattr(review, name) for name in Review.__dataclass_fields__}
    return told | {"rating_number": told.pop("number")}


def _plain(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As JSON gives it back, so that two readings of one text are equal."""
    for each in told:
        each["reading"]["subject"] = list(each["reading"]["subject"])
    return told


def figures_of(text: str, on: date | None) -> Iterator[tuple[Figure, Reading]]:
    """The figures of a claim that stands alone, each with what it counts."""
    at = datetime(on.year, on.month, on.day, tzinfo=UTC) if on else None
    draft = pipeline.read(pipeline.Story(text, published_at=at))
    said = [Said(Span(0, len(text)), text, "quantity", figure) for figure in draft.figures]
    yield from zip(draft.figures, read(text, said, sent_at=at), strict=True)


def key_of(measure: str, low: float | None) -> str:
    """By which checks and claims of one figure find each other; "" where there is none to find by."""
    return f"{measure[:80]} {low:.12g}" if measure and low is not None else ""
