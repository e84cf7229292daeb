"""Sixteen editors at one list: one verdict a claim; who is later hears who was first and keeps the text."""

from __future__ import annotations

from collections import Counter

import pytest

from claims.models import Claim, ClaimEvent, Verdict
from claims.statuses import Status
from tests.views.editors import EDITORS, Editor, crowd, told_by

CLAIMS, EVERY = 40, 16
pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_decided_twice_and_no_text_is_lost() -> None:
    editors, claims = crowd(CLAIMS, every=EVERY)
    assert [line for editor in editors for line in editor.wrong] == []
    told = told_by(editors)
    assert told.pop("text kept by the page") >= CLAIMS // 2
    later = (EDITORS - 1) * CLAIMS
    assert told == {
        "taken": CLAIMS,
        "verdict sent": 2 * CLAIMS,
        "take refused": later,
        "verdict refused": later,
    }
    check_one_verdict_each(editors, claims)


def check_one_verdict_each(editors: list[Editor], claims: list[Claim]) -> None:
    """In the database: each claim has one verdict, in the words of whoever took it, and no other."""
    assert set(Claim.objects.values_list("status", flat=True)) == {Status.PROPOSED}
    by_person = {editor.person.pk: editor for editor in editors}
    takers = dict(ClaimEvent.objects.filter(action="take").values_list("claim", "actor"))
    kept = Verdict.objects.values_list("claim", "proposed_by", "explanation")
    assert Counter(kept) == Counter(
        (claim.pk, takers[claim.pk], by_person[takers[claim.pk]].words(claim)) for claim in claims
    )
