"""What was done to a claim: every deed has words of its own, and says to whom it went."""

from __future__ import annotations

from claims.actions.history import DONE, done
from claims.models import ClaimEvent
from claims.statuses import TABLE
from claims.templatetags.deeds import DEEDS, deed


def test_every_deed_of_the_history_is_told() -> None:
    assert {action: f"{words} it" for action, words in DONE.items()} == DEEDS


def test_every_move_of_the_table_is_told() -> None:
    for row in TABLE:
        assert deed(ClaimEvent(action=row.action, detail={})) == f"{done(row.action)} it"


def test_a_deed_says_whom_it_went_to() -> None:
    handed = ClaimEvent(action="hand_over", detail={"to": "Noor Adeyemi"})
    assert deed(handed) == "handed it to Noor Adeyemi"
