"""Servers on this machine, rules that allow them, and a count of every connection that is tried."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from claims.fetching import Rules
from tests.fetching.server import Answer, Server

tried: list[Any] = []


def note_connections(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        tried.append(arguments[1][0])


sys.addaudithook(note_connections)


@pytest.fixture
def connects() -> list[Any]:
    """The addresses that anything tries to connect to from now on."""
    tried.clear()
    return tried


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts a server that answers as it is told."""
    with ExitStack() as open_servers:

        def start(respond: Answer, **how: Any) -> Server:
            return open_servers.enter_context(Server(respond, **how))

        yield start


def allowing(*servers: Server, **bounds: Any) -> Rules:
    """The rules for a test's own servers, wherever on this machine they are."""
    ports = frozenset(server.port for server in servers)
    return Rules(**{"ports": ports, "may_reach": lambda address: address.is_loopback} | bounds)
