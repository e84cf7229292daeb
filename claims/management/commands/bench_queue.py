"""How quickly the desk answers sixteen editors at a million claims, and what its processes hold by then."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path
from statistics import quantiles
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import psutil
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client as InProcess
from django.test.utils import CaptureQueriesContext

from claims.management.asking_desk import Answers, Question, ask_for
from claims.management.crowded_desk import PEOPLE, CrowdedDesk, is_filled, is_ours
from claims.models import Article, Claim, User
from claims.statuses import Status

DEEP = 40_000  # rows above page 1,000
EVERY_SECONDS = 2.0  # a client asks
SAMPLE_SECONDS = 1.0
READY_SECONDS = 60.0
MIB = 1 << 20
NARROWED = {
    "type": "?type=economy",
    "source": "?source={source}",
    "urgency": "?urgency=1&urgency=2",
    "age": "?age=24h",
    "hands": "?hands=nobody",
    "priority": "?min=70",
    "conflict": "?conflict=1",
    "recheck": "?recheck=1",
    "claimant": "?claimant=Ines+Vallory",
    "place": "?place=Ostreyford",
    "search, common": "?q=harbour",
    "search, rare": "?q=%22former+commander%22+wheat",
    "search, number": "?q=C-777",
    "search, stop word": "?q=WHO",
    "set aside": "?view=aside",
    "dismissed": "?view=dismissed",
    "several": "?type=crime&min=40&urgency=1&q=police",
}
BOUNDS = {"queue page": 150, "claim page": 150, "next claim": 60, "verdict": 200}  # p95, milliseconds
TABLE = "{:<26} {:>6} {:>8} {:>8} {:>8} {:>8}"


class Command(BaseCommand):
    help = (
        "Fill an empty database with claims by COPY, three in ten open, start gunicorn with two workers, let "
        "sixteen editors ask it, each once in two seconds, and print how long it took. Wants a stack "
        "of its own: FACTCHECK_HOME=/tmp/queue python manage.py with_stack -- python manage.py bench_queue"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=int, default=1_000_000)
        parser.add_argument("--seconds", type=float, default=120)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--out", type=Path, default=None, metavar="DIR")

    def handle(self, *, claims: int, seconds: float, seed: int, out: Path | None, **_: Any) -> None:
        self._fill(claims, seed)
        people = list(User.objects.filter(username__startswith="bench").order_by("pk")[:PEOPLE])
        places = Places()
        queries = {kind: queries_of(people[0], path) for kind, path in places.pages().items()}
        with web() as (address, master):
            for path in places.pages().values():  # once, so that nothing is measured that is only warming up
                ask_for(0.01, 0.01, address, people[:2], lambda _, path=path: iter([Question("", path)]))  # type: ignore[misc]
            memory = Memory(master)
            with memory:
                answers = ask_for(seconds, EVERY_SECONDS, address, people, places.questions)
        self._tell(answers, queries, memory)
        if out:
            out.mkdir(parents=True, exist_ok=True)
            told = {
                "times": answers.times,
                "failed": answers.failed,
                "queries": queries,
                "memory": memory.rows,
            }
            (out / "queue.json").write_text(json.dumps(told), encoding="utf-8")
        sys.exit(1 if answers.failed or over(answers) else 0)

    def _fill(self, claims: int, seed: int) -> None:
        if not is_ours():
            raise CommandError("There are stories here; take an empty home.", returncode=2)
        if Article.objects.exists():
            if not is_filled(claims):
                raise CommandError("Another number of claims lies here; take an empty home.", returncode=2)
            return
        began = time.monotonic()
        CrowdedDesk(claims, seed).fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        self.stdout.write(f"{claims:,} claims copied in {time.monotonic() - began:.0f} s.")

    def _tell(self, answers: Answers, queries: dict[str, int], memory: Memory) -> None:
        load = ", ".join(f"{mean:.1f}" for mean in os.getloadavg())
        self.stdout.write(f"{Claim.objects.count():,} claims, {Claim.objects.open().count():,} open.")
        self.stdout.write(f"{os.cpu_count()} cores, load {load}.\n")
        self.stdout.write(TABLE.format("milliseconds", "asked", "p50", "p95", "p99", "queries"))
        for kind, times in sorted(answers.times.items()):
            told = (f"{share(times, at):.1f}" for at in (50, 95, 99))
            self.stdout.write(TABLE.format(kind, len(times), *told, queries.get(kind, "")))
        for what, number in answers.failed.items():
            self.stdout.write(f"Failed: {what}, {number} times")
        for kind in over(answers):
            self.stdout.write(f"Over its bound of {BOUNDS[kind]} ms: {kind}")
        self.stdout.write(memory.summed())


class Places:
    """Which pages there are to ask for."""

    def __init__(self) -> None:
        self.claims = list(Claim.objects.open().by_priority().values_list("pk", flat=True)[:2000])
        deep = Claim.objects.open().by_priority().values_list("priority", "pk")[DEEP : DEEP + 1]
        place = deep.first() or Claim.objects.open().by_priority().values_list("priority", "pk")[100]
        self.deep = "?after={}.{}".format(*place)
        self.source = Article.objects.values_list("source", flat=True)[0]

    def pages(self) -> dict[str, str]:
        """The address of each kind of page."""
        narrowed = {kind: f"/queue/{query.format(source=self.source)}" for kind, query in NARROWED.items()}
        return {
            "queue page": "/queue/",
            "page 1,000": f"/queue/{self.deep}",
            "claim page": f"/claims/{self.claims[0]}/",
            **{f"by {kind}": path for kind, path in narrowed.items()},
        }

    def questions(self, person: User) -> Iterator[Question]:
        """What one editor asks for, over and over: mostly the queue and claims, now and then the rest."""
        pages = self.pages()
        rest = cycle(kind for kind in pages if kind.startswith("by "))
        held = iter(list(Claim.objects.filter(holder=person, status=Status.IN_PROGRESS)))
        for turn in count(person.pk):
            yield Question("queue page", pages["queue page"])
            yield Question("claim page", f"/claims/{self.claims[turn * 37 % len(self.claims)]}/")
            yield Question(kind := next(rest), pages[kind])
            yield Question("page 1,000", pages["page 1,000"])
            yield Question("next claim", "/queue/next/", {})
            yield Question("queue page", pages["queue page"])
            yield Question("claim page", f"/claims/{self.claims[turn * 91 % len(self.claims)]}/")
            yield Question(kind := next(rest), pages[kind])
            if claim := next(held, None):
                yield Question("verdict", f"/claims/{claim.pk}/verdict/", verdict_on(claim))


def verdict_on(claim: Claim) -> dict[str, str]:
    text = "The harbour log names as many, and so does the coast guard."
    return {"rating": "true", "explanation": text, "version": str(claim.version), "key": str(uuid4())}


def queries_of(person: User, path: str) -> int:
    """How many queries a page costs, asked in this process."""
    client = InProcess(headers={"host": "localhost"})
    client.force_login(person)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def over(answers: Answers) -> list[str]:
    """The kinds whose p95 is over its bound."""
    asked = {kind: answers.times[kind] for kind in BOUNDS if answers.times.get(kind)}
    return [kind for kind, times in asked.items() if share(times, 95) > BOUNDS[kind]]


def share(times: list[float], percent: int) -> float:
    """What so many of a hundred answers took at most."""
    return quantiles([*times, times[-1]], n=100, method="inclusive")[percent - 1]


@contextmanager
def web() -> Iterator[tuple[str, int]]:
    """gunicorn with two workers on a free port of this machine: its address and its process.

    It ends with this process, however that ends: even where nobody is left to end it.
    """
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    own = {"WEB_BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "2", "WEB_PARENT": str(os.getpid())}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.gunicorn", "factcheck.wsgi"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | own, stdout=quiet, stderr=quiet)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise CommandError("The web server did not start.")


class Memory:
    """What the web's processes hold, sampled while something runs: (seconds, MiB of each)."""

    def __init__(self, master: int) -> None:
        self.master, self.rows, self._over = (
            psutil.Process(master),
            list[tuple[float, list[float]]](),
            Event(),
        )
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        began = time.monotonic()
        while not self._over.wait(SAMPLE_SECONDS):
            held = [child.memory_info().rss / MIB for child in self.master.children()]
            self.rows.append((time.monotonic() - began, held))

    def summed(self) -> str:
        """At the start, after a quarter, half and at the end."""
        if not self.rows:
            return "Nothing sampled."
        at = [self.rows[int(share * (len(self.rows) - 1))] for share in (0, 0.25, 0.5, 0.75, 1)]
        told = "; ".join(
            f"{seconds:.0f} s: {', '.join(f'{each:.0f}' for each in held)}" for seconds, held in at
        )
        return f"MiB of the web's processes: {told}"
