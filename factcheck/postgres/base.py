"""A connection that gives up on a server that takes what is said and never answers.

`statement_timeout` is the server's own promise, and one that is frozen, or lost behind a firewall, keeps
none: its kernel goes on acknowledging, so that neither keepalives nor `tcp_user_timeout` notice. Here the
driver itself stops waiting after `patience` seconds, closes the connection and raises OperationalError: a
page is 503, a task is tried again, and whoever asks next connects anew.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import IsolationLevel
from psycopg.errors import _WaitTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_THERE = 2.0  # seconds that a kept connection may take to say that it still is one


class Connection(psycopg.Connection[Any]):
    patience: float | None = None  # seconds for one answer; None waits for ever, as a long migration must

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As psycopg's own. Raises OperationalError, and is closed, once `patience` is over."""
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except _WaitTimeout as silence:
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer in {self.patience:g} s") from silence

    @contextmanager
    def no_longer_than(self, seconds: float) -> Iterator[None]:
        kept, self.patience = self.patience, seconds
        try:
            yield
        finally:
            self.patience = kept


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes `patience` among the OPTIONS."""

    def get_connection_params(self) -> dict[str, Any]:
        """What the driver takes: `patience` is ours."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("patience", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        made = Connection.connect(**conn_params)
        made.patience = self.settings_dict["OPTIONS"].get("patience")
        return made

    def is_usable(self) -> bool:
        """Django asks before the first query of a request: a frozen server is not worth the full patience."""
        if self.connection is None:
            return False
        with self.connection.no_longer_than(IS_THERE):
            return bool(super().is_usable())
