"""A PostgreSQL of the tests' own, which crashes and recovers; Django is turned to it for a while."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from factcheck import backup
from factcheck.services.home import Home
from factcheck.services.ports import LOOPBACK, free_port
from factcheck.services.postgres import NAME, Cluster
from factcheck.services.privileges import launched
from tests.workers.patience import until


class Server:
    """A cluster in `folder`, with a copy of the tests' database; up once this is made."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.port = free_port()
        self._log = folder / "postgres.log"
        self._cluster = Cluster(Home(folder))
        self._cluster.prepare()
        dump = folder / "copy.dump"
        backup.run("pg_dump", "--format=custom", "--no-privileges", f"--file={dump}")
        self.start()
        self._cluster.make_database(self.port)
        with self.in_use():
            backup.run("pg_restore", "--exit-on-error", "--no-owner", "--dbname", NAME, str(dump))

    def start(self) -> None:
        program = self._cluster.program(self.port)
        with self._log.open("ab") as log:
            words = launched(program.command, program.how, program.death_signal)
            self._process = subprocess.Popen(words, stdout=log, stderr=log)
        until(self._answers, f"PostgreSQL is up; see {self._log}", 60)

    def crash(self) -> None:
        """`immediate`: nothing is written down; the next start recovers from the log."""
        self._end(signal.SIGQUIT)

    def end(self) -> None:
        self._end(signal.SIGINT)

    def _end(self, number: signal.Signals) -> None:
        self._process.send_signal(number)
        self._process.wait(timeout=60)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._cluster.url(self.port, "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Every new connection of this process is one to this server."""
        ours = connection.settings_dict
        kept = dict(ours)
        login = {"HOST": LOOPBACK, "PORT": self.port, "USER": NAME, "NAME": NAME}
        connection.close()
        ours.update(login, PASSWORD=self._cluster.password)
        try:
            yield
        finally:
            connection.close()
            ours.update(kept)
