"""What may happen to a broker, each from the moment it begins until it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.faults.broker import Broker
from tests.faults.proxy import Proxy

SLOW = 0.2  # seconds that a chunk is held back
Outage = Callable[[Broker, Proxy], AbstractContextManager[None]]


@contextmanager
def flushed(broker: Broker, proxy: Proxy) -> Iterator[None]:
    """Every message is gone."""
    broker.flush()
    yield


@contextmanager
def killed(broker: Broker, proxy: Proxy) -> Iterator[None]:
    broker.kill()
    yield
    broker.start()


@contextmanager
def frozen(broker: Broker, proxy: Proxy) -> Iterator[None]:
    """It takes connections and never answers."""
    broker.freeze()
    yield
    broker.thaw()


@contextmanager
def refused(broker: Broker, proxy: Proxy) -> Iterator[None]:
    proxy.close()
    yield
    proxy.open()


@contextmanager
def half_open(broker: Broker, proxy: Proxy) -> Iterator[None]:
    """Connections stand, and nothing comes through."""
    proxy.is_deaf = True
    yield
    proxy.hear()


@contextmanager
def delayed(broker: Broker, proxy: Proxy) -> Iterator[None]:
    proxy.delay = SLOW
    yield
    proxy.delay = 0.0


@contextmanager
def cut(broker: Broker, proxy: Proxy) -> Iterator[None]:
    """All connections are reset, at the beginning and at the end."""
    proxy.cut()
    yield
    proxy.cut()


OUTAGES: dict[str, Outage] = {
    "flushed": flushed,
    "killed": killed,
    "frozen": frozen,
    "refused": refused,
    "half-open": half_open,
    "delayed": delayed,
    "cut": cut,
}
EVERY_SUBMISSION = ("flushed", "killed", "frozen", "refused")  # of them, those of `make test`
