"""`manage.py erase_person USERNAME --by ADMIN`: one of the desk's people becomes a pseudonym."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions import erasure
from claims.exceptions import DeskError
from claims.models import User


class Command(BaseCommand):
    help = (
        "Erase who this person was: name, address, keys, second factors, saved views, notifications. Verdicts"
        " and the history stay under a pseudonym, and the audit still verifies. It can't be taken back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the administrator who does it")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, username: str, by: str, **options: Any) -> None:
        try:
            person = erasure.erase(person_id=_named(username).pk, by=_named(by))
        except DeskError as refusal:
            raise CommandError(str(refusal)) from refusal
        told = {"person": person.pk, "now": person.username}
        in_words = f"Erased; what stays goes by {person.username}."
        self.stdout.write(json.dumps(told) if options["json"] else in_words)


def _named(username: str) -> User:
    if person := User.objects.filter(username=username).first():
        return person
    raise CommandError(f"Nobody here is called {username}.", returncode=2)
