"""What the database refuses of people, their history and their tokens."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.actions import tokens
from claims.models import PersonEvent, Token
from tests.factories import SourceFactory, UserFactory
from tests.models.test_constraints import Break, put

pytestmark = pytest.mark.django_db


def a_token() -> Token:
    token, _ = tokens.make_token(label="wire room", source=SourceFactory())
    return token


BREAKS: list[tuple[str, Break]] = [
    ("token_scopes_known", put(a_token, scopes=["read", "everything"])),
    ("user_theme_known", put(UserFactory, theme="pink")),
]


@pytest.mark.parametrize(("name", "act"), BREAKS, ids=[name for name, _ in BREAKS])
def test_the_database_refuses(name: str, act: Break) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_history_of_people_stays_as_it_was_written(change: str) -> None:
    person = UserFactory()
    line = PersonEvent.objects.filter(pk=PersonEvent.objects.create(person=person, action="role").pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        line.update(after="admin") if change == "update" else line.delete()


def test_a_token_that_the_version_before_makes_is_good_for_all_that_it_was() -> None:
    """It knows nothing of scopes, and its owner bounds it as ever."""
    old = "INSERT INTO claims_token (key_hash, label, source_id, created_at) VALUES ('0', 'old', %s, now())"
    with connection.cursor() as cursor:
        cursor.execute(old, [SourceFactory().pk])
    assert Token.objects.get(label="old").scopes == ["read", "verdict", "ingest"]
