"""Valkey as a child: it only rings the bell, so it keeps nothing."""

from __future__ import annotations

import redis

from factcheck.services.binaries import find_valkey
from factcheck.services.exceptions import StackError
from factcheck.services.home import Home, write_private
from factcheck.services.ports import LOOPBACK
from factcheck.services.service import Program


def program(home: Home, port: int) -> Program:
    """The server on `port`; its password is in a private file, not on its command line."""
    settings = {
        "bind": LOOPBACK,
        "port": port,
        "requirepass": home.secret("valkey-password"),
        "daemonize": "no",
        "save": '""',  # the article rows are the queue of record: `reconcile` rebuilds what is lost here
        "appendonly": "no",
        "maxmemory-policy": "noeviction",  # a broker that evicts loses messages without a word
    }
    configuration = home.path / "valkey.conf"
    write_private(configuration, "".join(f"{name} {value}\n" for name, value in settings.items()))
    return Program(
        name="valkey",
        command=[str(find_valkey()), str(configuration)],
        ready=b"Ready to accept connections",
        detail=f"at {LOOPBACK}:{port}",
        stop_seconds=5,
    )


def url(home: Home, port: int) -> str:
    return f"redis://:{home.secret('valkey-password')}@{LOOPBACK}:{port}/0"


def check(url: str) -> None:
    """See that a broker answers at `url`, which REDIS_URL gave. Raises StackError."""
    address = url.replace("valkey", "redis", 1)
    try:
        with redis.Redis.from_url(address, socket_timeout=5, socket_connect_timeout=2) as broker:
            broker.ping()
    except redis.RedisError as error:
        raise StackError(f"There is no broker at the address in REDIS_URL: {error}") from error
