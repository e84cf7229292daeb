"""`manage.py export_claims FILE`: claims with their verdicts, for a spreadsheet or another program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management import sheets
from claims.management.commands.list_claims import newest, records, told
from claims.management.sheets import Cell
from claims.models import ClaimQuerySet, OccurrenceQuerySet, Verdict
from claims.models.article import embargo_over
from claims.statuses import PubStatus, Status

FORMATS = ("csv", "xlsx", "jsonl")
STDOUT = "-"
AT_ONCE = 500
WRONG_USE = 2
UNKNOWN = "Say in which format: --format csv, xlsx or jsonl, or a file name that ends so."
FIGURE = ("text", "low", "high", "qualifier", "unit", "of", "per", "converted")
LISTS = ("same_as", "variants", "notes")
LEFT_OUT = {
    "figure",
    "reasons",
    "recheck",
    *LISTS,
}  # of a record, in a table: told by other columns, or nested
JUDGED = ("rating", "finding", "explanation", "scale", "proposed_at", "approved_at")


class Command(BaseCommand):
    help = (
        "Write claims, as list_claims finds them, with the verdict that stands, to FILE as CSV, XLSX or "
        "JSON lines; - is standard output. What is under embargo or on hold is left out unless asked "
        "for. No cell can be taken for a formula."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--format", choices=FORMATS, help="else by the file's name")
        parser.add_argument("--guid", help="of this story only")
        parser.add_argument("--status", choices=list(Status), help="in this status only")
        parser.add_argument("--all-versions", action="store_true", help="of every version of each story")
        parser.add_argument(
            "--embargoed", action="store_true", help="of stories under embargo or on hold, too"
        )
        parser.add_argument("--json", action="store_true", help="the counts as one JSON object")

    def handle(self, *, file: str, **options: Any) -> None:
        kind = options["format"] or Path(file).suffix[1:].lower()
        if kind not in FORMATS:
            raise CommandError(UNKNOWN, returncode=WRONG_USE)
        found = chosen(options)
        try:
            count = to_stdout(found, kind) if file == STDOUT else to_file(found, kind, Path(file))
        except OSError as trouble:
            raise CommandError(f"{file} cannot be written: {trouble.strerror}.") from trouble
        counts = {"file": file, "format": kind, "claims": count}
        say = self.stderr if file == STDOUT else self.stdout
        say.write(json.dumps(counts) if options["json"] else f"{count:,} claims in {file}.")


def chosen(options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The records that were asked for, each with its verdict."""
    find, way = (told, "claim__article__") if options["all_versions"] else (newest, "article__")
    found: ClaimQuerySet | OccurrenceQuerySet = find(options["guid"], options["status"])
    if not options["embargoed"]:
        found = found.filter(embargo_over(way)).exclude(**{f"{way}pub_status": PubStatus.WITHHELD})
    return judged(records(found))


def judged(lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    while some := list(islice(lines, AT_ONCE)):
        standing = Verdict.objects.standing().filter(claim__in=[line["id"] for line in some])
        by_claim = {verdict.claim_id: verdict for verdict in standing}
        yield from (line | {"verdict": verdict_of(by_claim.get(line["id"]))} for line in some)


def verdict_of(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    at = {name: moment.isoformat() for name in JUDGED[-2:] if (moment := getattr(verdict, name))}
    return {name: getattr(verdict, name) for name in JUDGED[:-2]} | dict.fromkeys(JUDGED[-2:]) | at


def to_stdout(found: Iterator[dict[str, Any]], kind: str) -> int:
    if kind == "xlsx":
        return sheets.write_xlsx(table(found), sys.stdout.buffer) - 1
    return (
        write_lines(found, sys.stdout) if kind == "jsonl" else sheets.write_csv(table(found), sys.stdout) - 1
    )


def to_file(found: Iterator[dict[str, Any]], kind: str, path: Path) -> int:
    """The file appears under its name when it is whole."""
    making = path.with_name(f"{path.name}.making")
    try:
        count = _write(found, kind, making)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
    return count


def _write(found: Iterator[dict[str, Any]], kind: str, path: Path) -> int:
    if kind == "xlsx":
        with path.open("wb") as book:
            return sheets.write_xlsx(table(found), book) - 1
    mark = "utf-8-sig" if kind == "csv" else "utf-8"  # without it Excel takes UTF-8 for something else
    with path.open("w", encoding=mark, newline="") as out:
        return write_lines(found, out) if kind == "jsonl" else sheets.write_csv(table(found), out) - 1


def write_lines(found: Iterator[dict[str, Any]], out: Any) -> int:
    written = 0
    for line in found:
        out.write(json.dumps(line) + "\n")
        written += 1
    return written


def table(found: Iterator[dict[str, Any]]) -> Iterator[list[Cell]]:
    """The names of the columns, and a row for each record; nothing but numbers and texts."""
    first = next(found, None)
    names = [name for name in first or {"id": None, "verdict": None} if name not in LEFT_OUT | {"verdict"}]
    yield [*names, *LISTS, *(f"figure_{name}" for name in FIGURE), *JUDGED]
    for line in chain([first] if first else [], found):
        figure, verdict = line["figure"] or {}, line["verdict"] or {}
        yield [
            *(line[name] for name in names),
            *("; ".join(map(str, line[name])) for name in LISTS),
            *(figure.get(name) for name in FIGURE),
            *(verdict.get(name) for name in JUDGED),
        ]
