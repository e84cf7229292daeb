"""A claim's history only grows: the database itself refuses to change or remove a line."""

from __future__ import annotations

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from claims.models import ClaimEvent
from tests.factories import ClaimEventFactory

pytestmark = pytest.mark.django_db

REFUSED = (InternalError, ProgrammingError)


@pytest.fixture
def line() -> ClaimEvent:
    return ClaimEventFactory(reason="as it was")


def test_a_line_cannot_be_changed(line: ClaimEvent) -> None:
    with pytest.raises(REFUSED, match="append-only: UPDATE refused"), transaction.atomic():
        ClaimEvent.objects.update(reason="otherwise")


def test_a_line_cannot_be_removed(line: ClaimEvent) -> None:
    with pytest.raises(REFUSED, match="append-only: DELETE refused"), transaction.atomic():
        line.delete()


def test_not_by_plain_sql_either(line: ClaimEvent) -> None:
    with pytest.raises(REFUSED, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claimevent SET at = now()")


def test_nor_with_the_claim_or_the_person_it_tells_of(line: ClaimEvent) -> None:
    with pytest.raises(ProtectedError):
        line.claim.delete()


def test_lines_are_read_newest_first(line: ClaimEvent) -> None:
    later = ClaimEventFactory(claim=line.claim, action="triage")
    assert list(line.claim.events.all()) == [later, line]
