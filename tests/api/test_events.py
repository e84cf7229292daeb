"""Events and their tolls for people's programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Event
from claims.models.timeline import moment
from claims.statuses import Role
from tests.api.conftest import Caller
from tests.event_factories import EventFactory
from tests.event_rows import an_event, tell

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events"
MARK = "Ostrava quay"
POINT = {
    "guid", "version", "source", "speaker", "at", "low", "high", "qualifier", "per", "period", "normalised",
    "relays", "repeat", "void", "claim",
}  # fmt: skip


@pytest.fixture
def viewer(person: Callable[..., Caller]) -> Caller:
    return person(Role.VIEWER)


@pytest.fixture
def disputed() -> Event:
    """Two agencies contradict each other within the hour."""
    event = an_event()
    tell(event, "Selwick Wire", 19, minutes=10)
    tell(event, "Corvane News", 15, minutes=40)
    return event


def numbers(response: Any) -> list[int]:
    assert response.status_code == 200
    return [event["id"] for event in response.json()["events"]]


def test_an_event_tells_its_tolls(viewer: Caller, disputed: Event) -> None:
    told = viewer.get(f"{EVENTS}/{disputed.pk}").json()
    assert (told["id"], told["name"], told["place"], told["stories"]) == (
        disputed.pk, disputed.name, disputed.place, 2,
    )  # fmt: skip
    [toll] = told["tolls"]
    assert (toll["measure"], toll["unit"]) == ("killed", "people")
    assert [(point["source"], point["low"]) for point in toll["points"]] == [
        ("Selwick Wire", 19.0), ("Corvane News", 15.0),
    ]  # fmt: skip
    assert all(point.keys() == POINT for point in toll["points"])
    [conflict] = toll["conflicts"]
    assert [conflict["a"], conflict["b"]] == [point["claim"] for point in toll["points"]]
    assert (conflict["until"], conflict["figures"]) == (None, [19.0, 15.0])


def test_the_list_tells_what_stands_now(viewer: Caller, disputed: Event) -> None:
    [event] = viewer.get(EVENTS).json()["events"]
    [toll] = event["tolls"]
    assert (toll["points"], toll["open_conflicts"]) == (2, 1)
    assert toll["latest"]["source"] == "Corvane News"


def test_the_list_goes_page_by_page_the_newest_first(viewer: Caller) -> None:
    events = [an_event() for _ in range(5)]
    for event in events:
        tell(event, "Selwick Wire", 12)
    seen, cursor = [], None
    for _ in range(3):
        page = viewer.get(EVENTS, limit=2, **({"cursor": cursor} if cursor else {}))
        seen += numbers(page)
        cursor = page.json()["next"]
    assert (seen, cursor) == ([event.pk for event in reversed(events)], None)


def test_an_event_that_was_merged_leads_on_and_is_not_listed(viewer: Caller, disputed: Event) -> None:
    merged = EventFactory(merged_into=disputed)
    assert viewer.get(f"{EVENTS}/{merged.pk}").json()["id"] == disputed.pk
    assert numbers(viewer.get(EVENTS)) == [disputed.pk]


@pytest.mark.parametrize(
    "hidden", [{"pub_status": "withheld"}, {"embargoed_until": timezone.now() + timedelta(days=9)}]
)
def test_nothing_of_a_hidden_story_reaches_a_viewer(
    viewer: Caller, person: Callable[..., Caller], hidden: dict[str, Any]
) -> None:
    mixed, secret = an_event(name=MARK), an_event(name=MARK)
    tell(mixed, "Corvane News", 15, minutes=40)
    tell(mixed, MARK, 19, minutes=10, **hidden)
    tell(secret, MARK, 44, **hidden)
    assert numbers(viewer.get(EVENTS)) == [mixed.pk]
    shown = viewer.get(f"{EVENTS}/{mixed.pk}")
    assert MARK not in shown.content.decode() + viewer.get(EVENTS).content.decode()
    assert shown.json()["stories"] == 1
    assert shown.json()["began_at"] == moment(mixed.began_at + timedelta(minutes=40))
    assert (shown.json()["tolls"][0]["conflicts"], len(shown.json()["tolls"][0]["points"])) == ([], 1)
    assert viewer.get(f"{EVENTS}/{secret.pk}").status_code == 404
    assert len(numbers(person(Role.CHECKER).get(EVENTS))) == 2


def test_the_list_asks_the_database_no_more_for_more_events(viewer: Caller) -> None:
    counts = []
    viewer.get(EVENTS)  # its first use in a minute is written down
    for _ in range(2):
        for _ in range(3):
            tell(an_event(), "Selwick Wire", 12)
        with CaptureQueriesContext(connection) as queries:
            viewer.get(EVENTS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_a_source_reads_no_events(wire: Caller, disputed: Event) -> None:
    for path in (EVENTS, f"{EVENTS}/{disputed.pk}"):
        assert wire.get(path).status_code == 403


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 26, "x"])
def test_nothing_is_at_a_strange_number(viewer: Caller, number: str) -> None:
    assert viewer.get(f"{EVENTS}/{number}").status_code == 404


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("cursor", "x"), ("cursor", "9" * 30)])
def test_the_list_names_the_parameter_that_is_wrong(viewer: Caller, name: str, value: str) -> None:
    response = viewer.get(EVENTS, **{name: value})
    assert response.status_code == 422
    assert list(response.json()["error"]["fields"]) == [name]
