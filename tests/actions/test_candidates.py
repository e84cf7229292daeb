"""Neighbours by vector: the same ones where the database has pgvector and where it has not."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace

import numpy as np
import pytest
from django.db import connection

from claims.actions import candidates, vectors
from claims.models import Claim, ClaimVector, Occurrence
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

migration = import_module("claims.migrations.0017_neighbours_where_pgvector_is")
MODEL = "minilm+1"


def without_extension() -> None:
    """The schema that a database without pgvector has."""
    with connection.cursor() as cursor:
        for table in migration.TABLES:
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS likeness")


def with_extension() -> None:
    if not vectors.is_indexed(ClaimVector):
        pytest.skip("this PostgreSQL has no pgvector")


@pytest.fixture(params=[with_extension, without_extension], ids=["pgvector", "plain"])
def schema(request: pytest.FixtureRequest) -> None:
    choose: Callable[[], None] = request.param
    choose()


def pointing(*parts: float) -> bytes:
    """A vector of length one that points as told in its first directions."""
    whole = np.zeros(vectors.SIZE, np.float32)
    whole[: len(parts)] = parts
    return (whole / np.linalg.norm(whole)).astype("<f2").tobytes()


def claim_pointing(*parts: float, model: str = MODEL) -> Occurrence:
    claim: Claim = ClaimFactory()
    vectors.write({claim.pk: pointing(*parts)}, kind=ClaimVector, model=model)
    told = Occurrence(claim=claim, revision=claim.revision, start=claim.start, end=claim.end)
    told.sentence, told.type, told.check_worthiness = claim.sentence, claim.type, claim.check_worthiness
    told.save()
    return told


def test_near_gives_the_most_alike_first(schema: None) -> None:
    asked, far = claim_pointing(1, 0), claim_pointing(0, 1)
    near, nearer = claim_pointing(1, 0.5), claim_pointing(1, 0.1)
    assert candidates.near([asked.pk]) == {asked.pk: [nearer.pk, near.pk, far.pk]}
    assert candidates.near([asked.pk], most=1) == {asked.pk: [nearer.pk]}


def test_near_answers_many_at_once(schema: None, django_assert_max_num_queries: Callable) -> None:
    told = [claim_pointing(1, step) for step in range(6)]
    with django_assert_max_num_queries(8):
        found = candidates.near([each.pk for each in told], most=2)
    assert all(len(each) == 2 for each in found.values())
    assert found[told[0].pk][0] == told[1].pk


def test_near_leaves_out_the_story_itself_and_other_models(schema: None) -> None:
    asked, other = claim_pointing(1, 0), claim_pointing(1, 0, model="older+2")
    within = claim_pointing(1, 0)
    Claim.objects.filter(pk=within.claim_id).update(article=asked.claim.article)
    assert candidates.near([asked.pk, other.pk]) == {asked.pk: [], other.pk: []}


def test_claim_without_a_vector_has_no_neighbours(schema: None) -> None:
    told = claim_pointing(1, 0)
    vectors.write({told.claim_id: None}, kind=ClaimVector, model=MODEL)
    assert candidates.near([told.pk]) == {told.pk: []}
    assert candidates.near([]) == {}


def test_newest_vector_takes_the_place_of_the_one_before(schema: None) -> None:
    asked, moved, stays = claim_pointing(1, 0), claim_pointing(0, 1), claim_pointing(1, 1)
    vectors.write({moved.claim_id: pointing(1, 0)}, kind=ClaimVector, model=MODEL)
    assert candidates.near([asked.pk]) == {asked.pk: [moved.pk, stays.pk]}
    assert ClaimVector.objects.count() == 3


def test_vector_of_another_size_is_kept_without_its_numbers(schema: None) -> None:
    told = claim_pointing(1, 0)
    vectors.write({told.claim_id: b"\0\0"}, kind=ClaimVector, model=MODEL)
    assert candidates.near([told.pk]) == {told.pk: []}


def test_scan_takes_the_vectors_a_stretch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    without_extension()
    told = [claim_pointing(1, step / 10) for step in range(7)]
    whole = candidates.near([told[3].pk], most=4)
    monkeypatch.setattr(candidates, "AT_ONCE", 2)
    assert candidates.near([told[3].pk], most=4) == whole


def test_migration_goes_on_where_the_extension_is_refused() -> None:
    """A role that may not create it: no column, no index, no failure."""
    editor = SimpleNamespace(connection=connection)
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION IF EXISTS vector CASCADE")
        cursor.execute("CREATE ROLE small_hand")
        cursor.execute("SET LOCAL ROLE small_hand")
        migration.add(None, editor)
        cursor.execute("RESET ROLE")
    assert not vectors.is_indexed(ClaimVector)


def test_migration_can_be_taken_back_and_done_again() -> None:
    with_extension()
    editor = SimpleNamespace(connection=connection)
    migration.remove(None, editor)
    assert not vectors.is_indexed(ClaimVector)
    migration.add(None, editor)
    assert vectors.is_indexed(ClaimVector)
