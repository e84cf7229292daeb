"""The site in processes of its own, and senders who hand stories in at its API."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from factcheck.services.ports import LOOPBACK, free_port
from tests.faults.worker import ROOT
from tests.workers.patience import until

SENDERS = 4
PATIENCE = 30.0  # seconds that a sender waits for an answer
COMMAND = ("-m", "gunicorn", "-c", "python:factcheck.gunicorn", f"--chdir={ROOT}", "factcheck.wsgi")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sender was told, and after how many seconds. `retry_after`: when to come again, if so told."""

    status: int
    seconds: float
    retry_after: str = ""


class Site:
    """gunicorn with two workers; it is up once this is made. `key` is the senders' token."""

    def __init__(self, log: Path, environ: dict[str, str], key: str) -> None:
        self.port, self.key = free_port(), key
        ours = {"WEB_BIND": f"{LOOPBACK}:{self.port}", "WEB_WORKERS": "2"}
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", *COMMAND],
                env={"DJANGO_SETTINGS_MODULE": "factcheck.settings", **environ, **ours},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(lambda: self.ask("GET", "/healthz").status == 200, f"the site is up; see {log}", 60)

    def ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """Status 0 where nobody answered."""
        began = time.monotonic()
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": "application/json",
            "Host": "localhost",
        }
        caller = HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        try:
            caller.request(method, path, body, headers)
            answer = caller.getresponse()
            answer.read()
            return Answer(answer.status, time.monotonic() - began, answer.headers.get("Retry-After", ""))
        except OSError:
            return Answer(0, time.monotonic() - began)
        finally:
            caller.close()

    def hand_in(self, number: int, text: str) -> Answer:
        given = {"source": "Selwick Wire", "external_id": f"story-{number}", "title": "Ferry", "text": text}
        return self.ask("POST", "/api/v1/stories", json.dumps(given).encode())

    def hand_in_all(
        self, numbers: Iterable[int], text_of: Callable[[int], str], senders: int = SENDERS
    ) -> list[Answer]:
        """From several senders at once."""
        with ThreadPoolExecutor(senders) as crowd:
            return list(crowd.map(lambda number: self.hand_in(number, text_of(number)), numbers))

    def end(self) -> None:
        """Gently first."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=10)
