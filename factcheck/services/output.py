"""A service's output: read from its pipe as it comes, kept in a file of bounded size."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

LARGEST = 10 * 2**20  # bytes of one log file; the one before it is kept as NAME.log.1
REMEMBERED = 8192  # bytes, for the message when a service fails and for finding its word that it is ready


class Output:
    """Takes what a service writes; `await said(phrase)` waits until it has written that."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab", buffering=0)
        self._recent = b""
        self._awaited = b""
        self._heard = asyncio.Event()
        self._pipes: set[int] = set()

    def pipe(self) -> int:
        """The writing end of a new pipe, to be given to a service and then closed here."""
        reading, writing = os.pipe()
        self._pipes.add(reading)
        self._recent = b""
        asyncio.get_running_loop().add_reader(reading, self._take, reading)
        return writing

    def _take(self, pipe: int) -> None:
        chunk = os.read(pipe, 65536)
        if not chunk:
            self._drop(pipe)
            return
        self._keep(chunk)
        self._recent = (self._recent + chunk)[-REMEMBERED:]
        if self._awaited and self._awaited in self._recent:
            self._heard.set()

    def _keep(self, chunk: bytes) -> None:
        try:
            self._file.write(chunk)
        except OSError:
            return  # a full disk must not stop the service: its own errors tell of it
        if self._file.tell() > LARGEST:
            self._file.close()
            self.path.replace(self.path.with_name(f"{self.path.name}.1"))
            self._file = self.path.open("ab", buffering=0)

    def _drop(self, pipe: int) -> None:
        asyncio.get_running_loop().remove_reader(pipe)
        self._pipes.discard(pipe)
        os.close(pipe)

    async def said(self, phrase: bytes) -> None:
        """Return once `phrase` was written since the last `pipe()`."""
        self._awaited = phrase
        self._heard.clear()
        if phrase not in self._recent:
            await self._heard.wait()

    def last_lines(self, count: int = 6) -> str:
        """The newest lines, for a message."""
        lines = self._recent.decode("utf-8", "replace").splitlines()
        return "\n".join(f"  {line[:300]}" for line in lines[-count:])

    def close(self) -> None:
        for pipe in tuple(self._pipes):
            self._drop(pipe)
        self._file.close()
