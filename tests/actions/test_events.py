"""Stories find their events, in whatever order they come."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from claims.models import Account, Claim, Event
from tests.actions.night import grouped, listed, play

pytestmark = pytest.mark.django_db

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
