"""How much memory the processes of a stack hold while something runs, and how far that is by then."""

from __future__ import annotations

import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

EVERY_SECONDS = 1.0
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Sample:
    """At one moment: seconds since the start, stories done, and MiB of each process by its name."""

    seconds: float
    stories: int
    memory: dict[str, float]


@dataclass
class Samples:
    """All samples of one run, in order."""

    rows: list[Sample] = field(default_factory=list)

    def watch(self, process: subprocess.Popen[bytes], pids: Path, done: Callable[[], int]) -> None:
        """Sample until `process` ends: it, the services whose ids lie in `pids`, and all their children."""
        began = time.monotonic()
        while process.poll() is None:
            self.rows.append(Sample(time.monotonic() - began, done(), memory_of(process.pid, pids)))
            time.sleep(EVERY_SECONDS)

    def growth(self, start: int, end: int) -> dict[str, float]:
        """By what share each process grew between these two counts of stories; processes seen at both.

        The median of the samples near each count, so that one moment does not decide.
        """
        early, late = self._near(start), self._near(end)
        return {name: late[name] / early[name] - 1 for name in sorted(early.keys() & late.keys())}

    def _near(self, stories: int) -> dict[str, float]:
        rows = sorted(self.rows, key=lambda row: abs(row.stories - stories))[:5]
        found = defaultdict(list)
        for row in rows:
            for name, size in row.memory.items():
                found[name].append(size)
        return {name: sorted(sizes)[len(sizes) // 2] for name, sizes in found.items()}


def memory_of(pid: int, pids: Path) -> dict[str, float]:
    """MiB that each process holds for itself, without what it shares, such as PostgreSQL's buffers."""
    held = {"ingest_wire": _private(psutil.Process(pid))} if psutil.pid_exists(pid) else {}
    for file in sorted(pids.glob("*.pid")):
        for name, process in _family(file.stem, int(file.read_text() or 0)):
            held[name] = held.get(name, 0.0) + _private(process)
    return {name: size for name, size in held.items() if size}


def _family(name: str, pid: int) -> Iterable[tuple[str, psutil.Process]]:
    """The service's process and its children; those of the worker are told apart, others counted together.

    PostgreSQL's autovacuum workers come and go, and are left out.
    """
    try:
        service = psutil.Process(pid)
        children = sorted(service.children(recursive=True), key=lambda child: child.pid)
    except psutil.NoSuchProcess:
        return
    yield name, service
    for number, child in enumerate(children, 1):
        if not _is_passing(child):
            yield (f"{name} {number}" if name == "worker" else name), child


def _is_passing(process: psutil.Process) -> bool:
    try:
        return any("autovacuum worker" in word for word in process.cmdline())
    except psutil.Error:
        return True


def _private(process: psutil.Process) -> float:
    try:
        held = process.memory_info()
    except psutil.NoSuchProcess:
        return 0.0
    return float(held.rss - getattr(held, "shared", 0)) / MIB
