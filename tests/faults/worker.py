"""A real worker with its beat, in processes of its own, that can be killed, frozen and told to leave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.workers.patience import until

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (
    "-m", "celery", f"--workdir={ROOT}", "-A", "factcheck", "worker", "--beat",
    "--queues=extract,ingest,match", "--without-gossip", "--without-mingle", "--without-heartbeat",
)  # fmt: skip


class Worker:
    """Started at once; its output lies in `log`."""

    def __init__(self, log: Path, environ: dict[str, str]) -> None:
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", *COMMAND],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def told(self) -> str:
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """As a power cut: parent, child and beat at once, with no time to say anything."""
        self._signal(signal.SIGKILL)
        self.process.wait(timeout=20)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def leave(self) -> int:
        """SIGTERM to the parent alone, as a supervisor does; its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=30)

    def end(self) -> None:
        """Whatever state it is in, and whoever of it is left: beat may outlive a worker that ended."""
        with suppress(ProcessLookupError):
            self._signal(signal.SIGKILL)
        self.process.wait(timeout=20)

    def wait_until_told(self, words: str) -> None:
        until(lambda: words in self.told(), f"the worker says {words!r}", 60)

    def _signal(self, number: signal.Signals) -> None:
        os.killpg(self.process.pid, number)
