"""A copy of the database that can be trusted: dumped from one moment, and compared with it once restored.

The dump (`pg_dump`, custom format) and its counts come from one snapshot, so that people may go on writing.
`manifest.json` beside it says what a restored database has to hold: rows and a checksum for each table, and
the head of the audit. Valkey is not copied: nothing in it that `reconcile` could not bring back.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from claims.actions import auditing, sealing
from claims.audit import Head
from claims.models import Seal
from factcheck.services.binaries import find_postgres

DUMP, MANIFEST = "database.dump", "manifest.json"
PASSING = {"django_session", "factcheck_cache"}  # tables whose rows are nobody's loss
SUM = "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0) FROM {} t"
FILLED = "SELECT relname FROM pg_stat_user_tables ORDER BY relname"


class BackupError(Exception):
    """Why there is no backup, or no restored database: a sentence for people."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dump holds. `tables`: name -> [rows, checksum]; `head` is the audit's; `sha256` of the dump."""

    at: str
    tables: dict[str, list[Any]]
    head: str
    sha256: str

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise BackupError(f"{folder} holds no backup: {MANIFEST} cannot be read ({error}).") from error


def back_up(folder: Path) -> Manifest:
    """Dump the database into the new `folder`, whole or not at all. Raises BackupError."""
    if folder.exists():
        raise BackupError(f"{folder} is there already; a backup is written to a new folder.")
    sealing.seal_new()
    making = folder.with_name(f"{folder.name}.making")
    making.mkdir(parents=True, exist_ok=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")  # the dump may take its time
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={making / DUMP}")
        manifest = Manifest(now(), tables(), str(Seal.objects.head()), digest(making / DUMP))
    (making / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    making.rename(folder)
    return manifest


def drop_old(parent: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups in `parent`, and return them; other folders stay.

    What was purged or erased since lives on in older dumps, so that these have to go as well.
    """
    made = [folder for folder in parent.iterdir() if (folder / MANIFEST).is_file()]
    by_age = sorted(made, key=lambda folder: Manifest.read(folder).at, reverse=True)
    for folder in by_age[keep:]:
        for name in (MANIFEST, DUMP):  # ours alone: a folder with more in it stays
            (folder / name).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
    return by_age[keep:]


def restore(folder: Path) -> Manifest:
    """Fill an empty database from `folder` and see that it holds what was dumped. Raises BackupError."""
    manifest = Manifest.read(folder)
    if digest(folder / DUMP) != manifest.sha256:
        raise BackupError(f"{folder / DUMP} is not the file that was written: its checksum differs.")
    if filled := connection.introspection.table_names():
        raise BackupError(
            f"The database is not empty (it has {len(filled)} tables). Restore into a new one, so that "
            "nothing is lost, and point DATABASE_URL at it afterwards."
        )
    run("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--single-transaction", "--dbname",
        name(), str(folder / DUMP))  # fmt: skip
    if differing := differences(manifest):
        raise BackupError(f"The restored database differs from what was dumped in {', '.join(differing)}.")
    return manifest


def differences(manifest: Manifest) -> list[str]:
    """Tables that hold something else than the manifest says, and what is wrong with the audit."""
    found = tables()
    names = sorted(set(found) | set(manifest.tables))
    differing = [name for name in names if found.get(name) != manifest.tables.get(name)]
    head, wrong = auditing.verify([Head.read(manifest.head)])
    return differing + ([f"the audit ({wrong[0].what})"] if wrong or str(head) != manifest.head else [])


def tables() -> dict[str, list[Any]]:
    """Rows and checksum of each table, whatever the order of its rows."""
    counted = {}
    with connection.cursor() as cursor:
        cursor.execute(FILLED)
        for (table,) in cursor.fetchall():
            if table not in PASSING:
                cursor.execute(sql.SQL(SUM).format(sql.Identifier(table)))
                rows, checksum = cursor.fetchone()
                counted[table] = [rows, str(checksum)]
    return counted


def run(program: str, *words: str) -> None:
    """One of PostgreSQL's own programs on our database; the password goes by the environment."""
    told = subprocess.run(
        [find_postgres().program(program), *words],
        env={**os.environ, **login()},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise BackupError(f"{program} failed: {told.stderr.strip()[-500:]}")


def login() -> Mapping[str, str]:
    """Our database as libpq's programs are told of it."""
    given = connection.get_connection_params()
    words = {
        "PGHOST": "host",
        "PGPORT": "port",
        "PGUSER": "user",
        "PGPASSWORD": "password",
        "PGDATABASE": "dbname",
    }
    return {word: str(given[key]) for word, key in words.items() if given.get(key)}


def name() -> str:
    return str(connection.get_connection_params()["dbname"])


def digest(dump: Path) -> str:
    """The file's sha256, read in pieces. Raises BackupError where there is none."""
    summed = sha256()
    try:
        with dump.open("rb") as opened:
            while piece := opened.read(1 << 20):
                summed.update(piece)
    except OSError as error:
        raise BackupError(f"{dump} cannot be read ({error.strerror}).") from error
    return summed.hexdigest()


def now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
