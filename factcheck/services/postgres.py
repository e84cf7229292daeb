"""PostgreSQL as a child: made once, started on a free port, found again by the next start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from factcheck.services.binaries import Postgres, find_postgres
from factcheck.services.exceptions import StackError, in_plain_words
from factcheck.services.gone import wait_gone
from factcheck.services.home import Home, write_private
from factcheck.services.ports import LOOPBACK
from factcheck.services.privileges import hand_over, launched, way_to_run
from factcheck.services.service import Program

NAME = "factcheck"  # of the database and of its owner
SITE = "factcheck_site"  # the site's own login, which `migrate` makes: see factcheck.rights
PATIENCE = 30  # seconds for the server of an earlier run to finish its shutdown
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a socket's path may have 107 bytes; FACTCHECK_HOME may be longer
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "200",  # two test workers with crowds of 50, or a web of many threads
    "shared_buffers": "512MB",  # a year's index of neighbours; taken as it is used
    "jit": "off",  # short queries only; compiling them costs more than it saves
}


class Cluster:
    """The database files in FACTCHECK_HOME/postgres."""

    def __init__(self, home: Home) -> None:
        self.data = home.path / "postgres"
        self.password = home.secret("postgres-password")
        self.site_password = home.secret("site-password")
        self.binaries: Postgres = find_postgres()
        self.how = way_to_run(self.binaries.program("postgres"))

    def prepare(self) -> None:
        """Make the cluster at the first start; later, see that it can be started. Raises StackError."""
        if not self.data.exists():
            self._make()
        self._check_version()
        self._wait_for_predecessor()

    def _make(self) -> None:
        """Run initdb beside the final place, so that one cut short leaves nothing that looks whole."""
        draft = self.data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        key = self.data.with_name("postgres.key")
        write_private(key, self.password)
        for place in (draft, key):
            hand_over(place, self.how)
        try:
            self._initdb(draft, key)
        finally:
            key.unlink()
        draft.rename(self.data)

    def _initdb(self, folder: Path, key: Path) -> None:
        command = [
            str(self.binaries.program("initdb")),
            f"--pgdata={folder}",
            f"--username={NAME}",
            f"--pwfile={key}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
        ]
        done = subprocess.run(
            launched(command, self.how),
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
        if done.returncode:
            raise self._cannot_be_made(done.stderr)

    def _check_version(self) -> None:
        made_by = int((self.data / "PG_VERSION").read_text())
        if made_by != self.binaries.major:
            raise StackError(
                f"The database in {self.data} was made by PostgreSQL {made_by}; the programs at hand are "
                f"PostgreSQL {self.binaries.major}. Dump it with {made_by} and restore it (how: "
                "factcheck/README.md), or move the folder away to begin with an empty one."
            )

    def _wait_for_predecessor(self) -> None:
        """Let the server of an earlier run end: after kill -9 of its supervisor it is still writing.

        Nobody else may use this home while we hold its lock, so one that does not end is told to.
        """
        lock = self.data / "postmaster.pid"
        pid = running_postmaster(lock, self.data)
        if pid and not wait_gone(pid, PATIENCE / 2):
            os.kill(pid, signal.SIGINT)
            if not wait_gone(pid, PATIENCE):
                raise StackError(
                    f"An earlier PostgreSQL (process {pid}) still runs on {self.data}. End it first."
                )
        lock.unlink(missing_ok=True)  # by now of a process that is gone, or of a stranger with its number

    def program(self, port: int) -> Program:
        settings = {**SETTINGS, "port": str(port)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Program(
            name="postgres",
            command=[str(self.binaries.program("postgres")), "-D", str(self.data), *options],
            ready=b"database system is ready to accept connections",
            detail=f"PostgreSQL {self.binaries.major} at {LOOPBACK}:{port}",
            how=self.how,
            stop_signal=signal.SIGINT,  # "fast": roll back what is open, write everything down, end
            death_signal=signal.SIGINT,
        )

    def url(self, port: int, database: str = NAME) -> str:
        return f"postgres://{NAME}:{self.password}@{LOOPBACK}:{port}/{database}"

    def site_url(self, port: int) -> str:
        return f"postgres://{SITE}:{self.site_password}@{LOOPBACK}:{port}/{NAME}"

    def make_database(self, port: int) -> None:
        """Make our database on the running server, unless it is there. Raises StackError."""
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        try:
            with psycopg.connect(self.url(port, "postgres"), autocommit=True) as connection:
                if not connection.execute(known, [NAME]).fetchone():
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        except psycopg.Error as error:
            raise self._cannot_be_made(str(error)) from error

    def _cannot_be_made(self, told: str) -> StackError:
        told = told.strip()
        return StackError(f"The database cannot be made in {self.data}: {in_plain_words(told)}:\n  {told}")


def running_postmaster(lock: Path, data: Path) -> int:
    """The process that `lock` names, when that is a PostgreSQL on `data`; else 0."""
    try:
        pid, folder = lock.read_text().splitlines()[:2]
    except (FileNotFoundError, ValueError):
        return 0
    return int(pid) if "postgres" in command_line(int(pid)) and folder == str(data) else 0


if sys.platform == "linux":

    def command_line(pid: int) -> str:
        """What process `pid` was started with; empty when there is none."""
        try:
            return Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            return ""

else:

    def command_line(pid: int) -> str:
        """What process `pid` was started with; empty when there is none."""
        asked = ["ps", "-o", "args=", "-p", str(pid)]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout
