"""The table of transitions is whole: a new status or action without all that belongs to it fails here."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from claims import permissions
from claims.actions import history
from claims.statuses import ENDS, HELD, OPEN, OWNERS, TABLE, UNDO, UNDOABLE, Role, Status

# Where the rule, or the address, has another name than the action.
RULES = {"return": "send_back", "retract": "ask_retraction"}
ADDRESSES = {"return": "send_back", "mark_duplicate": "same", "start_review": "review"}
OF_PEOPLE = sorted({row.action for row in TABLE if row.role})


def named(action: str) -> str:
    """All undoings are one action to people."""
    return "undo" if action.startswith(UNDO) else action


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_an_owner_a_way_in_and_a_way_out(status: Status) -> None:
    assert OWNERS[status]
    assert status is Status.NEW or any(row.target == status for row in TABLE)
    has_way_out = any(status in row.sources for row in TABLE)
    assert has_way_out != (status in ENDS)


@pytest.mark.parametrize("status", [status for status in Status if status not in ENDS])
def test_no_claim_waits_for_what_nobody_can_do(status: Status) -> None:
    """A person leads out of each state, but for what the wire took back and may say again."""
    roles = {row.role for row in TABLE if status in row.sources and row.target != status}
    assert roles - {None} or status == Status.WITHDRAWN


@pytest.mark.parametrize("action", OF_PEOPLE)
def test_every_action_of_people_has_a_rule_a_name_a_word_and_an_address(action: str) -> None:
    name = named(action)
    assert callable(getattr(permissions, f"check_may_{RULES.get(name, name)}"))
    assert all(permissions.NAMES[name])
    assert history.done(action)
    assert ADDRESSES.get(name, name) in get_resolver().reverse_dict


@pytest.mark.parametrize("action", sorted({row.action for row in TABLE if not row.role}))
def test_every_action_of_the_service_has_its_word(action: str) -> None:
    assert history.done(action)


def test_what_is_held_or_waited_for_is_open() -> None:
    assert set(HELD) <= set(OPEN)


@pytest.mark.parametrize("action", UNDOABLE)
def test_an_undoing_leads_back_along_each_row(action: str) -> None:
    """From where the decision led to where it came from; taking triages a new claim on its way."""
    back = {(source, row.target) for row in TABLE if row.action.startswith(UNDO) for source in row.sources}
    rows = [row for row in TABLE if row.action == action]
    assert all((row.target, source) in back for row in rows for source in row.sources)
    assert action != "take" or (Status.IN_PROGRESS, Status.NEW) in back


def test_no_row_lets_somebody_do_what_only_the_service_does() -> None:
    by_action = {row.action: set[Role | None]() for row in TABLE}
    for row in TABLE:
        by_action[row.action].add(row.role)
    assert not [action for action, roles in by_action.items() if None in roles and len(roles) > 1]
