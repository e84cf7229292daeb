"""A TCP proxy of the tests' own, which cuts, delays, refuses and half-opens what runs through it."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Thread

from factcheck.services.ports import LOOPBACK, free_port

CHUNK = 1 << 16  # bytes


class Proxy:
    """Stands at `port` before a server at `target` of this machine; open once it is made.

    `delay`: seconds that each chunk is held back. `is_deaf`: connections are taken and bytes too, and nothing
    of them is passed on, as behind a firewall that forgot them.
    """

    def __init__(self, target: int) -> None:
        self.port, self.delay, self.is_deaf = free_port(), 0.0, False
        self._target, self._open, self._ended = target, set[socket.socket](), Event()
        self._door: socket.socket | None = None
        self.open()

    def open(self) -> None:
        """Let callers in (again)."""
        self._door = socket.create_server((LOOPBACK, self.port))
        Thread(target=self._let_in, args=(self._door,), daemon=True).start()

    def close(self) -> None:
        """Callers are refused, and those inside are cut off."""
        if self._door:
            self._door.shutdown(socket.SHUT_RDWR)  # wakes whoever waits at it
            self._door.close()
            self._door = None
        self.cut()

    def cut(self) -> None:
        """End every connection with a reset, in the middle of whatever it says."""
        for one in tuple(self._open):
            self._end(one)

    def hear(self) -> None:
        """No longer deaf; what was swallowed is lost, so nobody may go on with a stream that has a gap."""
        self.is_deaf = False
        self.cut()

    def _let_in(self, door: socket.socket) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                caller, _ = door.accept()
                self._connect(caller)

    def _connect(self, caller: socket.socket) -> None:
        self._open.add(caller)
        try:
            server = socket.create_connection((LOOPBACK, self._target), timeout=2)
        except OSError:
            self._end(caller)
            return
        server.settimeout(None)
        self._open.add(server)
        for source, sink in ((caller, server), (server, caller)):
            Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                self._ended.wait(self.delay)
                if not self.is_deaf:
                    sink.sendall(chunk)
        self._end(source)
        self._end(sink)

    def _end(self, one: socket.socket) -> None:
        self._open.discard(one)
        with suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset, no good-bye
            one.shutdown(socket.SHUT_RDWR)
        one.close()
