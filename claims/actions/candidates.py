"""Which claims are told alike, by their vectors: for the rules to compare, which then respect the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import numpy as np
from django.db import connection, transaction
from django.db.models import F
from numpy.typing import NDArray

from claims.actions.vectors import Kind, is_indexed, key_of
from claims.models import ClaimVector, Occurrence

MOST = 10
SPARE = 9  # more that are looked up, since those of the same story do not count
SEARCHED = 24  # neighbours that the index keeps in hand while it looks for the nearest
AT_ONCE = 20_000  # vectors that are multiplied at a time where the database has no index of them

SEARCH = "SET LOCAL hnsw.iterative_scan = strict_order; SET LOCAL hnsw.ef_search = {}"  # of pgvector 0.8
NEAREST = """
    SELECT mine.claim_id, near.id, near.alike
    FROM claims_claimvector mine
    CROSS JOIN LATERAL (
        SELECT {key} AS id, model, -(likeness <#> mine.likeness) AS alike
        FROM {table} WHERE likeness IS NOT NULL
        ORDER BY likeness <#> mine.likeness LIMIT %s
    ) AS near
    WHERE mine.claim_id = ANY(%s) AND mine.likeness IS NOT NULL AND near.model = mine.model
    ORDER BY mine.claim_id, near.alike DESC, near.id
"""

Near = dict[int, list[tuple[int, float]]]
Numbers = NDArray[np.float32]


def near(occurrence_ids: Collection[int], most: int = MOST) -> dict[int, list[int]]:
    """For each occurrence the newest occurrences of claims of other stories that are told most alike.

    The nearest first; an occurrence whose claim has no vector has none. Says nothing of who may see what.
    Four queries, whatever the number of occurrences.
    """
    told = Occurrence.objects.filter(pk__in=occurrence_ids).order_by("pk")
    stories = told.values_list("pk", "claim_id", "claim__article_id")
    asked = {pk: (claim, article) for pk, claim, article in stories}
    found = nearest({claim for claim, _ in asked.values()}, ClaimVector, most + SPARE)
    articles = _articles({claim for rows in found.values() for claim, _ in rows})
    others = {pk: _others(found.get(claim, []), articles, of)[:most] for pk, (claim, of) in asked.items()}
    newest = _newest({claim for claims in others.values() for claim in claims})
    return {pk: [newest[claim] for claim in claims if claim in newest] for pk, claims in others.items()}


def nearest(claim_ids: Collection[int], kind: Kind, most: int) -> Near:
    """By claim: the numbers of what is told most alike among `kind`, itself too, with how alike, up to 1."""
    found: Near = defaultdict(list)
    look = _indexed if is_indexed(kind) else _scanned
    for claim, other, alike in look(claim_ids, kind, most):
        found[claim].append((other, alike))
    return dict(found)


def _others(rows: Iterable[tuple[int, float]], articles: dict[int, int], own: int) -> list[int]:
    """The claims of other stories than their own."""
    return [claim for claim, _ in rows if articles.get(claim, own) != own]


def _articles(claims: Collection[int]) -> dict[int, int]:
    """As one array: a batch of stories asks for thousands, and each of a list's values is worked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, article_id FROM claims_claim WHERE id = ANY(%s)", [list(claims)])
        return dict(cursor.fetchall())


def _newest(claims: Collection[int]) -> dict[int, int]:
    """By claim: the occurrence that its fields are of."""
    told = Occurrence.objects.filter(claim__in=claims, revision=F("claim__revision")).order_by("pk")
    return dict(told.values_list("claim_id", "pk"))


def _indexed(claim_ids: Collection[int], kind: Kind, most: int) -> list[tuple[int, int, float]]:
    """What the database's own index finds, in one query; it looks on where what it finds is gone by now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SEARCH.format(max(SEARCHED, most)))
        cursor.execute(NEAREST.format(table=kind._meta.db_table, key=key_of(kind)), [most, list(claim_ids)])
        return list(cursor.fetchall())


def _scanned(claim_ids: Collection[int], kind: Kind, most: int) -> Iterator[tuple[int, int, float]]:
    """The same from all vectors, a stretch at a time: one product for all claims asked of one model."""
    models: dict[str, dict[int, bytes]] = defaultdict(dict)
    mine = ClaimVector.objects.filter(claim__in=claim_ids, packed__isnull=False)
    for claim, model, vector in mine.values_list("claim_id", "model", "packed"):
        models[model][claim] = bytes(vector or b"")
    for model, asked in models.items():
        yield from _best(list(asked), _matrix(asked.values()), _stretches(kind, model), most)


def _stretches(kind: Kind, model: str) -> Iterator[tuple[list[int], Numbers]]:
    """All vectors that a model has made, AT_ONCE in memory: 1,000 to half a megabyte."""
    told = kind._default_manager.filter(model=model, packed__isnull=False).order_by("pk")
    last = 0
    while rows := list(told.filter(pk__gt=last).values_list("pk", "packed")[:AT_ONCE]):
        yield [pk for pk, _ in rows], _matrix(bytes(vector or b"") for _, vector in rows)
        last = rows[-1][0]


def _best(
    asked: list[int], mine: Numbers, stretches: Iterable[tuple[list[int], Numbers]], most: int
) -> Iterator[tuple[int, int, float]]:
    best: list[list[tuple[float, int]]] = [[] for _ in asked]
    for numbers, theirs in stretches:
        alike = mine @ theirs.T
        for row, kept in zip(alike, best, strict=True):
            top = np.argpartition(-row, min(most, len(row)) - 1)[:most]
            kept.extend((float(row[at]), numbers[at]) for at in top)
            kept.sort(key=lambda each: (-each[0], each[1]))
            del kept[most:]
    for claim, kept in zip(asked, best, strict=True):
        yield from ((claim, other, alike) for alike, other in kept)


def _matrix(vectors: Iterable[bytes]) -> Numbers:
    return np.stack([np.frombuffer(vector, "<f2") for vector in vectors]).astype(np.float32)
