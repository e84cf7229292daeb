"""Prints the tolls of every event: what was told of each measure, by whom and when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.table import Table
from rich.text import Text

from claims.management.drawing import drawn
from claims.models import Event
from claims.models.timeline import toll_record, tolls_of

AT_ONCE = 200  # events of one query

Line = dict[str, Any]


class Command(BaseCommand):
    help = "Print the tolls of every event, one measure a line, with all points, conflicts and the latest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", type=int, help="of the event of this number only")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, **options: Any) -> None:
        for line in told(options["event"]):
            self.stdout.write(json.dumps(line) if options["json"] else drawn(table(line)))


def told(event_id: int | None) -> Iterator[Line]:
    """A line for each measure of each event, by the event's number."""
    chosen = {} if event_id is None else {"pk": event_id}
    names = dict(Event.objects.standing().filter(**chosen).order_by("pk").values_list("pk", "name"))
    numbers = list(names)
    for at in range(0, len(numbers), AT_ONCE):
        for pk, tolls in tolls_of(numbers[at : at + AT_ONCE]).items():
            for toll in tolls:
                yield {"event": names[pk], "event_id": pk} | toll_record(toll)


def table(line: Line) -> Table:
    """For people: the points of one measure, the newest last, and what is disputed."""
    shown = Table("told at", "figure", "source", "speaker", "", box=None, header_style="dim")
    shown.title = Text(f"{line['event']}: {line['measure']} ({line['unit']})")
    shown.title_justify = "left"
    for point in line["points"]:
        shown.add_row(
            point["at"],
            figure(point),
            Text(f"{point['source']} v{point['version']}"),
            Text(point["speaker"] or "—"),
            ", ".join(name for name in ("repeat", "void") if point[name]),
        )
    shown.caption = caption(line)
    return shown


def figure(told: Line) -> str:
    """ "at least 12", "40,000 to 50,000", "1.1 billion a month"."""
    high = f" to {told['high']:,.12g}" if told["high"] is not None else ""
    bound = "" if told["qualifier"] in ("exact", "range") else f"{told['qualifier'].replace('_', ' ')} "
    return f"{bound}{told['low']:,.12g}{high}" + (f" a {told['per']}" if told["per"] else "")


def caption(line: Line) -> str:
    still = sum(conflict["until"] is None for conflict in line["conflicts"])
    latest = f"now {figure(line['latest'])}" if line["latest"] else "nothing that stands"
    count = len(line["conflicts"])
    return f"{latest}; {count} conflict{'' if count == 1 else 's'}, {still} of them open"
