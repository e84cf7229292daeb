"""Ten thousand deeds by lot: no claim ever stands where the table does not let it; the history tells all."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.db import transaction

from claims.exceptions import DeskError
from claims.models import Claim, ClaimEvent, Notification, Verdict
from claims.statuses import DECIDED, TABLE, Status
from tests.actions.walk import Walk

WALKS, STEPS, CLAIMS, LOOK = 10, 1_000, 6, 250


@pytest.mark.timeout(400)  # a minute or so on an idle machine
@pytest.mark.django_db
def test_ten_thousand_deeds_by_lot_never_leave_the_table() -> None:
    """A broken constraint, or anything else than a refusal with a sentence, fails the test as it is.

    Each walk is rolled back: rows that one transaction writes again and again grow slow to read.
    """
    gone, refusals = set[tuple[str, str]](), set[str]()
    for seed in range(WALKS):
        with transaction.atomic():
            walk = Walk(seed, CLAIMS)
            for number in range(1, STEPS + 1):
                refusals.add(went(walk))
                if number % LOOK == 0:
                    check_promises()
            gone |= check_replay()
            assert Notification.objects.exists()
            transaction.set_rollback(True)
    assert all(sentence.endswith(".") for sentence in refusals if sentence)
    missed = {row.action for row in TABLE} - {action for action, _ in gone}
    assert not [action for action in missed if not action.startswith("reappear")]  # or it shows too little


def went(walk: Walk) -> str:
    """One step; the sentence with which it was refused, or ""."""
    try:
        walk.step()
    except DeskError as refusal:
        return str(refusal)
    return ""


def check_promises() -> None:
    """What no constraint can say: a verdict stands exactly where the state says so, judged by two people."""
    for claim in Claim.objects.prefetch_related("verdicts"):
        standing = [verdict for verdict in claim.verdicts.all() if verdict.ended_at is None]
        if claim.status in (Status.PROPOSED, Status.IN_REVIEW, *DECIDED):
            assert len(standing) == 1
        elif claim.status != Status.WITHDRAWN:
            assert standing == []
        assert claim.overdue_at is None or claim.status in (Status.QUEUED, Status.IN_PROGRESS)
        assert claim.holder is None or claim.holder.is_active
    for verdict in Verdict.objects.exclude(approved_by=None):
        assert verdict.approved_by_id != verdict.proposed_by_id


def check_replay() -> set[tuple[str, str]]:
    """The lines of each claim join up along rows of the table, and end where it stands; those rows."""
    rows = {(row.action, source, row.target) for row in TABLE for source in row.sources}
    stands: dict[int, str] = defaultdict(str)
    versions: dict[int, int] = defaultdict(int)
    gone: set[tuple[str, str, str]] = set()
    for line in ClaimEvent.objects.order_by("id"):
        assert line.from_status == stands[line.claim_id]
        if line.action in {row.action for row in TABLE}:
            gone.add((line.action, line.from_status, line.to_status))
            assert line.claim_version == versions[line.claim_id] + 1
        else:
            assert line.from_status in ("", line.to_status)
        stands[line.claim_id], versions[line.claim_id] = line.to_status, line.claim_version
    assert gone <= rows
    for claim in Claim.objects.all():
        assert (claim.status, claim.version) == (stands[claim.pk], versions[claim.pk])
    return {(action, source) for action, source, _ in gone}
