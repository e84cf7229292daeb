"""New migrations let the version before them go on working."""

from __future__ import annotations

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from factcheck.settings.database import LOCK_SECONDS
from tests.house.migration_rules import faults

RELEASED = "0018_lighter_index_of_neighbours"  # the newest migration of the last release
INDEX = models.Index(fields=["place"], name="by_place")
TWICE = models.CheckConstraint(condition=models.Q(worth__gte=0), name="worth_counts")


def loader() -> MigrationLoader:
    return MigrationLoader(None)


def later() -> list[str]:
    return sorted(name for app, name in loader().disk_migrations if app == "claims" and name > RELEASED)


def released() -> ProjectState:
    state: ProjectState = loader().project_state(("claims", RELEASED))
    return state


def wrong(*operations: migrations.operations.base.Operation, atomic: bool = True) -> list[str]:
    migration = migrations.Migration("trial", "claims")
    migration.operations, migration.atomic = list(operations), atomic
    return list(faults(migration, released(), set()))


def test_new_migrations_let_old_code_work() -> None:
    known, state, new = loader(), released(), set[str]()
    assert later()
    found = {name: list(faults(known.disk_migrations["claims", name], state, new)) for name in later()}
    assert not {name: each for name, each in found.items() if each}


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (migrations.AddField("claim", "weight", models.IntegerField(default=0)), "give it a db_default"),
        (migrations.AddIndex("claim", INDEX), "use AddIndexConcurrently"),
        (AddIndexConcurrently("claim", INDEX), "needs atomic = False"),
        (migrations.AddConstraint("claim", TWICE), "use AddConstraintNotValid"),
        (migrations.RenameField("claim", "place", "where"), "the version before still uses it"),
        (migrations.RemoveField("claim", "place"), "the version before still uses it"),
        (migrations.DeleteModel("Quarantine"), "the version before still uses it"),
        (migrations.AlterField("claim", "worth", models.TextField()), "writes the table anew"),
        (migrations.AlterField("claim", "killed_at", models.DateTimeField()), "may have none"),
        (migrations.RunSQL("CREATE INDEX x ON claims_claim (place)"), "holds a lock"),
        (migrations.RunSQL("ALTER TABLE claims_claim ALTER COLUMN killed_at SET NOT NULL"), "holds a lock"),
    ],
    ids=lambda each: type(each).__name__ if not isinstance(each, str) else each.split()[0],
)
def test_what_would_stop_the_desk_is_named(
    operation: migrations.operations.base.Operation, said: str
) -> None:
    [fault] = wrong(operation)
    assert said in fault


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("claim", "weight", models.IntegerField(db_default=0, default=0)),
        migrations.AddField("claim", "weighed_at", models.DateTimeField(null=True)),
        migrations.AlterField("claim", "place", models.CharField(max_length=400, blank=True)),
        migrations.RunSQL("CREATE INDEX CONCURRENTLY x ON claims_claim (place)"),
        migrations.AddIndex("desk", INDEX),
    ],
)
def test_what_old_code_does_not_notice_is_fine(operation: migrations.operations.base.Operation) -> None:
    if isinstance(operation, migrations.AddIndex):
        assert not wrong(
            migrations.CreateModel(
                "Desk", [("id", models.BigAutoField(primary_key=True)), ("place", models.TextField())]
            ),
            operation,
        )
    else:
        assert not wrong(operation)


@pytest.mark.django_db
def test_a_migration_waits_for_a_lock_for_five_seconds_at_most() -> None:
    assert LOCK_SECONDS == 5
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("5s",)
