"""What became of each part, kept in a file, so that a soak can be broken off and gone on with."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.soak.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it ran, as a reader needs it to judge a time."""

    processor: str
    cores: int
    memory: str
    python: str
    commit: str

    def __str__(self) -> str:
        return (
            f"{self.processor}, {self.cores} cores, {self.memory}, Python {self.python}, commit {self.commit}"
        )


@dataclass(slots=True)
class Result:
    """One part's run: `told` is the end of what it printed, where it failed; `load` the machine's before."""

    part: str
    began: str
    seconds: float
    passed: bool
    share: float
    machine: str
    command: str
    load: str = ""
    figures: list[Figure] = field(default_factory=list)
    told: str = ""


class Record:
    """The results by part, in a file of JSON."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: dict[str, Result] = {}
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            self.results = {name: _result(told) for name, told in kept.items()}

    def is_done(self, part: str, share: float) -> bool:
        """Whether it passed at this size or a larger one."""
        found = self.results.get(part)
        return found is not None and found.passed and found.share >= share

    def keep(self, result: Result) -> None:
        self.results[result.part] = result
        told = {name: asdict(each) for name, each in self.results.items()}
        self.path.write_text(json.dumps(told, indent=1), encoding="utf-8")

    def forget(self, parts: list[str]) -> None:
        for part in parts:
            self.results.pop(part, None)


def _result(told: dict[str, Any]) -> Result:
    return Result(**{**told, "figures": [Figure(**each) for each in told["figures"]]})


def figures_in(path: Path) -> list[Figure]:
    """What the tests wrote, line by line; several tests may tell of one figure."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found: dict[tuple[str, str], Figure] = {}
    for line in lines:
        each = Figure(**json.loads(line))
        before = found.get((each.promise, each.what))
        found[each.promise, each.what] = both(before, each) if before else each
    return list(found.values())


def both(one: Figure, other: Figure) -> Figure:
    """Counts are added up; of a figure with a bound the worse stays."""
    if not one.bound:
        return replace(one, found=one.found + other.found)
    worse = max if one.bound.startswith("≤") else min
    return worse(one, other, key=lambda each: each.found)


def machine() -> Machine:
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory=f"{psutil.virtual_memory().total / GIB:.0f} GiB",
        python=platform.python_version(),
        commit=_commit(),
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
