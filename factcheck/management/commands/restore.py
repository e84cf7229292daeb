"""`manage.py restore FOLDER`: an empty database becomes what was dumped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import backup, rights


class Command(BaseCommand):
    help = "Fill an empty database from FOLDER, then compare every table and the audit with what was dumped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            with rights.as_owner():
                manifest = backup.restore(folder)
                rights.grant()
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(rows for rows, _ in manifest.tables.values())
        if options["json"]:
            told = {"folder": str(folder), "at": manifest.at, "rows": rows, "head": manifest.head}
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write(f"{rows:,} rows as they were at {manifest.at}. Audit: {manifest.head}")
