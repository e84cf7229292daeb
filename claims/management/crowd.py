"""A desk full of stories to match against: some recorded and compared for real, and copies of them.

A copy is of earlier days, under negative numbers: to the matcher it is what came in before. Vectors are
random round a centre for each claim, so that neighbours are as near as those of real claims are.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from claims.actions import gathering, intake, leasing, vectors
from claims.actions.record import record
from claims.extraction import pipeline
from claims.extraction.types import Claim, Extraction
from claims.management import tonight
from claims.matching.events import DAYS_APART
from claims.models import Claim as ClaimRow
from claims.models import ClaimVector, Source

CLAIMS = 20  # of a story
MODEL = "bench-1"
APART = 10_000_000  # between the numbers of a row and its copy
DAYS = DAYS_APART + 10  # between a story and its copy: no event holds both
NOISE = 0.6  # of a vector against its centre: a cosine of 0.86
SHIFTED = {
    "claims_event": ("id",),
    "claims_article": ("id", "current_id"),
    "claims_revision": ("id", "article_id"),
    "claims_extractionrun": ("id", "revision_id"),
    "claims_claim": ("id", "article_id", "revision_id", "run_id", "event_id"),
    "claims_occurrence": ("id", "claim_id", "revision_id"),
    "claims_account": ("id", "article_id", "event_id"),
}  # columns that hold numbers of copied rows; in the order in which they need each other
COLUMNS = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"


def come_in(first: int, count: int, seed: int) -> None:
    """Take in and record stories of CLAIMS claims each; they wait to be compared."""
    sources = {name: Source.objects.get_or_create(name=name)[0] for name in tonight.WIRES}
    for number in range(first, first + count):
        wire, told = tonight.story(number, seed)
        receipt = intake.take_in(story=told, source=sources[wire])
        if receipt.revision is None:
            continue
        lease = leasing.lease(article_id=receipt.revision.article_id)
        if lease:
            found = _extraction(receipt.revision.body, Random(f"{seed}/{number}"))  # noqa: S311
            record(lease=lease, revision=receipt.revision, extraction=found, started_at=timezone.now())
            leasing.finish(lease=lease)


def compare_all() -> None:
    while gathering.gather():
        pass


def grow(copies: int, done: int, seed: int) -> None:
    """Copy all that is there under positive numbers, each copy of earlier days than the last."""
    own = list(ClaimRow.objects.filter(pk__gt=0).order_by("pk").values_list("pk", flat=True))
    for copy in range(done + 1, done + copies + 1):
        with transaction.atomic(), connection.cursor() as cursor:
            for table, shifted in SHIFTED.items():
                cursor.execute(_copying(table, shifted, _columns(cursor, table)), {"copy": copy})
        made = {pk - copy * APART: _near(pk, seed, copy) for pk in own}
        vectors.write(made, kind=ClaimVector, model=MODEL)


def _columns(cursor: Any, table: str) -> dict[str, str]:
    cursor.execute(COLUMNS, [table])
    return dict(cursor.fetchall())


def _copying(table: str, shifted: tuple[str, ...], columns: dict[str, str]) -> str:
    told = ", ".join(_value(name, kind, shifted) for name, kind in columns.items())
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) SELECT {told} FROM {table} WHERE id > 0"  # noqa: S608


def _value(name: str, kind: str, shifted: tuple[str, ...]) -> str:
    if name in shifted:
        return f'"{name}" - {APART} * %(copy)s'
    if kind.startswith("timestamp"):
        return f"\"{name}\" - {DAYS} * %(copy)s * interval '1 day'"
    return "guid || '~' || %(copy)s" if name == "guid" else f'"{name}"'


def _extraction(text: str, lot: Random) -> Extraction:
    return Extraction(MODEL, tuple(_claims(text, lot)), (), (), sentences=50)


def _claims(text: str, lot: Random) -> Iterator[Claim]:
    """The first CLAIMS figures that the grammar reads, as claims."""
    draft = pipeline.read(pipeline.Story(text))
    for figure in draft.figures[:CLAIMS]:
        sentence = next(
            span for span in draft.passage.sentences if span.start <= figure.span.start < span.end
        )
        vector = _vector(np.random.default_rng(lot.getrandbits(32)))
        yield Claim(
            sentence, sentence.of(text), "casualties", 2, lot.random(), figure, None, None, "", vector=vector
        )


def _near(number: int, seed: int, copy: int) -> bytes:
    """A vector near the centre that the number stands for."""
    centre = np.random.default_rng([seed, number]).standard_normal(vectors.SIZE)
    return _packed(centre + NOISE * np.random.default_rng([seed, number, copy]).standard_normal(vectors.SIZE))


def _vector(lot: np.random.Generator) -> bytes:
    return _packed(lot.standard_normal(vectors.SIZE))


def _packed(row: Any) -> bytes:
    packed: bytes = (row / np.linalg.norm(row)).astype("<f2").tobytes()
    return packed
