"""`manage.py migrate`: Django's own, with patience for the locks of the release that is still at work."""

from __future__ import annotations

from django.core.management.commands import migrate

from factcheck.migrating import Patient

migrate.MigrationExecutor = Patient  # type: ignore[attr-defined]  # the one place where Django's command looks it up


class Command(migrate.Command):
    """As Django's; see factcheck.migrating."""
