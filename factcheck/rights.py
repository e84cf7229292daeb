"""Two logins to one database: the owner's makes tables, the site's writes rows.

What a trigger refuses to change (the histories, what readers were told, the seals) the site's login has no
right to change either, and it can neither switch a trigger off nor empty a table: whoever takes over the site
has not taken over the history. With DATABASE_URL alone, the site is the owner, and `check --deploy` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from claims.actions.sealing import LOGS, MOVES

LOCK = 0x5EC0_0007  # one at a time gives rights
APPEND_ONLY = """
    SELECT relname FROM pg_class WHERE EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname LIKE '%\\_append\\_only'
    )
"""
LOOSE = f"""{APPEND_ONLY} AND (
    has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') OR pg_has_role(relowner, 'MEMBER')
) ORDER BY relname"""
WRITES = (
    "GRANT USAGE ON SCHEMA public TO {site}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {site}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {site}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {site}",
)
APPENDS = "REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {table} FROM {site}"
MOVES_ALONG = "GRANT UPDATE ({column}) ON {table} TO {site}"
FIRST = "CREATE ROLE {name} LOGIN PASSWORD {key}"
ANEW = "ALTER ROLE {name} LOGIN PASSWORD {key}"


@contextmanager
def as_owner() -> Iterator[None]:
    """Every new connection of this process is the owner's, to the same database; without one, the site's."""
    ours = connection.settings_dict
    if not settings.DATABASE_OWNER or ours["USER"] == settings.DATABASE_OWNER["USER"]:
        yield
        return
    kept = dict(ours)
    connection.close()
    ours.update(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        connection.close()
        ours.update(kept)


def grant() -> None:
    """Make the site's login where there is none, and give it what it needs; to be called as the owner.

    Safe to run again, and while the site is at work. Raises ImproperlyConfigured where the owner may not.
    """
    site = settings.DATABASE_SITE
    if not settings.DATABASE_OWNER or site["USER"] == settings.DATABASE_OWNER["USER"]:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        _let_in(cursor, site)
        name = sql.Identifier(site["USER"])
        for words in WRITES:
            cursor.execute(sql.SQL(words).format(site=name))
        cursor.execute(APPEND_ONLY)
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL(APPENDS).format(table=sql.Identifier(table), site=name))
        for table, column in _moving():
            given = {"table": sql.Identifier(table), "column": sql.Identifier(column), "site": name}
            cursor.execute(sql.SQL(MOVES_ALONG).format(**given))


def loose() -> list[str]:
    """Append-only tables that whoever is signed in to the database now could change or empty."""
    with connection.cursor() as cursor:
        cursor.execute(LOOSE)
        return [table for (table,) in cursor.fetchall()]


def _moving() -> Iterator[tuple[str, str]]:
    """The columns of histories that change with what they are about; the trigger lets nothing else."""
    for log, columns in MOVES.items():
        yield from ((LOGS[log]._meta.db_table, column) for column in sorted(columns))


def _let_in(cursor: Any, login: dict[str, Any]) -> None:
    """See that the login opens the database; make it, or give it its new password, where it does not."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login["USER"]])
    is_there = cursor.fetchone() is not None
    if is_there and _opens(login):
        return
    words = {"name": sql.Identifier(login["USER"]), "key": sql.Literal(_scrambled(login))}
    try:
        cursor.execute(sql.SQL(ANEW if is_there else FIRST).format(**words))
    except Exception as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        raise ImproperlyConfigured(
            f"The login of DATABASE_OWNER_URL may not make the one of DATABASE_URL. Have somebody who may "
            f"say CREATE ROLE \"{login['USER']}\" LOGIN PASSWORD '…', then migrate again."
        ) from error


def _scrambled(login: dict[str, Any]) -> str:
    """The password as the server keeps it, so that it stands in no log of statements."""
    name, password = login["USER"].encode(), login["PASSWORD"].encode()
    hashed: bytes = connection.connection.pgconn.encrypt_password(password, name, b"scram-sha-256")
    return hashed.decode()


def _opens(login: dict[str, Any]) -> bool:
    ours = connection.get_connection_params()
    place = {name: ours[name] for name in ("host", "port", "dbname") if ours.get(name)}
    try:
        psycopg.connect(**place, user=login["USER"], password=login["PASSWORD"], connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True
