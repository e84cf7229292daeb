"""The project's scenarios from the bytes to the desk, with the released model: what arrives, what is claimed,
what asks for another look and what must not.

Rechecks are compared exactly; claims as far as extraction reaches, with floors that only rise.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.models import Article
from tests.scenarios.comparing import (
    copied,
    disagreements,
    fits,
    same_reading,
    same_speaker,
    told_in,
    wanted_claims,
)
from tests.scenarios.conftest import Played, folders
from workers.model.scorer import Scorer

pytestmark = pytest.mark.django_db

SILENT = {"hold", "kill", "advisory"}  # signals of what tells no story
# Expected claims that are found (sentence and value), read right (bound, unit, period), and ascribed right.
FLOORS = {
    "s01-ferry-fire": (22, 22, 15),  # of 24
    "s02-army-withdrawal": (16, 16, 13),  # of 18
    "s03-aid-budget": (11, 9, 9),  # of 14
    "s04-kill": (10, 10, 10),  # of 12
    "s05-embargoed-report": (12, 12, 8),  # of 14
    "s06-refile-advisory": (9, 9, 9),  # of 10
    "s07-flood-displacement": (18, 17, 14),  # of 20
    "s08-two-bombings": (17, 16, 17),  # of 20
    "s09-shifting-figure": (14, 10, 13),  # of 17
    "s10-arithmetic": (29, 24, 26),  # of 31
    "s11-scraped-page": (16, 16, 16),  # of 20
    "s12-night-batch": (14, 13, 12),  # of 17
}


@pytest.fixture(params=folders() or [None], ids=lambda path: path.name if path else "none")
def folder(request: pytest.FixtureRequest, shared: Path) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def played(folder: Path, released: Scorer, clock: Any) -> Played:
    """Each file is read as it comes."""
    scenario = Played(folder, released)
    clock(scenario.expected)
    scenario.arrive(read_each=True)
    return scenario


def test_a_scenario_ends_at_the_desk_as_it_should(played: Played) -> None:
    expected, lines = played.expected, played.listed("--all-versions")
    check_files(played)
    check_stories(expected)
    wrong = disagreements(expected, lines)
    assert not wrong, "\n".join(wrong)
    check_kills(expected, lines)
    check_silence(played, lines)
    check_claims(played, lines)


def test_the_morning_after_a_night_without_workers_is_the_same(
    folder: Path, released: Scorer, clock: Any
) -> None:
    scenario = Played(folder, released)
    clock(scenario.expected)
    scenario.arrive(read_each=False)
    check_stories(scenario.expected)
    wrong = disagreements(scenario.expected, scenario.listed("--all-versions"))
    assert not wrong, "\n".join(wrong)


def check_files(played: Played) -> None:
    """Each file ended as it should, and after each the right version was the newest."""
    for row in played.expected["files"]:
        ended = [outcome for name, outcome in played.outcomes if name == row["file"]]
        assert [outcome for outcome in ended if fits(outcome, row)], (row, ended)
    assert len(played.outcomes) == len(played.expected["files"])
    for row in played.expected.get("current", []):
        assert played.newest[row["after"]] == row["version"], row
    for name in played.expected.get("no_retriage", []):
        assert not played.asked[name], name


def check_stories(expected: dict[str, Any]) -> None:
    stories = Article.objects.all()
    assert len(stories) == expected["articles"]
    assert {story.guid for story in stories if story.killed_at} == set(expected["canceled"])
    assert {story.guid for story in stories if story.is_embargoed} == set(expected["embargoed"])


def check_kills(expected: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    """What a kill took along carries its reason in the version that said so."""
    for row in expected.get("kill_flags", []):
        told = [line for line in lines if (line["guid"], line["version"]) == (row["guid"], row["version"])]
        assert [line for line in told if line["recheck"] and line["recheck"]["because"] == row["because"]], (
            row
        )


def check_silence(played: Played, lines: list[dict[str, Any]]) -> None:
    """Notices and advisories tell no claims, and page chrome tells none."""
    silent = {(row["guid"], row["version"]) for row in played.expected["files"] if row["signal"] in SILENT}
    assert not [line for line in lines if (line["guid"], line["version"]) in silent]


def check_claims(played: Played, lines: list[dict[str, Any]]) -> None:
    """As many claims are found, read and ascribed right as ever."""
    wanted, copies = wanted_claims(played.expected), copied(played.expected)
    pairs = [(claim, line) for claim in wanted if (line := told_in(claim, lines, copies))]
    reached = (
        len(pairs),
        sum(same_reading(claim, line) for claim, line in pairs),
        sum(same_speaker(claim["speaker"], line["speaker"]) for claim, line in pairs),
    )
    floor = FLOORS.get(played.folder.name, (0, 0, 0))
    assert all(have >= least for have, least in zip(reached, floor, strict=True)), (reached, floor)
