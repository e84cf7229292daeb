"""Writes vectors: one a claim, of its newest reading, in one statement however many there are."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import timedelta

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from claims import dispatch
from claims.actions.awaiting import await_matching
from claims.models import Article, CheckVector, Claim, ClaimVector, Mending

MADE_OF = {"sentence", "figure"}  # what of a claim, by the names of its record, its vector tells
SIZE = 256  # numbers of a vector, as migration 0017 has them
FORGOTTEN = timedelta(minutes=2)  # after which a claim that was mended should have its vector
LOOKED_AT = 200  # mendings, the newest, that are looked through for such claims
Kind = type[ClaimVector] | type[CheckVector]

HAS_LIKENESS = """
    SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'likeness'
                   AND NOT attisdropped)
"""
START = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # PostgreSQL's binary COPY: no flags, no extension
END = struct.pack(">h", -1)
NOTHING = struct.pack(">i", -1)


@transaction.atomic
def write(vectors: Mapping[int, bytes | None], *, kind: Kind, model: str) -> int:
    """Keep these vectors (float16, little-endian) of `model` by the numbers of what they are of; how many.

    What was kept of the same rows goes. A vector of another size than SIZE is kept without its numbers.
    """
    if not vectors:
        return 0
    table, key = kind._meta.db_table, key_of(kind)
    has_likeness = is_indexed(kind)
    column = "likeness" if has_likeness else "packed"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [list(vectors)])  # noqa: S608
        with cursor.copy(f"COPY {table} ({key}, model, {column}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(START)
            for row in _rows(vectors, model, has_likeness):
                copy.write(row)
            copy.write(END)
    return len(vectors)


def ask_anew(claim: Claim) -> None:
    """Its words are others now: the vector of those before goes, and a worker makes one of these."""
    ClaimVector.objects.filter(pk=claim.pk).delete()
    dispatch.after_commit(dispatch.LIKEN_CLAIM, claim.pk)


def ring_for_missing() -> int:
    """Ring for claims mended lately that a lost worker or message left without a vector; how many."""
    lately = Mending.objects.filter(at__lt=timezone.now() - FORGOTTEN).order_by("-pk")[:LOOKED_AT]
    mended = Claim.objects.filter(pk__in=[row.claim_id for row in lately], vector=None)
    missing = list(mended.order_by("pk").values_list("pk", flat=True))
    for claim_id in missing:
        dispatch.after_commit(dispatch.LIKEN_CLAIM, claim_id)
    return len(missing)


@transaction.atomic
def write_anew(claim: Claim, vector: bytes | None, *, model: str) -> int:
    """Keep the vector that was asked for, and have its story compared; 0 where the words changed since."""
    Article.objects.select_for_update().get(pk=claim.article_id)  # before its claim, as whoever mends it
    waits = Claim.objects.filter(pk=claim.pk, sentence=claim.sentence, vector=None)
    if not waits.select_for_update(of=("self",)):
        return 0
    await_matching(claim.article_id)
    return write({claim.pk: vector}, kind=ClaimVector, model=model)


def is_indexed(kind: Kind) -> bool:
    """Whether the database finds neighbours itself: it has pgvector."""
    with connection.cursor() as cursor:
        cursor.execute(HAS_LIKENESS, [kind._meta.db_table])
        return bool(cursor.fetchone()[0])


def key_of(kind: Kind) -> str:
    """The column that names what a vector is of."""
    return str(kind._meta.pk.column)


def _rows(vectors: Mapping[int, bytes | None], model: str, has_likeness: bool) -> Iterator[bytes]:
    """Each row as binary COPY has it: the number of fields, then the length of each and its bytes."""
    name = _field(model.encode())
    for number, vector in vectors.items():
        fits = vector is not None and len(vector) == 2 * SIZE
        value = (halfvec(vector) if has_likeness else vector) if fits and vector else None
        yield struct.pack(">h", 3) + _field(struct.pack(">q", number)) + name + _field(value)


def _field(value: bytes | None) -> bytes:
    return NOTHING if value is None else struct.pack(">i", len(value)) + value


def halfvec(vector: bytes) -> bytes:
    """What pgvector receives: how many numbers, an unused word, and the numbers with the high byte first."""
    return struct.pack(">hh", SIZE, 0) + np.frombuffer(vector, "<f2").astype(">f2").tobytes()
