"""Brings the database up to date and lets in whom the stack needs; safe to run again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from claims.models import User
from factcheck.people import let_in_source, make_demo_people
from factcheck.services.home import Home

NOBODY = """Nobody can sign in yet. Make the first person, an admin, in another terminal:
  FACTCHECK_HOME={home} .venv/bin/python manage.py createsuperuser"""


class Command(BaseCommand):
    requires_system_checks = []  # the database is not ready for them yet
    help = "Migrate; --demo makes a person for each role, --token lets a source in. Keys in FACTCHECK_HOME."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true")
        parser.add_argument("--token", action="store_true")

    def handle(self, *, demo: bool, token: bool, **_: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        home = Home(settings.FACTCHECK_HOME)
        if demo:
            make_demo_people(home.demo_password())
        if demo or token:
            let_in_source("wire", home.secret("ingest-token"))
        if not User.objects.exists():
            self.stdout.write(NOBODY.format(home=home.path))
