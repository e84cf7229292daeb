"""How long a story of twenty claims takes to be compared, and how that grows with the claims at the desk."""

from __future__ import annotations

import json
import os
import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.models import Count, QuerySet

from claims.actions import candidates, gathering
from claims.garbage import collect_seldom
from claims.management import crowd
from claims.management.plot import plot
from claims.models import Article, Claim, ClaimLink, Event, Occurrence, Regrouping

SIZES = [10_000, 50_000, 100_000, 200_000]  # claims at the desk
BASE = 500  # stories that are recorded and compared for real: 10,000 claims
MEASURED = 64  # stories that are then measured one by one
TOGETHER = 256  # and in batches, as in a night, where a batch follows upon the other
TABLE = "{:>9} {:>8} {:>8} {:>12} {:>8} {:>12} {:>6} {:>6} {:>10} {:>11}"
HEAD = (
    *("claims", "p50, ms", "p95, ms", "batched, ms", "cpu, ms", "vectors, ms"),
    *("links", "moved", "written/s", "index, MiB"),
)


class Command(BaseCommand):
    help = (
        "Fill an empty database with stories of twenty claims, and measure how long another one takes to be "
        "compared: its candidates, the rules, and what is written. Wants a stack of its own and no worker: "
        "FACTCHECK_HOME=/tmp/match python manage.py with_stack -- python manage.py bench_match"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=sizes, default=SIZES, metavar="N,N,...")
        parser.add_argument("--base", type=int, default=BASE, metavar="STORIES", help="compared for real")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--out", type=Path, default=Path("bench"), metavar="DIR")

    def handle(self, *, claims: list[int], base: int, seed: int, out: Path, **_: Any) -> None:
        if Article.objects.exists():
            raise CommandError("There are stories here; take an empty home.", returncode=2)
        out.mkdir(parents=True, exist_ok=True)
        collect_seldom()  # as a worker does
        self._begin(base, seed)
        own, copies = Claim.objects.count(), 0
        rows: list[dict[str, Any]] = []
        for size in claims:
            more = max(0, round(size / own) - 1 - copies)
            seconds = timed(partial(crowd.grow, more, copies, seed))
            copies += more
            rows.append(
                self._measure(seed, len(rows), base) | {"written": more * own / seconds if more else 0}
            )
            self.stdout.write(line_of(rows[-1]))
        write(rows, out)

    def _begin(self, base: int, seed: int) -> None:
        seconds = timed(partial(crowd.come_in, 0, base, seed)) + timed(crowd.compare_all)
        load = ", ".join(f"{mean:.1f}" for mean in os.getloadavg())
        self.stdout.write(f"{base} stories recorded and compared: {1000 * seconds / base:.0f} ms each.")
        self.stdout.write(f"{os.cpu_count()} cores, load {load}.")
        self.stdout.write(events_told())
        self.stdout.write(TABLE.format(*HEAD))

    def _measure(self, seed: int, run: int, base: int) -> dict[str, Any]:
        """Compare fresh stories one by one, then others together; all is taken back at the end."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        told: dict[str, Any] = {"claims": Claim.objects.count()}
        first = base + (MEASURED + TOGETHER) * run
        with transaction.atomic():
            crowd.come_in(first, MEASURED, seed)
            alone = [1000 * timed(partial(gathering.gather, most=1)) for _ in range(MEASURED)]
            crowd.come_in(first + MEASURED, TOGETHER, seed)
            told |= in_batches()
            told["vectors"] = 1000 * timed(look_near) / MEASURED
            transaction.set_rollback(True)
        cuts = quantiles(alone, n=20)
        return told | {"p50": cuts[9], "p95": cuts[18], "index": index_size()}


def events_told() -> str:
    sizes = list(Event.objects.annotate(told=Count("accounts")).values_list("told", flat=True))
    some = ", ".join(f"{sum(size >= least for size in sizes)} of {least} or more" for least in (1, 2, 5, 20))
    return f"Events by stories: {some}; the largest of {max(sizes)}."


def in_batches() -> dict[str, float]:
    """What one of the stories that wait takes, with all that comes of it; `cpu` is this process's part.

    `links` are those written for it. `moved`: other stories that it brought into another event, and whose
    links were decided anew in the same time.
    """
    links, moves, began = ClaimLink.objects.count(), moved().count(), time.process_time()
    waiting = Article.objects.to_match().count()
    seconds = timed(crowd.compare_all)
    told = {
        "batched": 1000 * seconds,
        "cpu": 1000 * (time.process_time() - began),
        "links": ClaimLink.objects.count() - links,
        "moved": moved().count() - moves,
    }
    return {name: value / waiting for name, value in told.items()}


def moved() -> QuerySet[Regrouping]:
    return Regrouping.objects.filter(action="left")


def look_near() -> None:
    """The neighbours of as many stories as are measured, all at once."""
    newest = Occurrence.objects.order_by("-pk").values_list("pk", flat=True)
    candidates.near(list(newest[: MEASURED * crowd.CLAIMS]))


def timed(act: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def index_size() -> float:
    """MiB of the index of neighbours; 0 without pgvector."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(pg_relation_size(to_regclass('claims_claimvector_near')), 0)")
        return float(cursor.fetchone()[0]) / (1 << 20)


def sizes(told: str) -> list[int]:
    """Numbers of claims, from a list such as 10000,50000, the smallest first."""
    try:
        return sorted(int(size) for size in told.split(",") if int(size) > 0) or sizes("")
    except (ValueError, RecursionError):
        raise ArgumentTypeError("give numbers of claims, such as 10000,50000,200000") from None


def line_of(row: dict[str, Any]) -> str:
    names = ("p50", "p95", "batched", "cpu", "vectors", "links", "moved")
    told = (f"{row[name]:.1f}" for name in names)
    return TABLE.format(f"{row['claims']:,}", *told, f"{row['written']:,.0f}", f"{row['index']:.0f}")


def write(rows: list[dict[str, Any]], out: Path) -> None:
    """match.json and match.svg."""
    (out / "match.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    names = {
        "p50": "alone, median",
        "p95": "alone, 95th of 100",
        "batched": "in batches of 16",
        "cpu": "of that, our process",
        "vectors": "of that, neighbours",
    }
    lines = {said: [(row["claims"], row[name]) for row in rows] for name, said in names.items()}
    drawn = plot("A story of 20 claims compared", "claims at the desk", "milliseconds", lines)
    (out / "match.svg").write_text(drawn, encoding="utf-8")
