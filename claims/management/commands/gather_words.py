"""`manage.py gather_words`: brings the catalogues of claims/locale up to date with what the site says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management.catalogues import Language
from claims.management.gathering import gathered
from claims.models import naming

FOLDER = Path(__file__).resolve().parents[2] / "locale"


class Command(BaseCommand):
    help = "Gather the words of templates and code into claims/locale; write .po and .mo of each language."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 where something lacks"
        )
        parser.add_argument("--language", metavar="CODE", help="of this language only, which may be new")

    def handle(self, *, check: bool, language: str | None, **_: Any) -> None:
        said = gathered(settings.BASE_DIR, naming.named, naming.CONTEXT)
        lacking = []
        for each in languages(language):
            if not check:
                each.write(said)
            troubles = list(each.troubles(said))
            for line in troubles if check else [f"{each.code}: {len(said)} messages, {len(troubles)} to do"]:
                self.stdout.write(line)
            lacking += troubles
        if check and lacking:
            raise CommandError(f"{len(lacking)} to do: see claims/locale/README.md.", returncode=1)


def languages(code: str | None) -> list[Language]:
    """The one that was asked for, else all that have a folder."""
    codes = [code] if code else sorted(each.name for each in FOLDER.iterdir() if each.is_dir())
    return [Language(FOLDER, each) for each in codes]
