"""The diagram in claims/README.md is the table of transitions, and the table is whole."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from claims.management.commands.draw_states import README, diagram, redrawn
from claims.statuses import TABLE, Status, transition


def test_the_diagram_is_current() -> None:
    text = README.read_text(encoding="utf-8")
    assert redrawn(text) == text, "run: python manage.py draw_states --write"


def test_every_row_of_the_table_is_drawn() -> None:
    drawn = diagram()
    for row in TABLE:
        assert f"{row.action} ({row.role or 'service'})" in drawn
        assert all(f"{source} --> {row.target}: " in drawn for source in row.sources)


def test_the_command_prints_it() -> None:
    out = StringIO()
    call_command("draw_states", stdout=out)
    assert out.getvalue() == diagram()


def test_an_action_leads_to_one_place_from_each_state() -> None:
    for status in Status:
        actions = [row.action for row in TABLE if status in row.sources]
        assert len(actions) == len(set(actions))


def test_every_state_that_is_entered_can_be_left_but_for_the_tombstone() -> None:
    left = {source for row in TABLE for source in row.sources}
    assert {row.target for row in TABLE} - left == {Status.RETRACTED}


def test_what_the_table_has_not_is_none() -> None:
    assert transition("approve", Status.NEW) is None
