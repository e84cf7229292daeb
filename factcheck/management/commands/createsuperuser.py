"""Django's own, for a desk where the role says who may do what: whoever it makes has the role admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from claims.actions.people import let_superusers_administer


class Command(createsuperuser.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """The first person of an empty desk comes in by this, as an admin who may let in all the others."""
        super().handle(*args, **options)
        for person in let_superusers_administer():
            self.stdout.write(f"{person.username} has the role {person.role}.")
