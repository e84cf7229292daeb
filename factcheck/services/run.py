"""Runs a stack in the foreground: holds its home, ends with the first signal, says what went wrong."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

from factcheck.services.exceptions import StackError
from factcheck.services.home import Home
from factcheck.services.signals import Signals
from factcheck.services.stack import Stack
from factcheck.services.terminal import Terminal

Work = Callable[[Stack, Signals], Awaitable[int]]  # returns the exit code


def supervise(home: Path, terminal: Terminal, work: Work) -> int:
    """Do `work` on a stack that lives in `home`, end all of it, and return the exit code."""
    try:
        return asyncio.run(interruptible(home, terminal, work))
    except (StackError, OSError) as error:  # OSError: a file or a socket of ours could not be had
        terminal.say(f"{error}", "red")
        return 1


async def interruptible(home: Path, terminal: Terminal, work: Work) -> int:
    """`work`'s exit code, or 128 + the signal's number when one ended it."""
    signals = Signals()
    try:
        with Home(home).opened() as held, terminal.shown():
            async with Stack(held, terminal.tell) as stack:
                try:
                    return await work(stack, signals)
                finally:
                    signals.ignore()
    except asyncio.CancelledError:
        return 128 + (signals.received or signal.SIGINT)
