"""What a migration may not do while the version before it is still at work on the same database.

An upgrade migrates first and changes the processes afterwards: for some minutes old code writes to the new
tables. So columns come with a default of the database or may be null, nothing is renamed or dropped in one
step, and nothing on a large table holds a lock for longer than it takes to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
)
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

LARGE = {
    "arrival", "article", "claim", "claimevent", "claimlink", "claimvector", "extractionrun",
    "figure", "occurrence", "revision", "seal", "storyevent", "verdict",
}  # fmt: skip
IN_TWO_STEPS = (
    migrations.RemoveField, migrations.RenameField, migrations.RenameModel, migrations.DeleteModel,
    migrations.AlterModelTable,
)  # fmt: skip
SLOW_SQL = re.compile(
    r"CREATE\s+(UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)|SET\s+NOT\s+NULL|\bDROP\s+(TABLE|COLUMN)|ALTER\s+COLUMN\s+\w+\s+TYPE"
    r"|\bRENAME\s+(TO|COLUMN)",
    re.IGNORECASE,
)


def faults(migration: migrations.Migration, state: ProjectState, new: set[str]) -> Iterator[str]:
    """What is wrong with the migration, in sentences; `state` is that before it, `new` its tables' youth.

    `new` names models that no released version knows: old code does not write to them.
    """
    for operation in migration.operations:
        yield from _faults(operation, state, new, is_atomic=migration.atomic)
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        operation.state_forwards(migration.app_label, state)


def _faults(operation: Operation, state: ProjectState, new: set[str], *, is_atomic: bool) -> Iterator[str]:
    model = str(getattr(operation, "model_name_lower", "") or getattr(operation, "name_lower", ""))
    concurrent = isinstance(operation, AddIndexConcurrently | RemoveIndexConcurrently)
    if concurrent and is_atomic:
        yield f"{operation.describe()}: needs atomic = False"
    if isinstance(operation, migrations.RunSQL):
        yield from _of_sql(operation, new)
    if model in new:
        return
    if isinstance(operation, IN_TWO_STEPS):
        yield f"{operation.describe()}: the version before still uses it; part it from its removal"
    if isinstance(operation, migrations.AddField):
        yield from _of_field(operation)
    if isinstance(operation, migrations.AlterField):
        yield from _of_change(operation, state)
    if model in LARGE:
        yield from _of_large(operation)


def _of_field(operation: migrations.AddField) -> Iterator[str]:
    field = operation.field
    if not (field.null or field.many_to_many or field.has_db_default()):
        yield f"{operation.describe()}: old code inserts without it; give it a db_default or null"


def _of_change(operation: migrations.AlterField, state: ProjectState) -> Iterator[str]:
    models_before = state.apps
    before = models_before.get_model("claims", operation.model_name)._meta.get_field(operation.name)
    after = operation.field
    if before.null and not after.null:
        yield f"{operation.describe()}: rows and old code may have none"
    if not after.many_to_many and _type(before) != _type(after):
        yield f"{operation.describe()}: {_type(before)} becomes {_type(after)}, which writes the table anew"


def _type(field: models.Field) -> str:  # type: ignore[type-arg]
    """Longer texts cost nothing: the length is left out."""
    return re.sub(
        r"\(\d+\)", "", str(field.db_type(connection) if field.remote_field is None else "reference")
    )


def _of_large(operation: Operation) -> Iterator[str]:
    if isinstance(operation, migrations.AddIndex) and not isinstance(operation, AddIndexConcurrently):
        yield f"{operation.describe()}: nobody could write meanwhile; use AddIndexConcurrently"
    if isinstance(operation, migrations.AddConstraint) and not isinstance(operation, AddConstraintNotValid):
        yield f"{operation.describe()}: use AddConstraintNotValid, and ValidateConstraint after it"


def _of_sql(operation: migrations.RunSQL, new: set[str]) -> Iterator[str]:
    sql = operation.sql if isinstance(operation.sql, str) else " ".join(map(str, operation.sql))
    for found in SLOW_SQL.finditer(sql):
        tables = re.findall(r"claims_(\w+)", sql)
        if not tables or set(tables) - new:
            yield f"RunSQL {found[0]!r}: holds a lock for as long as it takes"
