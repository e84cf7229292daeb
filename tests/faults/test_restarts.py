"""R3: PostgreSQL crashes five times under eight editors who write verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from django.db import connection

from claims.models import Verdict
from claims.statuses import Role
from tests.factories import ClaimFactory, UserFactory
from tests.faults.insisting import Editor, at_work, half_written
from tests.faults.postgres import Server
from tests.soak.figures import hold, tell
from tests.workers.patience import until

EDITORS, EACH, RESTARTS = 8, 60, 5
BETWEEN = 10  # verdicts from one crash to the next


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "cluster")
    yield made
    made.end()


@pytest.mark.timeout(300)
def test_no_verdict_is_half_written_or_lost_when_postgresql_crashes(server: Server) -> None:
    crash_under_editors(server, RESTARTS, EACH)


def crash_under_editors(server: Server, restarts: int, each: int) -> None:
    with server.in_use():
        over, editors = Event(), list[Editor]()
        for person in UserFactory.create_batch(EDITORS, role=Role.CHECKER):
            claims = [claim.pk for claim in ClaimFactory.create_batch(each)]
            editors.append(Editor(person, claims, over))
        threads = at_work(editors)
        try:
            for _ in range(restarts):
                _after(editors, BETWEEN)
                server.crash()
                server.start()
            _after(editors, BETWEEN)
        finally:
            over.set()
            for thread in threads:
                thread.join(60)
        connection.close()  # ours did not survive either
        _look_at(editors, restarts)


def _after(editors: list[Editor], more: int) -> None:
    """Wait for so many verdicts; all must not be done by then."""
    before = _written(editors)
    until(lambda: _written(editors) >= before + more, "the editors go on", 60)
    assert [editor for editor in editors if len(editor.acknowledged) < len(editor.claims)]


def _written(editors: list[Editor]) -> int:
    trouble = [error for editor in editors for error in editor.trouble]
    assert trouble == []
    return sum(len(editor.acknowledged) for editor in editors)


def _look_at(editors: list[Editor], restarts: int) -> None:
    answered = [key for editor in editors for key in editor.acknowledged]
    kept = list(Verdict.objects.values_list("key", flat=True))
    tell("R3", "crashes of PostgreSQL", restarts)
    tell("R3", "verdicts acknowledged", len(answered))
    tell("R3", "errors that the editors met and got over", sum(editor.errors for editor in editors))
    hold("R3", "acknowledged and missing", len(set(answered) - set(kept)), at_most=0)
    hold(
        "R3",
        "claims with two verdicts",
        len(kept) - Verdict.objects.values("claim").distinct().count(),
        at_most=0,
    )
    hold("R3", "half-written", len(half_written()), at_most=0)
