"""The corpus beside the clone: its entries, unpacked, and what its index promises of each."""

from __future__ import annotations

import gzip
import json
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

CORPUS = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared") / "badinputs"
SLOW_MACHINE = 4  # the index tells seconds of an idle machine; tests share theirs
SLACK_MB = 64


def entries(*kinds: str) -> list[Any]:
    """Parameters for all entries of these kinds; one that skips where the corpus is missing."""
    if not CORPUS.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip(f"needs the corpus at {CORPUS}"), id="corpus")]
    index = json.loads((CORPUS / "index.json").read_bytes())
    return [pytest.param(entry, id=entry["file"]) for entry in index if entry["kind"] in kinds]


def content(entry: dict[str, Any]) -> bytes:
    raw = (CORPUS / entry.get("stored_as", entry["file"])).read_bytes()
    return gzip.decompress(raw) if "stored_as" in entry else raw


def stored(entry: dict[str, Any], folder: Path) -> Path:
    """The entry as a file of its own name, unpacked."""
    path = folder / entry["file"]
    path.write_bytes(content(entry))
    return path


@contextmanager
def within_limits(entry: dict[str, Any]) -> Iterator[None]:
    """Seconds and peak memory as the index allows them, generously."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert time.perf_counter() - started < entry["max_s"] * SLOW_MACHINE
    assert grown < entry["max_mb"] + SLACK_MB
