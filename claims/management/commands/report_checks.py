"""`manage.py report_checks`: what the published checks tell their readers, counted."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.table import Table
from rich.text import Text

from claims.management.drawing import drawn
from claims.management.filling import lines, tally

Line = dict[str, Any]


class Command(BaseCommand):
    help = (
        "Count the published checks: the share that fills each field which a reader needs to redo a check, "
        "and how many there are by type, source, speaker and rating."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, **options: Any) -> None:
        found = list(lines(tally()))
        if options["json"]:
            for line in found:
                self.stdout.write(json.dumps(line))
        else:
            self.stdout.write(drawn(table(found)))


def table(found: list[Line]) -> Table:
    """For people: fields with their shares, then the counts by group."""
    shown = Table("", "checks", "share", box=None, header_style="dim")
    for line in found:
        if "field" in line:
            share = "" if line["share"] is None else f"{line['share']:.0%}"
            shown.add_row(line["field"].replace("_", " "), f"{line['filled']:,}", share)
        elif "group" in line:
            shown.add_row(Text(f"{line['group']}: {line['name']}"), f"{line['checks']:,}", "")
    total = found[-1]
    told = f"{total['checks']:,} published, {total['corrected']:,} of them corrected"
    shown.caption = f"{told}; {total['retracted']:,} retracted"
    return shown
