"""Printing tolls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.models import Event
from tests.commands.conftest import Ran
from tests.event_factories import EventFactory
from tests.event_rows import an_event, tell

pytestmark = pytest.mark.django_db
Run = Callable[..., Ran]
CONTRACT = {"event", "measure", "unit", "points", "conflicts", "latest"}
POINT = {
    "guid", "version", "source", "speaker", "at", "low", "high", "qualifier", "per", "period", "normalised",
    "relays", "repeat", "void", "claim",
}  # fmt: skip
LATEST = {"low", "high", "qualifier", "per", "normalised", "source"}


@pytest.fixture
def event() -> Event:
    told = an_event(name="Halden ferry")
    tell(told, "Selwick Wire", 19, minutes=10)
    tell(told, "Corvane News", 15, minutes=40)
    tell(told, "Corvane News", 40, minutes=41, measure="wounded", qualifier="range", high=50)
    return told


def test_a_line_is_a_measure_of_an_event(run: Run, event: Event) -> None:
    killed, wounded = run("list_tolls", "--json").lines
    for line in (killed, wounded):
        assert line.keys() >= CONTRACT
        assert line["latest"].keys() == LATEST
        assert all(point.keys() == POINT for point in line["points"])
    assert (killed["event"], killed["event_id"], killed["measure"]) == ("Halden ferry", event.pk, "killed")
    [conflict] = killed["conflicts"]
    assert conflict.keys() >= {"a", "b", "since", "until"}
    assert [conflict["a"], conflict["b"]] == [point["claim"] for point in killed["points"]]
    assert (wounded["measure"], wounded["points"][0]["high"]) == ("wounded", 50.0)


def test_events_without_a_figure_and_merged_ones_print_nothing(run: Run, event: Event) -> None:
    EventFactory()
    EventFactory(merged_into=event)
    assert {line["event_id"] for line in run("list_tolls", "--json").lines} == {event.pk}


def test_one_event_is_chosen_by_its_number(run: Run, event: Event) -> None:
    other = an_event()
    tell(other, "Selwick Wire", 7)
    lines = run("list_tolls", "--json", "--event", str(other.pk)).lines
    assert [line["points"][0]["low"] for line in lines] == [7.0]
    assert run("list_tolls", "--json", "--event", "0").out == ""


def test_people_read_a_table(run: Run, event: Event) -> None:
    out = run("list_tolls").out
    for words in (
        "Halden ferry: killed (people)",
        "Selwick Wire v1",
        "40 to 50",
        "1 conflict, 1 of them open",
    ):
        assert words in out
