"""Stories find their events, in whatever order they come."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from claims.actions.intake import take_in as submit
from claims.ingest.types import WireStory
from claims.models import Account, Article, Claim, Event
from tests.actions.night import compare, grouped, listed, play, read_waiting
from tests.factories import SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db

EVER = datetime(2099, 1, 1, tzinfo=UTC)
NAMES = [
    "s01-ferry-fire", "s02-army-withdrawal", "s03-aid-budget", "s04-kill", "s05-embargoed-report",
    "s06-refile-advisory", "s07-flood-displacement", "s08-two-bombings", "s09-shifting-figure",
    "s10-arithmetic", "s11-scraped-page", "s12-night-batch",
]  # fmt: skip


def files_of(folder: Path) -> list[Path]:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return [folder / name for name in dict.fromkeys(row["file"] for row in expected["files"])]


@pytest.fixture(params=NAMES)
def folder(request: pytest.FixtureRequest, shared: Path) -> Path:
    path: Path = shared / "scenarios" / request.param
    return path


def wrongly_grouped(expected: dict[str, Any]) -> list[str]:
    """Points of one toll that are told of several events, and points of two events told of one."""
    found: list[str] = []
    events: dict[str, set[int]] = {}
    for toll in expected["tolls"]:
        of_toll = {event for point in toll["points"] for event in events_of(point)}
        if len(of_toll) != 1:
            found.append(f"{toll['event']}, {toll['measure']}: {of_toll}")
        events.setdefault(toll["event"], set()).update(of_toll)
    return found


def events_of(point: dict[str, Any]) -> set[int]:
    """The events of the claims that tell this figure in this story; of the story where none was found."""
    told = Claim.objects.filter(article__guid=point["guid"])
    same = told.filter(occurrences__figure__low=point["low"])
    return set(same.values_list("event", flat=True)) or set(told.values_list("event", flat=True)[:1])


def test_the_points_of_a_toll_are_of_one_event(folder: Path) -> None:
    play(files_of(folder), Random(0))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wrong = wrongly_grouped(expected)
    assert not wrong, (wrong, listed())


def test_stories_of_different_scenarios_never_meet(shared: Path) -> None:
    owner: dict[int, str] = {}
    for name in NAMES:
        play(files_of(shared / "scenarios" / name), Random(0))
        fresh = set(Account.objects.values_list("article", flat=True)) - set(owner)
        owner |= dict.fromkeys(fresh, name)
    assert len(owner) > 35
    for event in Event.objects.standing():
        assert len({owner[account.article_id] for account in event.accounts.all()}) == 1, event.name


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_arrival_ends_in_the_same_events(folder: Path, seed: int) -> None:
    lot, files = Random(seed), files_of(folder)
    assert ended(lot.sample(files, k=len(files)), lot) == ended(files, Random(0))


def ended(files: list[Path], lot: Random) -> tuple[Any, list[str]]:
    """How the events stand after these files; the database is as it was before."""
    before = transaction.savepoint()
    play(files, lot)
    found = grouped(), listed()
    transaction.savepoint_rollback(before)
    return found


def storm(number: int, replaces: str = "") -> WireStory:
    """One document of a chain: each version of the story has an id of its own."""
    text = f"{number} boats were lost when a storm hit Port Selwick on Monday, the harbour master said."
    at = datetime(2026, 11, 2, 9 + number, tzinfo=UTC)
    return StoryFactory(
        guid=f"d{number}", doc_id=f"d{number}", replaces=replaces, version=number, text=text,
        headline="Storm hits Port Selwick", sent_at=at,
    )  # fmt: skip


def test_two_stories_that_turn_out_to_be_one_have_one_account() -> None:
    source = SourceFactory()
    for story in (storm(1), storm(3, replaces="d2")):
        submit(story=story, source=source)
    read_waiting()
    compare()
    assert Account.objects.count() == 2
    submit(story=storm(2, replaces="d1"), source=source)
    read_waiting()
    compare()
    assert Account.objects.get().part == 0
    assert set(Claim.objects.values_list("event", flat=True)) == {Account.objects.get().event_id}


def test_a_kill_leaves_the_accounts_of_a_story() -> None:
    source = SourceFactory()
    submit(story=storm(1), source=source)
    read_waiting()
    compare()
    notice = {"version": 2, "text": "Kill it.", "pub_status": "canceled", "is_notice": True}
    submit(story=replace(storm(1), **notice), source=source)
    assert Article.objects.to_match().count() == 1
    compare()
    assert Account.objects.get().event.accounts.count() == 1


def test_what_a_story_changes_is_told_in_the_history() -> None:
    source = SourceFactory()
    submit(story=storm(1), source=source)
    read_waiting()
    compare()
    [event] = Event.objects.all()
    assert [(line.action, line.actor) for line in event.history.all()] == [("begun", None)]


def test_a_name_that_not_everybody_may_see_is_told_once_they_may() -> None:
    source = SourceFactory()
    secret = replace(storm(1), headline="Storm hits Port Selwick, secret", embargoed_until=EVER)
    submit(story=secret, source=source)
    submit(story=replace(storm(2), guid="e2", doc_id="e2", headline="Storm in Port Selwick"), source=source)
    read_waiting()
    compare()
    [event] = Event.objects.standing()
    assert event.name == "Storm in Port Selwick"
    assert event.accounts.count() == 2
