"""A night's batch is killed again and again; resumed, it ends in the database of a quiet night."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command

from claims.models import Arrival, Article, IngestRun
from tests.extraction.scorers import RuleScorer
from tests.faults.conftest import Manage
from tests.faults.dump import dump
from tests.faults.mixed import fill
from tests.faults.worker import ROOT
from workers import batches

KILLS = 10


def read_all() -> None:
    """As a worker would, in this process and with a model of rules."""
    for article_id in Article.objects.unsettled().values_list("pk", flat=True):
        batches.read_waiting(article_id, RuleScorer())


def killed_after(lines: int, words: list[str], environ: dict[str, str]) -> None:
    """Start the batch, and kill it without warning once it has told of so many stories."""
    command = [sys.executable, str(ROOT / "manage.py"), "ingest_wire", *words, "--json"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as batch:
        assert batch.stdout
        for _ in range(lines):
            batch.stdout.readline()
        batch.kill()


@pytest.mark.timeout(300)  # twelve processes, one after the other
def test_a_batch_killed_at_ten_places_ends_as_if_nothing_had_happened(
    manage: Manage, environ: dict[str, str], tmp_path: Path
) -> None:
    folder, lot = fill(tmp_path / "night"), Random(4)
    quiet = manage("ingest_wire", str(folder), "--json")
    assert (quiet.returncode, bool(quiet.stdout)) == (1, True), quiet.stderr  # some could not be read
    read_all()
    expected, arrived = dump(), Arrival.objects.count()
    statuses = set(Arrival.objects.values_list("status", flat=True))
    assert statuses >= {"new", "revision", "stale", "canceled", "quarantined", "empty", "rejected"}
    assert len(expected["Claim"]) > 30
    call_command("flush", interactive=False, verbosity=0)

    words = [str(folder)]
    for kill in range(KILLS):
        killed_after(lot.randrange(3), words, environ)
        done = Arrival.objects.count()
        assert done < arrived, f"finished before kill {kill}"
        if run := IngestRun.objects.first():
            words = ["--resume", str(run.pk)]
    last = manage("ingest_wire", *words, "--json")
    assert json.loads(last.stdout.splitlines()[-1]) | {"run": 0} == json.loads(
        quiet.stdout.splitlines()[-1]
    ) | {"run": 0}
    read_all()
    found = dump()
    for table, rows in expected.items():
        assert found[table] == rows, table
