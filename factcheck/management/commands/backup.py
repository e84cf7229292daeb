"""`manage.py backup FOLDER`: the database as it is now, to be kept elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import backup


class Command(BaseCommand):
    help = (
        "Dump the database into a new FOLDER, with what it holds in manifest.json. People may go on writing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="afterwards remove all but the newest N backups beside FOLDER",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            manifest = backup.back_up(folder)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        keep = options["keep"]
        dropped = backup.drop_old(folder.absolute().parent, keep=max(keep, 1)) if keep else []
        rows = sum(rows for rows, _ in manifest.tables.values())
        if options["json"]:
            told = {"folder": str(folder), "at": manifest.at, "rows": rows, "head": manifest.head}
            self.stdout.write(json.dumps(told | {"dropped": [str(each) for each in dropped]}))
        else:
            self.stdout.write(f"{rows:,} rows in {folder}. Audit: {manifest.head}")
            for each in dropped:
                self.stdout.write(f"Removed {each}.")
