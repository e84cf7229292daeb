"""The short stories of told.txt: points, conflicts and latest figures, whatever order they come in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.tolls import tolls
from claims.tolls.types import Clash, Toll
from tests.tolls.told import Case, Figure, cases, reports

CASES = cases()


def points(toll: Toll) -> set[Figure]:
    return {
        (point.report.guid, point.report.version, figure.low, figure.high, figure.qualifier)
        for point in toll.points
        for figure in [point.report.figure]
    }


def conflict(clash: Clash) -> tuple[frozenset[tuple[str, float]], bool]:
    sides = frozenset((f"{side.guid}@{side.version}", side.figure.low) for side in (clash.one, clash.other))
    return sides, clash.until is not None


def by_measure(case: Case, measure: str) -> Toll:
    """The toll of a measure; of several the one with most of the points."""
    found = [toll for toll in tolls(reports(case)) if toll.measure == measure]
    assert found, f"no toll of {measure}"
    return max(found, key=lambda toll: len(points(toll) & case.points[measure]))


def test_there_are_enough_stories() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_story_s_tolls_are_told_as_they_are(case: Case) -> None:
    for measure, wanted in case.points.items():
        assert points(by_measure(case, measure)) == wanted, measure


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_what_contradicts_is_a_conflict(case: Case) -> None:
    found = {(toll.measure, *conflict(clash)) for toll in tolls(reports(case)) for clash in toll.clashes}
    wanted = {(measure, *pair) for measure, pairs in case.conflicts.items() for pair in pairs}
    assert found == wanted


@pytest.mark.parametrize("case", [case for case in CASES if case.latest], ids=lambda case: case.name)
def test_the_latest_figure_is_what_is_told_now(case: Case) -> None:
    for measure, wanted in case.latest.items():
        latest = by_measure(case, measure).latest
        assert latest
        assert (latest.low, latest.high, latest.qualifier, latest.source) == wanted, measure


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_order_of_arrival_gives_the_same(case: Case) -> None:
    told = reports(case)

    @settings(max_examples=10, deadline=None)
    @given(st.permutations(told))
    def same(shuffled: list[object]) -> None:
        assert tolls(shuffled) == tolls(told)  # type: ignore[arg-type]

    same()
