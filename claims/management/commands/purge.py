"""`manage.py purge`: removes the text of stories that the newsroom has kept long enough."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions import retention

COUNTS = (*retention.COUNTED, "quarantined", "notifications")
OFF = (
    "Nothing says for how long texts are kept. Set FACTCHECK_KEEP_DAYS, or give --older-than DAYS; nothing"
    " was removed."
)


class Command(BaseCommand):
    help = (
        "Remove the text of stories whose claims have been closed for FACTCHECK_KEEP_DAYS. Verdicts and what "
        "they were given on stay, as do published checks, hashes and the history; a legal hold keeps all of "
        "a story. Broken off, it goes on where it stopped when it is started again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only count: the same, and nothing changes"
        )
        parser.add_argument("--older-than", type=int, metavar="DAYS", help="instead of FACTCHECK_KEEP_DAYS")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, dry_run: bool, older_than: int | None, **options: Any) -> None:
        days = settings.FACTCHECK_KEEP_DAYS if older_than is None else older_than
        if days < 1:
            raise CommandError(OFF, returncode=2)
        counts = Counter[str](dict.fromkeys(COUNTS, 0))
        for some in retention.purge(days=days, dry_run=dry_run):
            counts.update(some)
            self._report(counts["stories"])
        if options["json"]:
            self.stdout.write(json.dumps({**counts, "days": days, "dry_run": dry_run}))
        else:
            deed = "would be removed" if dry_run else "removed"
            told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
            self.stdout.write(f"Older than {days} days, {deed}: {told}.")

    def _report(self, stories: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{stories:,} stories", ending="")
