"""The tolls, conflicts and latest figures of the project's scenarios, from claims that are all read right."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

from claims.tolls import tolls
from claims.tolls.types import Toll
from tests.conftest import ROOT
from tests.tolls.scenarios import Row, Scenario

Telling = tuple[Any, ...]


def folders() -> list[Path]:
    shared = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")
    return sorted(path.parent for path in shared.glob("scenarios/*/expected.json"))


@pytest.fixture(params=folders() or [None], ids=lambda path: path.name if path else "none")
def scenario(request: pytest.FixtureRequest, shared: Path) -> Scenario:
    return Scenario(request.param)


def wanted_points(toll: Row) -> set[Telling]:
    return {
        (point["guid"], point["version"], point["low"], point.get("high"), point["qualifier"])
        for point in toll["points"]
    }


def told_points(toll: Toll) -> set[Telling]:
    return {
        (point.report.guid, point.report.version, figure.low, figure.high, figure.qualifier)
        for point in toll.points
        for figure in [point.report.figure]
    }


def fitting(wanted: Row, found: list[Toll]) -> Toll:
    """The toll that has most of the points; events and measures have no common names."""
    return max(found, key=lambda toll: len(wanted_points(wanted) & told_points(toll)))


def pairs(toll: Toll) -> set[tuple[str, ...]]:
    return {
        tuple(sorted(f"{report.guid}@{report.version}" for report in (clash.one, clash.other)))
        for clash in toll.clashes
    }


def check_conflicts(wanted: Row, toll: Toll) -> None:
    figures = sorted(sorted(each["figures"]) for each in wanted.get("conflict_detail", []))
    assert pairs(toll) == {tuple(sorted(pair)) for pair in wanted["conflicts"]}
    assert sorted(sorted((clash.one.figure.low, clash.other.figure.low)) for clash in toll.clashes) == figures
    for each in wanted.get("conflict_detail", []):
        open_ones = [
            clash.until is None
            for clash in toll.clashes
            if sorted((clash.one.figure.low, clash.other.figure.low)) == sorted(each["figures"])
        ]
        assert set(open_ones) == {each["resolved_by"] is None}, each


def check_latest(wanted: Row, toll: Toll) -> None:
    latest = toll.latest
    assert latest
    told = {"low": latest.low, "high": latest.high, "qualifier": latest.qualifier, "source": latest.source}
    told |= {"per": latest.per, "normalised": latest.normalised}
    assert {name: told[name] for name in wanted["latest"]} == wanted["latest"]


def test_a_scenario_s_tolls_are_told_as_they_are(scenario: Scenario) -> None:
    for wanted in scenario.expected["tolls"]:
        toll = fitting(wanted, tolls(scenario.reports(wanted["event"])))
        assert told_points(toll) == wanted_points(wanted), wanted["measure"]
        check_conflicts(wanted, toll)
        check_latest(wanted, toll)


def test_no_other_toll_of_a_scenario_has_a_conflict(scenario: Scenario) -> None:
    for event in {wanted["event"] for wanted in scenario.expected["tolls"]}:
        found = tolls(scenario.reports(event))
        listed = [fitting(toll, found) for toll in scenario.expected["tolls"]]
        assert not [toll for toll in found if toll.clashes and toll not in listed]


def test_a_scenario_s_changes_are_steps_of_its_tolls(scenario: Scenario) -> None:
    for wanted in scenario.expected.get("toll_changes", []):
        steps = [step for toll in tolls(scenario.reports(wanted["event"])) for step in toll.steps if step.new]
        assert (wanted["kind"], wanted["source"], wanted["old"], wanted["new"]) in [
            (step.kind, step.source, step.old.figure.low, step.new.figure.low) for step in steps if step.new
        ]


def test_any_order_of_arrival_gives_the_same(scenario: Scenario) -> None:
    for event in sorted({wanted["event"] for wanted in scenario.expected["tolls"]}):
        reports = scenario.reports(event)
        told = tolls(reports)
        for seed in range(5):
            shuffled = random.Random(seed).sample(reports, len(reports))
            assert tolls(shuffled) == told
