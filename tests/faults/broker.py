"""A Valkey of the tests' own, which may be flushed, killed and started again."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import redis

from factcheck.services.binaries import find_valkey
from factcheck.services.ports import LOOPBACK, free_port
from tests.workers.patience import until


class Broker:
    """At one address for as long as the tests run, whether the server is up or not."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://{LOOPBACK}:{self.port}/0"
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = ["--port", str(self.port), "--bind", LOOPBACK, "--save", "", "--dir", str(self._folder)]
        with (self._folder / "valkey.log").open("ab") as log:
            self._server = subprocess.Popen([find_valkey(), *words], stdout=log, stderr=log)
        until(self.answers, "the broker answers")

    def kill(self) -> None:
        if self._server:
            self._server.kill()
            self._server.wait(timeout=10)
            self._server = None

    def freeze(self) -> None:
        self._tell(signal.SIGSTOP)

    def thaw(self) -> None:
        self._tell(signal.SIGCONT)

    def flush(self) -> None:
        with self._client() as client:
            client.flushall()

    def answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def _tell(self, number: signal.Signals) -> None:
        assert self._server
        self._server.send_signal(number)

    def _client(self) -> redis.Redis:
        return redis.Redis(host=LOOPBACK, port=self.port, socket_timeout=2)
