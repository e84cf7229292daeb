"""One batch of made-up stories through `ingest_wire` in a process of its own, measured."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from django.conf import settings
from django.db.models import QuerySet, Sum

from claims.management.made import guid, write_stories
from claims.management.sampling import Samples
from claims.models import Article, ExtractionRun

SETTLED = 1000  # stories after which a process's memory counts as that of one at work
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


@dataclass
class Batch:
    """Stories `first` to `first + count - 1` of a seed, and what was measured of them.

    `parsed` and `encoded` count sentences, `claims` claims; `again` is how long a second run took and
    `changes` how many stories it did not find to be duplicates. `growth`: of each process, from SETTLED on.
    """

    first: int
    count: int
    seed: int
    extract: bool
    seconds: float = 0.0
    unread: int = 0
    parsed: int = 0
    encoded: int = 0
    claims: int = 0
    again: float = 0.0
    changes: int = 0
    samples: Samples = field(default_factory=Samples)
    growth: dict[str, float] = field(default_factory=dict)

    @property
    def articles(self) -> QuerySet[Article]:
        last = self.first + self.count - 1
        return Article.objects.filter(guid__range=(guid(self.first, self.seed), guid(last, self.seed)))

    @property
    def is_well(self) -> bool:
        return not (self.unread or self.changes) and self.parsed == self.encoded

    def measure(self) -> None:
        """Make the stories, take them in twice, and count."""
        encoded_before = encoded_so_far()
        with TemporaryDirectory() as folder:
            write_stories(Path(folder), self.first, self.count, self.seed)
            self.seconds, told = self._ingest(folder, self._sampled)
            self._count(told, encoded_before)
            self.again, told = self._ingest(folder, lambda process: process.wait())
            self.changes = self.count - told["duplicate"]
        self.growth = self.samples.growth(min(SETTLED, self.count // 2), self.count)

    def _sampled(self, process: subprocess.Popen[bytes]) -> None:
        done = self.articles.filter(state="ready") if self.extract else self.articles
        self.samples.watch(process, settings.FACTCHECK_HOME / "pids", done.count)

    def _ingest(
        self, folder: str, watch: Callable[[subprocess.Popen[bytes]], object]
    ) -> tuple[float, Counter[str]]:
        """Seconds, and the last line of `ingest_wire`."""
        command = [sys.executable, str(MANAGE), "ingest_wire", folder, "--json"]
        began = time.monotonic()
        with TemporaryFile() as printed:
            process = subprocess.Popen([*command, *(["--wait"] if self.extract else [])], stdout=printed)
            watch(process)
            seconds = time.monotonic() - began
            printed.seek(0)
            lines = printed.read().splitlines()
        return seconds, Counter(json.loads(lines[-1]) if lines else {})

    def _count(self, told: Counter[str], encoded_before: int) -> None:
        self.unread = self.count - (told["ready"] if self.extract else told["new"])
        runs = ExtractionRun.objects.filter(revision__article__in=self.articles)
        found = runs.aggregate(parsed=Sum("sentences"), claims=Sum("found"))
        self.parsed, self.claims = found["parsed"] or 0, found["claims"] or 0
        self.encoded = encoded_so_far() - encoded_before


def encoded_so_far() -> int:
    """Sentences that the workers' models have encoded, as their log tells; the log of this stack's home."""
    logs = sorted((settings.FACTCHECK_HOME / "logs").glob("worker.log*"))
    return sum(_encoded(line) for log in logs for line in log.read_bytes().splitlines())


def _encoded(line: bytes) -> int:
    return int(json.loads(line)["encoded"]) if b'"encoded"' in line and line.startswith(b"{") else 0
