"""Prints the claims found, in reading order."""

from __future__ import annotations

import io
import json
import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table
from rich.text import Text

from claims.models import Claim, ClaimQuerySet
from claims.statuses import Status


class Command(BaseCommand):
    help = "Print the claims of the newest version of every story, in the order in which they are told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--guid", help="of this story only")
        parser.add_argument("--status", choices=list(Status), help="in this status only")
        parser.add_argument("--all-versions", action="store_true", help="of every version of each story")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, **options: Any) -> None:
        claims = chosen(options["guid"], options["status"], all_versions=options["all_versions"])
        if not options["json"]:
            self.stdout.write(drawn(table(claims)))
            return
        for claim in claims.iterator(chunk_size=500):
            self.stdout.write(json.dumps(claim.record()))


def chosen(guid: str | None, status: str | None, *, all_versions: bool) -> ClaimQuerySet:
    """The claims asked for, story by story and in reading order."""
    claims = Claim.objects.all() if all_versions else Claim.objects.current()
    if guid is not None:
        claims = claims.filter(article__guid=guid)
    if status is not None:
        claims = claims.filter(status=status)
    return claims.with_context().order_by("article_id", "revision__number", "start", "figure_start", "id")


def table(claims: ClaimQuerySet) -> Table:
    """For people: the sentence last, as wide as the terminal lets it."""
    shown = Table("id", "status", "type", "figure", "speaker", "worth", box=None, header_style="dim")
    shown.add_column("sentence", no_wrap=True, ratio=1)
    shown.expand = True
    for claim in claims:
        figure = getattr(claim, "figure", None)
        shown.add_row(
            str(claim.pk),
            claim.status,
            claim.type,
            Text(figure.text if figure else "—"),
            Text(claim.claimant or "—"),
            f"{claim.check_worthiness:.2f}",
            Text(claim.sentence),
        )
    return shown


def drawn(shown: Table) -> str:
    """The table as text, as wide as the terminal."""
    console = Console(file=io.StringIO(), width=shutil.get_terminal_size().columns, highlight=False)
    with console.capture() as printed:
        console.print(shown)
    return printed.get()
