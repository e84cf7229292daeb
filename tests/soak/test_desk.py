"""R11 and D1 in full: a desk with a million claims answers sixteen editors, and is dumped and restored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from claims.models import Article
from factcheck import backup
from tests.faults.worker import ROOT
from tests.platform.test_backup import another_database
from tests.soak.figures import hold, percentile, share_of, tell

SECONDS = 120  # that the editors ask
P95 = {"queue page": 150, "verdict": 200}  # milliseconds
P99, QUERIES = 400, 12
RESTORED = 300.0  # seconds


def test_a_desk_with_a_million_claims(environ: dict[str, str], tmp_path: Path) -> None:
    claims = share_of(1_000_000, least=20_000)
    told = _asked(claims, environ["DATABASE_URL"], tmp_path)
    _dump_and_restore(tmp_path)
    _hold(claims, told)


def _dump_and_restore(folder: Path) -> None:
    tell("D1", "stories in the desk that is dumped", Article.objects.count())
    began = time.monotonic()
    manifest = backup.back_up(folder / "kept")
    tell("D1", "dumped in", time.monotonic() - began, "s")
    with another_database():
        began = time.monotonic()
        backup.restore(folder / "kept")
        hold("D1", "restored and compared in", time.monotonic() - began, "s", at_most=RESTORED)
        hold("D1", "tables that differ", len(backup.differences(manifest)), at_most=0)


def _asked(claims: int, database: str, folder: Path) -> dict[str, Any]:
    """By `bench_queue` in a process of its own, which has the settings of production."""
    seconds = share_of(SECONDS, least=60)
    words = ["--claims", str(claims), "--seconds", str(seconds), "--out", str(folder / "asked")]
    command = [sys.executable, str(ROOT / "manage.py"), "bench_queue", *words]
    environ = os.environ | {"DATABASE_URL": database}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    told: dict[str, Any] = json.loads((folder / "asked" / "queue.json").read_text())
    return told


def _hold(claims: int, told: dict[str, Any]) -> None:
    """The figures of the asking; after those of the dump, which a slow page shall not hide."""
    tell("R11", "claims at the desk", claims)
    hold("R11", "requests that failed", sum(told["failed"].values()), at_most=0)
    for kind, bound in P95.items():
        hold("R11", f"p95 of {kind}", percentile(told["times"][kind], 95), "ms", at_most=bound)
    hold("R11", "p99 of queue page", percentile(told["times"]["queue page"], 99), "ms", at_most=P99)
    hold("R11", "queries of the queue page", told["queries"]["queue page"], at_most=QUERIES)
    deep, first = (percentile(told["times"][kind], 50) for kind in ("page 1,000", "queue page"))
    hold("R11", "page 1,000 beside page 1 (p50)", deep / first, "times", at_most=2)
