"""The drill: dumped while people write, restored into an empty database, and found to be the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from psycopg import sql

from claims.actions import history
from claims.models import Claim, ClaimEvent
from factcheck import backup
from tests.factories import ClaimFactory, EvidenceFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def empty_database() -> Iterator[None]:
    with another_database():
        yield


@contextmanager
def another_database() -> Iterator[None]:
    """The tests' connection points at a new, empty database for a while."""
    ours = connection.settings_dict["NAME"]
    spare = f"{ours}_restored"  # the tests' other process has one of its own

    def on_server(words: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(words).format(sql.Identifier(spare)))

    def turn_to(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    on_server("DROP DATABASE IF EXISTS {}")
    on_server("CREATE DATABASE {}")
    turn_to(spare)
    try:
        yield
    finally:
        turn_to(ours)
        on_server("DROP DATABASE {} WITH (FORCE)")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup of a desk at work, made while somebody goes on writing to its history."""
    claims = [ClaimFactory() for _ in range(5)]
    EvidenceFactory(claim=claims[0])
    first, stop = Event(), Event()

    def write() -> None:
        while not stop.is_set():
            history.note(claims[1], "take", by=None, was="queued")
            first.set()
        connections.close_all()

    writer = Thread(target=write)
    writer.start()
    first.wait(10)
    try:
        backup.back_up(tmp_path / "monday")
    finally:
        stop.set()
        writer.join()
    return tmp_path / "monday"


def test_what_is_restored_is_what_was_dumped(kept: Path, empty_database: None) -> None:
    manifest = backup.restore(kept)
    assert backup.differences(manifest) == []
    assert Claim.objects.count() == 5
    assert ClaimEvent.objects.count() == manifest.tables["claims_claimevent"][0] > 0


def test_a_restored_database_guards_its_history_as_before(kept: Path, empty_database: None) -> None:
    backup.restore(kept)
    with pytest.raises(Exception, match="append-only"):
        ClaimEvent.objects.all().delete()


def test_nothing_is_restored_over_what_is_there(kept: Path) -> None:
    with pytest.raises(backup.BackupError, match="The database is not empty"):
        backup.restore(kept)
    assert Claim.objects.count() == 5


@pytest.mark.parametrize("harm", ["cut", "swap", "lose"])
def test_a_harmed_backup_is_refused_before_anything_is_written(
    kept: Path, empty_database: None, harm: str
) -> None:
    dump = kept / backup.DUMP
    if harm == "lose":
        dump.unlink()
    else:
        dump.write_bytes(dump.read_bytes()[:-9] + (b"" if harm == "cut" else b"something"))
    with pytest.raises(backup.BackupError, match=r"cannot be read|is not the file that was written"):
        backup.restore(kept)
    assert connection.introspection.table_names() == []


def test_a_row_that_changed_since_is_named(kept: Path) -> None:
    Claim.objects.filter(pk=Claim.objects.earliest("pk").pk).update(place="elsewhere")
    assert "claims_claim" in backup.differences(backup.Manifest.read(kept))


def test_the_commands_tell_what_was_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ClaimFactory()
    call_command("backup", str(tmp_path / "a"), "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] > 1
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(tmp_path / "a"))
    with pytest.raises(CommandError, match="holds no backup"):
        call_command("restore", str(tmp_path / "b"))


def test_old_backups_go_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ClaimFactory()
    (tmp_path / "letters").mkdir()
    for day in ("a", "b", "c"):
        backup.back_up(tmp_path / day)
        manifest = tmp_path / day / backup.MANIFEST
        manifest.write_text(manifest.read_text().replace("20", f"20{ord(day) % 10}", 1))  # days apart
    (tmp_path / "a" / "read-me").write_text("somebody's")
    call_command("backup", str(tmp_path / "d"), "--keep", "2", "--json")
    dropped = json.loads(capsys.readouterr().out)["dropped"]
    assert len(dropped) == 2
    assert len(list(tmp_path.glob("*/manifest.json"))) == 2
    assert (tmp_path / "letters").is_dir()
    assert (tmp_path / "a").is_dir()
