"""`manage.py reconcile`: what beat does every few seconds, once and by hand."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.actions import leasing


class Command(BaseCommand):
    help = (
        "Ring for stories that the broker lost, fail those whose attempts are spent, "
        "and put back claims that are held in silence."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = leasing.reconcile()
        told = (
            json.dumps(counts) if options["json"] else ", ".join(f"{n} {what}" for what, n in counts.items())
        )
        self.stdout.write(told)
