"""`manage.py with_stack`: a stack for as long as one command takes."""

from __future__ import annotations

import asyncio
import os
from contextlib import ExitStack

from factcheck.services import programs
from factcheck.services.ports import LOOPBACK, listening_socket
from factcheck.services.privileges import launched
from factcheck.services.service import Program
from factcheck.services.signals import Signals
from factcheck.services.stack import Stack
from factcheck.services.terminal import Terminal


async def run_command(
    stack: Stack, signals: Signals, *, terminal: Terminal, command: list[str], worker: bool, port: int | None
) -> int:
    """Run `command` on a migrated stack and return its exit code; with a `port` (0: any), serve the site."""
    with ExitStack() as doors:
        await stack.start_servers()
        await stack.manage("prepare", *([] if port is None else ["--token"]))
        environ, wanted = dict(stack.environ), list[Program]()
        if worker:
            wanted += [programs.worker(environ), programs.beat(environ)]
        if port is not None:
            door = doors.enter_context(listening_socket(LOOPBACK, port))
            wanted.append(programs.web(environ, door))
            environ["FACTCHECK_URL"] = f"http://{LOOPBACK}:{door.getsockname()[1]}"
            environ["FACTCHECK_TOKEN"] = stack.home.secret("ingest-token")
        await stack.start(*wanted)
        terminal.give_way()
        return await in_foreground(signals, command, {**environ, **stack.owner})


async def in_foreground(signals: Signals, command: list[str], environ: dict[str, str]) -> int:
    """Run `command` with our terminal, and return its exit code as a shell would tell it."""
    process = await asyncio.create_subprocess_exec(*launched(command), env={**os.environ, **environ})
    with signals.meant_for(process):
        code = await process.wait()
    return code if code >= 0 else 128 - code
