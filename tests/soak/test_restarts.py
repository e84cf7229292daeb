"""R3 in full: PostgreSQL crashes again and again under eight editors."""

from __future__ import annotations

from tests.faults.postgres import Server
from tests.faults.test_restarts import crash_under_editors, server
from tests.soak.figures import share_of

__all__ = ["server"]


def test_no_verdict_is_half_written_or_lost(server: Server) -> None:
    crash_under_editors(server, restarts=share_of(20, least=5), each=share_of(200, least=60))
