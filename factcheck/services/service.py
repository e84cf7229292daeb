"""One service: started, watched, started again when it ends by itself, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from factcheck.services.exceptions import StackError, in_plain_words
from factcheck.services.home import Home
from factcheck.services.output import Output
from factcheck.services.privileges import launched

FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0  # seconds before a crashed service is started again
CALM_AFTER = 60.0  # seconds of running after which a crash counts as the first one
Tell = Callable[[str, str, str], None]  # service, state, detail


@dataclass(frozen=True)
class Program:
    """What to run: its command, the words by which it says it is ready, and how it likes to be stopped."""

    name: str
    command: list[str]
    ready: bytes
    environ: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""  # shown beside its state: an address, a count
    how: str = "same"  # as whom: see launch.py
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL  # what the kernel sends when the supervisor is killed
    stop_seconds: float = 20.0
    ready_seconds: float = 90.0
    files: tuple[int, ...] = ()  # open sockets it inherits


class Service:
    """Keeps one program running."""

    def __init__(self, program: Program, home: Home, tell: Tell) -> None:
        self.program = program
        self.output = Output(home.logs / f"{program.name}.log")
        self._pid_file = home.pids / f"{program.name}.pid"
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when the program says it is ready. Raises StackError when it ends or stays silent."""
        self._say("starting")
        process = await self._spawn()
        if not await self._ready(process):
            raise StackError(self._why_not())
        self._say("running", self.program.detail)
        self._keeper = asyncio.create_task(self._keep(process), name=f"keep {self.program.name}")

    async def _spawn(self) -> asyncio.subprocess.Process:
        program, pipe = self.program, self.output.pipe()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *launched(program.command, program.how, program.death_signal),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=pipe,
                stderr=pipe,
                env={**os.environ, **program.environ},
                pass_fds=program.files,
                start_new_session=True,  # Ctrl-C at the terminal is for the supervisor alone
            )
        finally:
            os.close(pipe)
        self._pid_file.write_text(str(self._process.pid))
        return self._process

    async def _ready(self, process: asyncio.subprocess.Process) -> bool:
        """Whether the program says that it is ready, before it ends or its time is up."""
        said = asyncio.create_task(self.output.said(self.program.ready))
        ended = asyncio.create_task(process.wait())
        try:
            await asyncio.wait(
                {said, ended}, timeout=self.program.ready_seconds, return_when=asyncio.FIRST_COMPLETED
            )
            return said.done() and process.returncode is None
        finally:
            said.cancel()
            ended.cancel()

    async def _keep(self, process: asyncio.subprocess.Process) -> None:
        """Start the program again whenever it ends, waiting longer each time it ends soon."""
        delay, clock = FIRST_DELAY, asyncio.get_running_loop().time
        while True:
            began = clock()
            await process.wait()
            self._kill_group(process)
            delay = FIRST_DELAY if clock() - began > CALM_AFTER else delay
            self._say("restarting", f"{ending(process.returncode)}; again in {delay:g} s")
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST_DELAY)
            process = await self._spawn()
            if await self._ready(process):
                self._say("running", f"{self.program.detail} (restarted)".strip())

    async def stop(self) -> None:
        """End the program, gently first. Safe to call in any state."""
        if self._keeper:
            self._keeper.cancel()
        if (process := self._process) and process.returncode is None:
            self._say("stopping")
            process.send_signal(self.program.stop_signal)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), self.program.stop_seconds)
        if process:
            self._kill_group(process)
            await process.wait()
        self._pid_file.unlink(missing_ok=True)
        self.output.close()
        self._say("stopped")

    def _kill_group(self, process: asyncio.subprocess.Process) -> None:
        """Let no process that the program started outlive it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)

    def _say(self, state: str, detail: str = "") -> None:
        self._tell(self.program.name, state, detail)

    def _why_not(self) -> str:
        told = self.output.last_lines()
        name, path = self.program.name, self.output.path
        return f"{name} did not start: {in_plain_words(told)}:\n{told}\nMore in {path}."


def ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"ended with code {code}"
