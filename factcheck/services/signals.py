"""What Ctrl-C, kill and a closed terminal do to a stack."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Iterator

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals:
    """Turns the first signal into the cancelling of this task, so that its `async with` blocks end in order.

    While a command runs in the foreground the signal is that command's, and the stack waits for its end.
    """

    def __init__(self) -> None:
        self.received: signal.Signals | None = None
        self._task = asyncio.current_task()
        self._foreground: asyncio.subprocess.Process | None = None
        for number in ENDING:
            asyncio.get_running_loop().add_signal_handler(number, self._receive, number)

    def _receive(self, number: signal.Signals) -> None:
        if self._foreground:
            if number != signal.SIGINT or not sys.stdin.isatty():  # a terminal has sent it Ctrl-C already
                with contextlib.suppress(ProcessLookupError):
                    self._foreground.send_signal(number)
        elif self._task:
            self.received = number
            self._task.cancel()
            self.ignore()

    def ignore(self) -> None:
        """From now on nothing may cut the stopping short."""
        self._task = None

    @contextlib.contextmanager
    def meant_for(self, process: asyncio.subprocess.Process) -> Iterator[None]:
        self._foreground = process
        try:
            yield
        finally:
            self._foreground = None
