"""An upgrade waits for the locks of others in short tries, and never the others for it."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections, migrations, models
from django.db.migrations.state import ProjectState
from psycopg.errors import LockNotAvailable

from claims.models import Claim
from factcheck import migrating
from factcheck.migrating import Patient, touched

ADD = migrations.AddField("claim", "trial", models.IntegerField(null=True))


def migration(*operations: migrations.operations.base.Operation, atomic: bool = True) -> migrations.Migration:
    made = migrations.Migration("0000_trial", "claims")
    made.operations, made.atomic = list(operations), atomic
    return made


def state() -> ProjectState:
    executor = Patient(connection)
    found: ProjectState = executor.loader.project_state()
    return found


@pytest.mark.django_db
def test_tables_are_those_that_change_and_those_pointed_at() -> None:
    made = migrations.CreateModel(
        "Trial",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("of", models.ForeignKey("claims.Claim", models.CASCADE)),
        ],
    )
    sql = migrations.RunSQL("CREATE TRIGGER t BEFORE UPDATE ON claims_seal EXECUTE FUNCTION f()")
    assert touched(migration(ADD), state()) == {"claims_claim"}
    assert touched(migration(made, sql), state()) == {"claims_claim", "claims_seal"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("atomic", [True, False])
def test_waits_in_short_tries_while_somebody_works(monkeypatch: pytest.MonkeyPatch, atomic: bool) -> None:
    held, tried = Event(), Event()
    monkeypatch.setattr(migrating.time, "sleep", lambda _: tried.set())

    def work() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("BEGIN; SELECT count(*) FROM claims_claim")
            held.set()
            tried.wait(20)
            cursor.execute("COMMIT")
        connections.close_all()

    worker = Thread(target=work)
    worker.start()
    held.wait(10)
    try:
        Patient(connection).apply_migration(state(), migration(ADD, atomic=atomic))
        assert tried.is_set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT trial FROM claims_claim")
    finally:
        tried.set()
        worker.join()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE claims_claim DROP COLUMN IF EXISTS trial")
            cursor.execute("DELETE FROM django_migrations WHERE name = '0000_trial'")
    assert not Claim.objects.exists()


def test_patience_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "PATIENCE_SECONDS", -1.0)

    def busy() -> None:
        raise OperationalError from LockNotAvailable()

    with pytest.raises(OperationalError):
        migrating.until_free(busy)


def test_what_is_no_matter_of_locks_is_raised_at_once() -> None:
    def broken() -> None:
        raise OperationalError("no such server")

    with pytest.raises(OperationalError, match="no such server"):
        migrating.until_free(broken)
