"""S7 in full: a thousand tampers, all found; and how long the walk along a million lines takes."""

from __future__ import annotations

import time

import pytest
from django.db import connection

from claims.actions.auditing import verify
from claims.actions.sealing import seal_new
from claims.models import ClaimEvent
from tests.actions import test_sealing as sealing
from tests.factories import ClaimFactory
from tests.soak.figures import hold, share_of, tell

WALK = 60.0  # seconds for a million lines
LINES = """
    INSERT INTO claims_claimevent
        (claim_id, at, action, from_status, to_status, reason, detail, claim_version, model, request_id)
    SELECT %s, now(), 'take', 'queued', 'in_progress', 'line ' || n, '{"n": 1}', n, '', ''
    FROM generate_series(1, %s) n
"""


def test_every_tampering_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    tampers = share_of(1000, least=len(sealing.KINDS))
    monkeypatch.setattr(sealing, "TAMPERS", tampers)
    sealing.test_every_tampering_is_found()
    tell("S7", "tampers, all found", tampers)


def test_a_million_lines_are_walked_in_a_minute() -> None:
    lines = share_of(1_000_000, least=10_000)
    with connection.cursor() as cursor:
        cursor.execute(LINES, [ClaimFactory().pk, lines])
    began = time.monotonic()
    seal_new()
    tell("S7", f"sealing {lines:,} lines", time.monotonic() - began, "s")
    began = time.monotonic()
    head, found = verify()
    seconds = time.monotonic() - began
    assert (head.position >= ClaimEvent.objects.count(), found) == (True, [])
    hold("S7", f"walking {lines:,} lines", seconds, "s", at_most=WALK)
