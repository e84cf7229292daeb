"""`manage.py export_person USERNAME`: all that the desk keeps about one of its people."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions import erasure
from claims.models import User


class Command(BaseCommand):
    help = "Print all rows that are about this person, one JSON object a line; secrets are left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--json", action="store_true", help="as always")

    def handle(self, *, username: str, **_: Any) -> None:
        if not (person := User.objects.filter(username=username).first()):
            raise CommandError(f"Nobody here is called {username}.", returncode=2)
        for row in erasure.export(person):
            self.stdout.write(json.dumps(row, ensure_ascii=False, default=str))
