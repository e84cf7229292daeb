"""A connection that goes to a checked address, and to no other, before a deadline.

The name is looked up once; every address found is checked, and the socket is connected to one of these
addresses, not to the name: a name that changes its mind between check and connect changes nothing.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from claims.fetching.rules import Rules
from claims.fetching.types import FetchFailed

SHORTEST = 0.001  # seconds: a socket takes nought to mean that it should not wait at all


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which everything has to be over, by the monotonic clock."""

    at: float

    @classmethod
    def within(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds until then. Raises TimeoutError afterwards."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return max(seconds, SHORTEST)


class Guarded(HTTPConnection):
    """Plain or, with `tls`, encrypted; speaks to addresses that `rules` allow."""

    def __init__(
        self, host: str, port: int, *, rules: Rules, deadline: Deadline, tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port)
        self._rules, self._deadline, self._tls = rules, deadline, tls
        if tls:
            self.default_port = 443  # what the Host header leaves out

    def connect(self) -> None:
        """Raises FetchRefused, FetchFailed or OSError."""
        found = resolved(self._rules, self.host, self.port, self._deadline)
        connected = self._connected([str(self._rules.check_address(address)) for address in found])
        try:
            self._rules.check_address(str(connected.getpeername()[0]))
            if self._tls:
                connected = self._tls.wrap_socket(connected, server_hostname=self.host)
        except BaseException:
            connected.close()
            raise
        self.sock = connected

    def _connected(self, addresses: Sequence[str]) -> socket.socket:
        """To the first of these that answers; each has its share of the time. Raises OSError."""
        for tried, address in enumerate(addresses, 1):
            share = self._deadline.left() / (len(addresses) - tried + 1)
            try:
                return socket.create_connection((address, self.port), timeout=share)
            except OSError:
                if tried == len(addresses):
                    raise
        raise AssertionError  # resolved() finds one address or raises

    def response_class(self, sock: socket.socket, *args: Any, **kwargs: Any) -> HTTPResponse:  # type: ignore[override]
        """Reads of status, headers and body all keep to the deadline, however slowly bytes drip in."""
        return HTTPResponse(Punctual(sock, self._deadline), *args, **kwargs)  # type: ignore[arg-type]


class Punctual(io.RawIOBase):
    """What http.client reads a response from: a socket whose every read has only the time that is left."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)  # keeps the socket open until this is closed

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def resolved(rules: Rules, host: str, port: int, deadline: Deadline) -> Sequence[str]:
    """All addresses of `host`, in time: the system's resolver itself knows no deadline."""
    answer: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(rules.resolve(host, port))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    Thread(target=ask, name="resolver", daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError from None
    if isinstance(found, Exception) or not found:
        raise FetchFailed(f"The host {host[:100]} is not known.")
    return found
