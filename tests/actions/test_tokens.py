"""Keys are for something, good for a while, shown once and revoked for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.actions import tokens
from claims.exceptions import Incomplete, NotAllowed
from claims.models import PersonEvent, Token
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_key_opens_for_its_owner_and_is_not_stored() -> None:
    source = SourceFactory()
    token, key = tokens.make_token(label=" wire room ", source=source)
    assert Token.objects.matching(key) == token
    assert (token.label, token.source, token.scopes) == ("wire room", source, ["ingest"])
    assert key not in str(Token.objects.values().get())
    assert len(key) >= 40


def test_a_revoked_key_opens_nothing() -> None:
    token, key = tokens.make_token(label="wire room", user=UserFactory())
    first = tokens.revoke_token(token_id=token.pk).revoked_at
    assert Token.objects.matching(key) is None
    assert tokens.revoke_token(token_id=token.pk).revoked_at == first


def test_a_key_is_good_for_ninety_days_where_nobody_said_otherwise() -> None:
    token, key = tokens.make_token(label="wire room", user=UserFactory())
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert Token.objects.matching(key) == token
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert Token.objects.matching(key) is None


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_key_ends_within_a_year(days: int) -> None:
    with pytest.raises(Incomplete, match="within the next 366 days"):
        tokens.make_token(label="x", user=UserFactory(), expires_at=timezone.now() + timedelta(days=days))


@pytest.mark.parametrize("both", [True, False])
def test_has_one_owner(both: bool) -> None:
    owners = {"source": SourceFactory(), "user": UserFactory()} if both else {}
    with pytest.raises(Incomplete, match="belongs to a source or to a person"):
        tokens.make_token(label="wire room", **owners)


def test_needs_a_label() -> None:
    with pytest.raises(Incomplete, match="Give the token a label"):
        tokens.make_token(label=" ", user=UserFactory())


@pytest.mark.parametrize("scopes", [[], ["read", "everything"]])
def test_is_for_something_that_there_is(scopes: list[str]) -> None:
    with pytest.raises(Incomplete, match="what the token is for"):
        tokens.make_token(label="x", user=UserFactory(), scopes=scopes)


def test_a_source_reads_nothing() -> None:
    with pytest.raises(Incomplete, match="hands in stories"):
        tokens.make_token(label="x", source=SourceFactory(), scopes=["read", "ingest"])


def test_making_and_revoking_stand_in_the_history_of_its_owner() -> None:
    person = UserFactory()
    token, key = tokens.make_token(label="laptop", user=person)
    tokens.revoke_own(token_id=token.pk, by=person)
    lines = PersonEvent.objects.order_by("id")
    assert [line.action for line in lines] == ["token_made", "token_revoked"]
    assert key not in str(lines.values())


def test_nobody_revokes_another_persons() -> None:
    token, key = tokens.make_token(label="laptop", user=UserFactory())
    with pytest.raises(NotAllowed, match="somebody else’s"):
        tokens.revoke_own(token_id=token.pk, by=UserFactory())
    assert Token.objects.matching(key)


def test_its_last_use_is_written_once_a_minute(django_assert_num_queries: object) -> None:
    token, _ = tokens.make_token(label="laptop", user=UserFactory())
    at = timezone.now()
    tokens.note_used(token)
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert token.last_used_at >= at
    with django_assert_num_queries(0):  # type: ignore[operator]
        tokens.note_used(token)
    with time_machine.travel(timezone.now() + timedelta(seconds=61)), django_assert_num_queries(1):  # type: ignore[operator]
        tokens.note_used(token)
