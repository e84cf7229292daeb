"""The site's own login adds to the history and can't change it; all that the desk does goes on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from pytest_django import Settings

from claims.actions import auditing, chains, sealing
from claims.actions.erasure import erase
from claims.actions.retention import purge
from claims.models import ClaimEvent, Mending, Seal, StoryEvent
from claims.statuses import ArticleState, Role
from factcheck import backup, checks, rights
from factcheck.environment import LOGIN
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
Login = dict[str, Any]


@pytest.fixture
def owner() -> Login:
    return {name: connection.settings_dict[name] for name in LOGIN}


@pytest.fixture
def site(settings: Settings, owner: Login) -> Iterator[Login]:
    """A login of the site's own, as `migrate` makes it."""
    login = owner | {"USER": f"{connection.settings_dict['NAME']}_site", "PASSWORD": "one of its own"}
    settings.DATABASE_OWNER, settings.DATABASE_SITE = owner, login
    rights.grant()
    yield login
    with connection.cursor() as cursor:
        for words in ("DROP OWNED BY {}", "DROP ROLE {}"):
            cursor.execute(sql.SQL(words).format(sql.Identifier(login["USER"])))


@contextmanager
def signed_in(login: Login) -> Iterator[None]:
    """Every new connection of the test is that login's."""
    ours = connection.settings_dict
    kept = dict(ours)
    connection.close()
    ours.update(login)
    try:
        yield
    finally:
        connection.close()
        ours.update(kept)


def histories() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(rights.APPEND_ONLY)
        return sorted(table for (table,) in cursor.fetchall())


def run(words: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)


def test_every_sealed_log_is_append_only() -> None:
    logs = {log._meta.db_table for log in (*sealing.LOGS.values(), Seal, Mending)}
    assert logs <= set(histories())


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE {} SET id = id WHERE false",
        "DELETE FROM {} WHERE false",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "DROP TABLE {} CASCADE",
    ],
)
def test_site_is_refused_what_would_change_the_history(site: Login, words: str) -> None:
    """Even where no row is meant, so that no trigger is asked."""
    with signed_in(site):
        for table in histories():
            column = "position" if table == "claims_seal" else "id"
            with pytest.raises(Exception, match=r"permission denied|must be owner"):
                run(words.format(table).replace("id = id", f"{column} = {column}"))


@pytest.mark.parametrize(
    "words",
    [
        "SET session_replication_role = replica",  # would silence every trigger
        "CREATE TABLE mine (x int)",
        "DELETE FROM django_migrations",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine SUPERUSER",
    ],
)
def test_site_is_refused_ways_around(site: Login, words: str) -> None:
    with signed_in(site), pytest.raises(Exception, match="permission denied"):
        run(words)


def test_line_is_refused_to_change_by_the_orm(site: Login) -> None:
    ArticleFactory()
    claim = ClaimFactory()
    with signed_in(site):
        ClaimEvent.objects.create(claim=claim, action="noted", claim_version=1)
        with pytest.raises(Exception, match="permission denied") as refused:
            ClaimEvent.objects.update(reason="another")
        assert isinstance(refused.value.__cause__, InsufficientPrivilege)


def _seals(_: Path) -> None:
    assert sealing.seal_new() > 0
    assert auditing.verify()[1] == []


def _joins(_: Path) -> None:
    """A story's history moves with its story: the one column that the site may change."""
    first, other = ArticleFactory(state=ArticleState.READY), ArticleFactory(state=ArticleState.READY)
    StoryEvent.objects.create(article=other, action="received")
    with transaction.atomic():
        chains.join([first, other], first=first)
    assert StoryEvent.objects.filter(article=first, action="received").exists()


def _purges(_: Path) -> None:
    assert sum(counts["versions"] for counts in purge(days=0)) == 1


def _erases(_: Path) -> None:
    person = UserFactory(username="gone")
    erase(person_id=person.pk, by=UserFactory(role=Role.ADMIN))


def _backs_up(folder: Path) -> None:
    assert backup.back_up(folder / "monday").tables["claims_claimevent"][0] == 1


def _reconciles(_: Path) -> None:
    call_command("reconcile")


@pytest.mark.parametrize("work", [_seals, _joins, _purges, _erases, _backs_up, _reconciles])
def test_work_of_the_site_goes_on(site: Login, work: Callable[[Path], None], tmp_path: Path) -> None:
    article = ArticleFactory(state=ArticleState.READY)
    claim = ClaimFactory(revision=article.current, status="dismissed", dismiss_reason="opinion")
    ClaimEvent.objects.create(claim=claim, action="found", claim_version=1)
    with signed_in(site):
        work(tmp_path)


def test_rights_are_given_anew_and_with_a_new_password(site: Login, settings: Settings) -> None:
    rights.grant()
    settings.DATABASE_SITE = site | {"PASSWORD": "another"}
    rights.grant()
    with signed_in(settings.DATABASE_SITE):
        assert rights.loose() == []


def test_check_names_what_one_login_for_all_may_change(site: Login) -> None:
    [warning] = checks.history_is_out_of_reach()
    assert "claims_claimevent, " in warning.msg
    with signed_in(site):
        assert checks.history_is_out_of_reach() == []


def test_owner_and_back(site: Login, owner: Login) -> None:
    with signed_in(site):
        with rights.as_owner():
            assert connection.settings_dict["USER"] == owner["USER"]
            assert rights.loose() == histories()
        assert connection.settings_dict["USER"] == site["USER"]


def test_owner_that_may_make_no_login_says_what_to_do(site: Login, settings: Settings) -> None:
    with signed_in(site):
        settings.DATABASE_OWNER, settings.DATABASE_SITE = site, site | {"USER": "nobody_yet"}
        with pytest.raises(ImproperlyConfigured, match="CREATE ROLE"):
            rights.grant()
