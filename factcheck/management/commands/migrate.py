"""`manage.py migrate`: Django's own, as the owner, with patience for the release that is still at work."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from factcheck import rights
from factcheck.migrating import Patient

migrate.MigrationExecutor = Patient  # type: ignore[attr-defined]  # the one place where Django's command looks it up


class Command(migrate.Command):
    """As Django's; see factcheck.migrating, and factcheck.rights for the two logins."""

    def handle(self, *words: Any, **options: Any) -> None:
        with rights.as_owner():
            super().handle(*words, **options)
            if not (options["plan"] or options["check_unapplied"]):
                rights.grant()
