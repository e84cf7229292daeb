"""Prints the claims found, in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.table import Table
from rich.text import Text

from claims.management.drawing import drawn
from claims.models import Claim, ClaimQuerySet, Occurrence, OccurrenceQuerySet
from claims.models.linked import links_of, links_of_tellings
from claims.statuses import Status

AT_ONCE = 500


class Command(BaseCommand):
    help = "Print the claims of the newest version of every story, in the order in which they are told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--guid", help="of this story only")
        parser.add_argument("--status", choices=list(Status), help="in this status only")
        parser.add_argument("--all-versions", action="store_true", help="of every version of each story")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, **options: Any) -> None:
        find = told if options["all_versions"] else newest
        found = find(options["guid"], options["status"])
        if not options["json"]:
            self.stdout.write(drawn(table(found)))
            return
        for line in records(found):
            self.stdout.write(json.dumps(line))


def records(found: ClaimQuerySet | OccurrenceQuerySet) -> Iterator[dict[str, Any]]:
    """The lines of what was found, with the claims that say the same; some hundred are read at a time."""
    rows: Iterator[Claim | Occurrence] = iter(found.iterator(chunk_size=AT_ONCE))
    while some := list(islice(rows, AT_ONCE)):
        linked = links_of([each for each in some if isinstance(each, Claim)])
        linked |= links_of_tellings([each for each in some if isinstance(each, Occurrence)])
        yield from (each.record(linked.get(each.pk)) for each in some)


def newest(guid: str | None, status: str | None) -> ClaimQuerySet:
    """The claims of each story's newest version, story by story and in reading order."""
    claims = Claim.objects.current().filter(**chosen("", guid, status))
    return claims.with_context().order_by("article_id", "revision__number", "start", "figure_start", "id")


def told(guid: str | None, status: str | None) -> OccurrenceQuerySet:
    """The same of every version: a claim is listed for each that tells it."""
    occurrences = Occurrence.objects.filter(**chosen("claim__", guid, status))
    return occurrences.with_context().in_reading_order()


def chosen(path: str, guid: str | None, status: str | None) -> dict[str, str]:
    """What was asked for, as a filter; `path` leads from a row to its claim."""
    wanted = {f"{path}article__guid": guid, f"{path}status": status}
    return {field: value for field, value in wanted.items() if value is not None}


def table(found: ClaimQuerySet | OccurrenceQuerySet) -> Table:
    """For people: the sentence last, as wide as the terminal lets it."""
    shown = Table("id", "v", "status", "type", "figure", "speaker", "worth", box=None, header_style="dim")
    shown.add_column("sentence", no_wrap=True, ratio=1)
    shown.expand = True
    for line in records(found):
        shown.add_row(
            str(line["id"]),
            str(line["version"]),
            line["status"] + ("*" if line["needs_recheck"] else ""),
            line["type"],
            Text(line["figure"]["text"] if line["figure"] else "—"),
            Text(line["speaker"] or "—"),
            f"{line['check_worthiness']:.2f}",
            Text(line["sentence"]),
        )
    shown.caption = "* to be rechecked"
    return shown
