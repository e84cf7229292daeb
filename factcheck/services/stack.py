"""The whole stack: servers first, our programs after them, ended in reverse order."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from factcheck.services import programs, valkey
from factcheck.services.exceptions import StackError
from factcheck.services.home import Home
from factcheck.services.output import Output
from factcheck.services.ports import free_port
from factcheck.services.postgres import Cluster
from factcheck.services.privileges import launched
from factcheck.services.service import Program, Service, Tell

ProgramAt = Callable[[int], Program]  # a server's program, given its port
TRIES = 3  # a free port may be taken by somebody else before the server binds it


class Stack:
    """Use as `async with Stack(home, tell) as stack`; whatever was started has ended when that ends."""

    def __init__(self, home: Home, tell: Tell) -> None:
        self.home = home
        self.environ: dict[str, str] = {}  # what programs need to reach the servers
        self.owner: dict[str, str] = {}  # and what whoever makes tables needs beside it
        self._tell = tell
        self._started: list[list[Service]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for together in reversed(self._started):
            await asyncio.gather(*(service.stop() for service in together))

    async def start_servers(self) -> None:
        """Start PostgreSQL and Valkey, but not where DATABASE_URL or REDIS_URL names one that runs."""
        database, broker = await asyncio.gather(self._database(), self._broker())
        self.environ = {
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "SECRET_KEY": os.environ.get("SECRET_KEY") or self.home.secret("secret-key"),
            "FACTCHECK_HOME": str(self.home.path),
            "PYTHONUNBUFFERED": "1",
        }

    async def _database(self) -> str:
        if given := os.environ.get("DATABASE_URL"):
            self._tell("postgres", "given", "DATABASE_URL")
            return given
        self._tell("postgres", "preparing", "")
        cluster = await asyncio.to_thread(Cluster, self.home)
        await asyncio.to_thread(cluster.prepare)
        port = await self._start_on_free_port(cluster.program)
        await asyncio.to_thread(cluster.make_database, port)
        self.owner = {"DATABASE_OWNER_URL": cluster.url(port)}
        return cluster.site_url(port)

    async def _broker(self) -> str:
        if given := os.environ.get("REDIS_URL"):
            await asyncio.to_thread(valkey.check, given)
            self._tell("valkey", "given", "REDIS_URL")
            return given
        port = await self._start_on_free_port(lambda port: valkey.program(self.home, port))
        return valkey.url(self.home, port)

    async def _start_on_free_port(self, program_at: ProgramAt) -> int:
        for left in reversed(range(TRIES)):
            port = free_port()
            try:
                await self.start(program_at(port))
                return port
            except StackError as error:
                if not left or "port is taken" not in str(error):
                    raise
        raise AssertionError  # the last try returns or raises

    async def start(self, *together: Program) -> None:
        """Start programs side by side. Raises StackError when one does not get ready."""
        services = [Service(program, self.home, self._tell) for program in together]
        self._started.append(services)
        await asyncio.gather(*(service.start() for service in services))

    async def manage(self, *words: str, accept: Sequence[int] = (0,)) -> str:
        """Run a management command to its end and return what it printed.

        Raises StackError when it ends with a code that is not in `accept`.
        """
        log = self.home.logs / f"{words[0]}.log"
        output = Output(log)
        pipe = output.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *launched(programs.manage(*words)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=pipe,
                env={**os.environ, **self.environ, **self.owner},
            )
            os.close(pipe)
            printed, _ = await process.communicate()
            if process.returncode not in accept:
                raise StackError(f"{words[0]} failed:\n{output.last_lines()}\nMore in {log}.")
            return printed.decode()
        finally:
            output.close()
