"""Takes stories in from files, folders and standard input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims import dispatch
from claims.actions import backlog, intake
from claims.exceptions import DeskError
from claims.ingest.files import AUTO, STDIN, pieces
from claims.ingest.parsers import PARSERS
from claims.ingest.sniff import LINES
from claims.management.arrivals import HOUSE_SOURCE, Arrivals, Outcome
from claims.management.progress import IntakeProgress
from claims.management.waiting import Standing, told_by, wait_for
from claims.models import Claim, IngestRun, Trigger

SOME_FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    help = (
        "Take in stories: text, HTML pages and JSON in the API's fields, told apart by their bytes. Folders "
        "are read recursively, hidden files left out; '-' is standard input. The same story again changes "
        f"nothing. Without --source a story keeps the source it names, or else goes to '{HOUSE_SOURCE}'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH")
        parser.add_argument("--source", default="", metavar="NAME", help="where these stories come from")
        parser.add_argument("--format", default=AUTO, choices=[AUTO, LINES, *PARSERS])
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument(
            "--wait", action="store_true", help="until every story is read and compared, or failed"
        )
        parser.add_argument("--resume", type=int, metavar="RUN", help="go on with that run, where it stopped")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *, paths: list[str], resume: int | None, dry_run: bool, **options: Any) -> None:
        self.as_json = options["json"]
        told = {"source": options["source"], "format": options["format"]}
        earlier = None if resume is None else self._earlier(paths, resume)
        if earlier:
            paths, told = earlier.paths, {"source": "", "format": AUTO} | earlier.options
        self._check(paths, told["source"])
        code = self._rehearse(paths, told) if dry_run else self._run(paths, told, earlier, options["wait"])
        if code:
            sys.exit(code)

    def _earlier(self, paths: list[str], number: int) -> IngestRun:
        """The run to go on with, which knows what it was told; `paths` are its own or none."""
        run = IngestRun.objects.filter(pk=number, trigger=Trigger.COMMAND).first()
        if run is None:
            raise CommandError(f"There is no run {number} of this command.", returncode=WRONG_USE)
        if paths and set(absolute(paths)) != set(run.paths):
            raise CommandError(
                f"Run {number} read other paths: {', '.join(run.paths)}.", returncode=WRONG_USE
            )
        if STDIN in run.paths:
            raise CommandError("That run read standard input, which is gone.", returncode=WRONG_USE)
        return run

    def _check(self, paths: list[str], source: str) -> None:
        if wrong := what_is_wrong(paths):
            raise CommandError(wrong, returncode=WRONG_USE)
        try:
            with transaction.atomic():
                intake.source_named(source or HOUSE_SOURCE)
                transaction.set_rollback(True)
        except DeskError as refusal:
            raise CommandError(str(refusal), returncode=WRONG_USE) from None

    def _rehearse(self, paths: list[str], told: dict[str, str]) -> int:
        """Everything as it would be, in a transaction that is taken back."""
        arrivals = Arrivals(told["source"])
        with IntakeProgress() as progress, transaction.atomic():
            self._arrive(arrivals, paths, told["format"], progress)
            transaction.set_rollback(True)
        self._sum_up(arrivals, None)
        return SOME_FAILED if arrivals.had_trouble else 0

    def _run(self, paths: list[str], told: dict[str, str], earlier: IngestRun | None, wait: bool) -> int:
        run = earlier or intake.start_run(paths=absolute(paths), options=told)
        arrivals, standing = Arrivals(told["source"], run), None
        try:
            with IntakeProgress() as progress:
                with dispatch.few_bells():
                    self._arrive(arrivals, paths, told["format"], progress)
                if wait:
                    standing = self._wait(run, progress)
        except BaseException as error:
            intake.finish_run(run=run, counts=arrivals.counts, error=str(error) or type(error).__name__)
            if not isinstance(error, KeyboardInterrupt):
                raise
            self.stderr.write(f"Interrupted. To go on: ingest_wire --resume {run.pk}")
            return INTERRUPTED
        intake.finish_run(run=run, counts=arrivals.counts)
        self._sum_up(arrivals, run, standing)
        unread = standing is not None and (standing.failed or standing.unsettled)
        return SOME_FAILED if arrivals.had_trouble or unread else 0

    def _arrive(self, arrivals: Arrivals, paths: list[str], kind: str, progress: IntakeProgress) -> None:
        """Take everything in, as fast as the backlog has room."""
        found = pieces(paths, sys.stdin.buffer if STDIN in paths else io.BytesIO(), kind=kind)
        for parsed, outcome in enumerate(arrivals.take(found), 1):
            progress.parsed(parsed)
            self._tell(outcome, progress)
            if arrivals.run:
                backlog.wait_for_room(warn=progress.warn)

    def _wait(self, run: IngestRun, progress: IntakeProgress) -> Standing:
        articles = told_by(run)

        def tell(standing: Standing) -> None:
            settled = standing.ready + standing.failed
            progress.extracting(settled=settled, of=settled + standing.unsettled)
            if progress.is_shown:
                claims = Claim.objects.filter(article__in=articles).count()
                progress.tell(extracted=standing.ready, claims=claims)

        return wait_for(articles, tell=tell, warn=progress.warn)

    def _tell(self, outcome: Outcome, progress: IntakeProgress) -> None:
        if self.as_json:
            line = json.dumps(outcome.record())
        else:
            line = f"{outcome.status:<10} {outcome.file}  {outcome.reason}"
        if progress.is_shown and self.stdout.isatty():
            progress.say(line)
            return
        self.stdout.write(line)
        self.stdout.flush()

    def _sum_up(self, arrivals: Arrivals, run: IngestRun | None, standing: Standing | None = None) -> None:
        """The last line: the run, the number of files, of stories by outcome and, after --wait, by state."""
        counts = {"new": 0} | dict(arrivals.counts)
        if standing:
            counts |= {"ready": standing.ready, "failed": standing.failed, "unread": standing.unsettled}
        if self.as_json:
            self.stdout.write(json.dumps({"run": run and run.pk, "files": len(arrivals.files)} | counts))
            return
        words = ", ".join(f"{count} {status}" for status, count in counts.items())
        self.stdout.write(f"{f'Run {run.pk}' if run else 'Dry run'}: {len(arrivals.files)} files, {words}.")


def absolute(paths: list[str]) -> list[str]:
    """Paths as a run keeps them: good from any folder."""
    return [path if path == STDIN else str(Path(path).absolute()) for path in paths]


def what_is_wrong(paths: list[str]) -> str:
    """Why nothing can be taken in from there; empty when all is well."""
    if not paths:
        return "Say which files or folders to take in."
    if "" in paths:  # pathlib would read it as the current folder: a variable of a script was not set
        return "An empty path names no file."
    if STDIN in paths and sys.stdin is None:
        return "There is no standard input."
    missing = [path for path in paths if path != STDIN and not Path(path).exists()]
    return f"There is no {missing[0]}." if missing else ""
