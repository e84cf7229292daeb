"""Takes in checks that others published, as ClaimReview."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions import check_import
from claims.ingest.claimreview import Row
from claims.ingest.claimreviews import reviews
from claims.ingest.limits import BATCH_BYTES
from claims.ingest.types import BadStory

SOME_BAD, WRONG_USE = 1, 2
BAD = "bad"
NONE_IN_IT = "There is no ClaimReview in it."


class Command(BaseCommand):
    help = (
        "Take in checks published before: pages and JSON with ClaimReview, the Data Commons feed, Fact Check "
        "Tools answers and CSV (columns by name: claim, url, publisher, claimant, claim date, review date, "
        "rating, rating value, worst and best rating, language). Folders are read recursively. The same "
        "check again changes nothing; what is wrong is named with its line and costs no other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, paths: list[str], **options: Any) -> None:
        self.as_json: bool = options["json"]
        if missing := next((path for path in paths if not Path(path).exists()), None):
            raise CommandError(f"{missing} does not exist.", returncode=WRONG_USE)
        counts = Counter[str]()
        for path in (file for named in paths for file in files(Path(named))):
            counts["files"] += 1
            for line in self._taken(path):
                counts[line["status"]] += 1
                self._tell(line)
        self._sum_up(counts)
        if counts[BAD]:
            sys.exit(SOME_BAD)

    def _taken(self, path: Path) -> Iterator[dict[str, Any]]:
        """Import a file, a stretch of its reviews in a transaction; a line for each."""
        try:
            found, nothing = reviews(contents(path)), True
            while rows := list(islice(found, check_import.AT_ONCE)):
                nothing = False
                yield from _lines(rows, str(path))
            if nothing:
                raise BadStory(NONE_IN_IT)
        except BadStory as error:
            yield {"file": str(path), "line": error.line or 1, "status": BAD, "reason": error.reason}

    def _tell(self, line: dict[str, Any]) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(line))
        elif line["reason"]:
            self.stderr.write(f"{line['file']}, line {line['line']}: {line['status']}. {line['reason']}")

    def _sum_up(self, counts: Counter[str]) -> None:
        told = {name: counts[name] for name in ("files", "new", "changed", "known", BAD)}
        words = ", ".join(f"{count:,} {name}" for name, count in told.items())
        self.stdout.write(json.dumps(told) if self.as_json else words)


def _lines(rows: Sequence[Row], file: str) -> Iterator[dict[str, Any]]:
    became = iter(
        check_import.take_in(reviews=[row.review for row in rows if row.review], origin=Path(file).name)
    )
    for row in rows:
        line = {"file": file, "line": row.line, "status": next(became) if row.review else BAD}
        told = {"url": row.review.url, "claim": row.review.claim} if row.review else {}
        yield line | {"reason": row.reason} | told


def files(path: Path) -> Iterator[Path]:
    """The file itself, or those below a folder in order; hidden ones are left out."""
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(path).parts):
            yield each


def contents(path: Path) -> bytes:
    """The file's bytes; what is no plain file or too large is refused unread. Raises BadStory."""
    try:
        if not path.is_file() or path.stat().st_size > BATCH_BYTES:
            raise BadStory(f"It is no plain file, or larger than {BATCH_BYTES // 2**20} MiB.")
        return path.read_bytes()
    except OSError as error:
        raise BadStory(f"The file cannot be read: {error.strerror}.") from None
