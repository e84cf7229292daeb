"""Ports on this machine's own address."""

from __future__ import annotations

import errno
import socket

from factcheck.services.exceptions import StackError

LOOPBACK = "127.0.0.1"
LAST_PORT = 65535


def free_port() -> int:
    """A port that nobody listens on now. Whoever uses it must be ready to find it taken."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens at `port` (0: any), kept open while the web server behind it is restarted.

    Raises StackError when the port cannot be had.
    """
    if not 0 <= port <= LAST_PORT:
        raise StackError(f"There is no port {port}: choose one from 0 (any that is free) to {LAST_PORT}.")
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise StackError(port_trouble(host, port, error)) from error
    door.listen(512)
    return door


def port_trouble(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Stop that one, or choose another: PORT={port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} is for the administrator only. Choose one above 1023, such as PORT=8000."
    return f"The web server cannot listen at {host}:{port}: {error.strerror}."
