"""How long a night's batch takes, how that grows with its size, and what memory is held by then."""

from __future__ import annotations

import csv
import json
import sys
from argparse import ArgumentTypeError
from dataclasses import asdict
from math import log
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management.made import guid
from claims.management.measuring import SETTLED, Batch
from claims.management.plot import plot
from claims.models import Article

TABLE = "{:>8} {:>9} {:>9} {:>7} {:>10} {:>10} {:>8} {:>9} {:>8}"
HEAD = ("stories", "seconds", "stories/s", "unread", "parsed", "encoded", "claims", "again, s", "changes")


class Command(BaseCommand):
    help = (
        "Make stories up, take them in with ingest_wire --wait in a process of its own, and measure. Wants a "
        "stack of its own: FACTCHECK_HOME=/tmp/bench python manage.py with_stack --worker -- "
        "python manage.py bench_ingest"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stories", type=sizes, default=[1000, 3000, 10000], metavar="N,N,...")
        parser.add_argument("--no-extract", action="store_true", help="intake alone: run it without a worker")
        parser.add_argument("--seed", type=int, default=1, help="another one makes other stories")
        parser.add_argument("--out", type=Path, default=Path("bench"), metavar="DIR")

    def handle(self, *, stories: list[int], no_extract: bool, seed: int, out: Path, **_: Any) -> None:
        if Article.objects.filter(guid=guid(0, seed)).exists():
            raise CommandError(f"Seed {seed} was measured here before; take another --seed.", returncode=2)
        out.mkdir(parents=True, exist_ok=True)
        self.stdout.write(TABLE.format(*HEAD))
        batches: list[Batch] = []
        for count in stories:
            first = sum(batch.count for batch in batches)
            batches.append(Batch(first, count, seed, extract=not no_extract))
            batches[-1].measure()
            self.stdout.write(line_of(batches[-1]))
        self._sum_up(batches)
        write(batches, out)
        sys.exit(0 if all(batch.is_well for batch in batches) else 1)

    def _sum_up(self, batches: list[Batch]) -> None:
        last = batches[-1]
        self.stdout.write(f"\nMemory from story {min(SETTLED, last.count // 2):,} to {last.count:,}:")
        for name, share in last.growth.items():
            self.stdout.write(f"  {name:<12} {share:+7.1%}")
        if len(batches) > 1:
            self.stdout.write(f"Time grows as the number of stories to the power of {power(batches):.2f}.")


def sizes(told: str) -> list[int]:
    """Sizes of batches, from a list such as 1000,3000."""
    try:
        found = [int(size) for size in told.split(",")]
    except ValueError:
        found = []
    if not found or min(found) < 2:
        raise ArgumentTypeError("give numbers of stories, such as 1000,3000,10000")
    return found


def line_of(batch: Batch) -> str:
    rate = f"{batch.count / batch.seconds:.1f}"
    counts = (batch.unread, batch.parsed, batch.encoded, batch.claims, f"{batch.again:.1f}", batch.changes)
    return TABLE.format(batch.count, f"{batch.seconds:.1f}", rate, *counts)


def power(batches: list[Batch]) -> float:
    """1 is linear: from the smallest batch to the largest."""
    small, large = (choose(batches, key=lambda batch: batch.count) for choose in (min, max))
    steps = log(large.count / small.count)
    return log(large.seconds / small.seconds) / steps if steps else 1.0


def write(batches: list[Batch], out: Path) -> None:
    """ingest.json with all figures, memory.csv with each sample of the last batch, and two plots."""
    told = [asdict(batch) | {"samples": len(batch.samples.rows)} for batch in batches]
    (out / "ingest.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    last = batches[-1].samples.rows
    names = sorted({name for row in last for name in row.memory})
    with (out / "memory.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["seconds", "stories", *names])
        for row in last:
            held = [round(row.memory.get(name, 0), 1) for name in names]
            rows.writerow([round(row.seconds, 1), row.stories, *held])
    grown = {name: [(row.stories, row.memory[name]) for row in last if name in row.memory] for name in names}
    (out / "memory.svg").write_text(plot("Memory of each process", "stories read", "MiB", grown), "utf-8")
    times = [(batch.count, batch.seconds) for batch in sorted(batches, key=lambda batch: batch.count)]
    most = times[-1]
    lines = {"measured": [(0, 0), *times], "in proportion": [(0, 0), most]}
    (out / "time.svg").write_text(plot("Time for a batch", "stories", "seconds", lines), "utf-8")
