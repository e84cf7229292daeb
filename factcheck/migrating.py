"""Migrations that make nobody wait: while the release before is at work, its transactions hold locks.

A migration takes the locks on all tables that it touches at once, or none of them: within 0.4 s, less than
PostgreSQL waits before it looks for deadlocks and than any page does. Where that fails it lets go and tries
again soon. So old code waits for half a second at most, and never loses a deadlock to an upgrade.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import OperationalError, transaction
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from psycopg import sql
from psycopg.errors import DeadlockDetected, LockNotAvailable

LOCKED_MS = 400  # for all locks of a migration; PostgreSQL looks for deadlocks after 1,000
PAUSE_SECONDS = 0.5
PATIENCE_SECONDS = 600.0
Result = TypeVar("Result")
CONCURRENT = (AddIndexConcurrently, RemoveIndexConcurrently)
TABLE = re.compile(r"\b(?:claims|auth|account|mfa|django)_\w+\b")


class Patient(MigrationExecutor):
    """Django's executor, but for how it waits for locks."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        tables = sorted(touched(migration, state) & set(self.connection.introspection.table_names()))
        if not tables:
            return super().apply_migration(state, migration)
        if not migration.atomic:
            return self._step_by_step(state, migration)
        if all(operation.reduces_to_sql for operation in migration.operations):
            return self._at_once(state, migration, tables)
        return until_free(lambda: self._locked(state.clone(), migration, tables))

    def _locked(self, state: ProjectState, migration: Migration, tables: list[str]) -> ProjectState:
        with transaction.atomic(using=self.connection.alias):
            self._lock(tables)
            return super().apply_migration(state, migration)

    def _at_once(self, state: ProjectState, migration: Migration, tables: list[str]) -> ProjectState:
        """Its statements are written first: what Django thinks between two of them holds no lock."""
        self._say("apply_start", migration)
        with self.connection.schema_editor(collect_sql=True, atomic=True) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        statements = [each for each in editor.collected_sql or [] if not each.startswith("--")]

        def run() -> None:
            with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
                self._lock(tables)
                for statement in statements:
                    cursor.execute(statement)
                self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # as Django 5.2 has it

        until_free(run)
        self._say("apply_success", migration)
        return state

    def _step_by_step(self, state: ProjectState, migration: Migration) -> ProjectState:
        """One that builds indexes while the desk works: each step by itself, and those between in a hurry."""
        self._say("apply_start", migration)
        with self.connection.schema_editor(atomic=False) as editor:
            for operation in migration.operations:
                before = state.clone()
                operation.state_forwards(migration.app_label, state)
                self._step(operation, (migration.app_label, editor, before, state))
        self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # as Django 5.2 has it
        self._say("apply_success", migration)
        return state

    def _step(self, operation: Operation, given: tuple[Any, ...]) -> None:
        if isinstance(operation, (*CONCURRENT, RunPython)) or "CONCURRENTLY" in str(
            getattr(operation, "sql", "")
        ):
            with self.connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = 0")  # it waits for old transactions, and nobody for it
                operation.database_forwards(*given)
                cursor.execute("RESET lock_timeout")
            return

        def run() -> None:
            with transaction.atomic(using=self.connection.alias):
                self._hurry()
                operation.database_forwards(*given)

        until_free(run)

    def _say(self, what: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(what, migration, False)

    def _lock(self, tables: list[str]) -> None:
        self._hurry()
        with self.connection.cursor() as cursor:
            names = sql.SQL(", ").join(map(sql.Identifier, tables))
            cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(names))

    def _hurry(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCKED_MS}ms'")


def until_free(deed: Callable[[], Result]) -> Result:
    """Do it once the locks are to be had. Raises what the database said when patience ends."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return deed()
        except OperationalError as busy:
            if (
                not isinstance(busy.__cause__, LockNotAvailable | DeadlockDetected)
                or time.monotonic() > until
            ):
                raise
        time.sleep(PAUSE_SECONDS)


def touched(migration: Migration, state: ProjectState) -> set[str]:
    """The tables that it changes, and those that its new references point at."""
    return {name for operation in migration.operations for name in _tables(operation, migration, state)}


def _tables(operation: Operation, migration: Migration, state: ProjectState) -> Iterator[str]:
    if isinstance(operation, RunSQL):
        yield from TABLE.findall(str(operation.sql))
    model = getattr(operation, "model_name_lower", "") or getattr(operation, "name_lower", "")
    yield from _table(state, migration.app_label, model)
    fields = [field for _, field in getattr(operation, "fields", ())] + [getattr(operation, "field", None)]
    for target in (field.remote_field.model for field in fields if field is not None and field.remote_field):
        label, _, name = str(target if isinstance(target, str) else target._meta.label).rpartition(".")
        yield from _table(state, (label or migration.app_label), name)


def _table(state: ProjectState, app: str, model: str) -> Iterator[str]:
    if found := state.models.get((app, model.lower())):
        yield str(found.options.get("db_table") or f"{app}_{model.lower()}")
