"""`manage.py verify_audit`: whether the history still is what was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions import auditing, sealing
from claims.actions.auditing import Finding
from claims.audit import Head


class Command(BaseCommand):
    help = (
        "Seal what is new, walk the whole chain, and print its head, which is to be kept elsewhere. "
        "Exit code 1 when a line was changed, removed, put in, moved or cut off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", action="append", default=[], metavar="NUMBER:HASH", help="one that was kept elsewhere"
        )
        parser.add_argument("--no-seal", action="store_true", help="only look: a read-only copy will do")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, **options: Any) -> None:
        try:
            kept = [Head.read(text) for text in options["head"]]
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        sealed = 0 if options["no_seal"] else sealing.seal_new()
        head, found = auditing.verify(kept)
        (self._as_json if options["json"] else self._in_words)(head, sealed, found)
        if found:
            raise SystemExit(1)

    def _as_json(self, head: Head, sealed: int, found: Sequence[Finding]) -> None:
        told = {"checked": head.position, "sealed": sealed, "head": str(head)}
        self.stdout.write(json.dumps(told | {"found": [asdict(each) for each in found]}))

    def _in_words(self, head: Head, sealed: int, found: Sequence[Finding]) -> None:
        for each in found:
            self.stderr.write(f"{each.log} {each.row} (position {each.position}): {each.what}")
        kept = "something is wrong with them" if found else "all as they were written"
        self.stdout.write(f"{head.position:,} lines, {kept}. Keep this head elsewhere:\n{head}")
