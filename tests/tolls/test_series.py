"""One speaker's figure over the months: shifts, agreement over periods and currencies, no points."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from claims.extraction.types import Figure, Span
from claims.tolls.series import Series, series
from claims.tolls.types import Reading, Report, Role
from tests.tolls.scenarios import Scenario

START = datetime(2026, 1, 12, 9, tzinfo=UTC)
WALL = ("cost", "river", "wall")


def told(day: int, text: str, low: float, **given: Any) -> Report:
    """What a speaker told of the river wall on a day."""
    reading = Reading(
        given.pop("measure", "money"),
        given.pop("role", Role.POINT),
        given.pop("subject", WALL),
        given.pop("period", ""),
        given.pop("per", None),
        unit=given.get("unit", "crown"),
    )
    figure = Figure(
        Span(0, len(text)),
        text,
        low,
        given.pop("high", None),
        given.pop("qualifier", "exact"),
        given.pop("unit", "crown"),
        "",
        reading.per,
    )
    fields: dict[str, Any] = {"speaker": "Finance Minister Ada Morn", "version": 1, "article": day}
    fields |= given
    return Report(
        key=day,
        claim=day,
        guid=f"story-{fields['article']}",
        order=fields["version"],
        source="Northline",
        at=START + timedelta(days=day),
        sentence=text,
        figure=figure,
        reading=reading,
        **fields,
    )


def only(*reports: Report) -> Series:
    [found] = series(reports)
    return found


def days(pairs: tuple[Any, ...]) -> list[tuple[int, int]]:
    return [(one.report.key, other.report.key) for one, other in pairs]


def test_another_figure_of_the_same_thing_is_a_shift() -> None:
    found = only(told(0, "1.1 billion crowns", 1.1e9), told(30, "1.4 billion crowns", 1.4e9))
    assert (found.speaker, found.measure, found.unit) == ("Finance Minister Ada Morn", "money", "crown")
    assert days(found.shifts) == [(0, 30)]
    assert found.agree == ()


def test_unchanged_figure_is_quiet() -> None:
    found = only(*(told(day, "1.1 billion crowns", 1.1e9) for day in (0, 30, 60)))
    assert found.is_quiet
    assert days(found.agree) == [(0, 30), (30, 60)]


def test_hedge_leaves_room() -> None:
    near = only(
        told(0, "about 1.1 billion crowns", 1.1e9, qualifier="about"),
        told(30, "1.15 billion crowns", 1.15e9),
    )
    far = only(
        told(0, "about 1.1 billion crowns", 1.1e9, qualifier="about"),
        told(30, "1.3 billion crowns", 1.3e9),
    )
    assert near.is_quiet
    assert days(far.shifts) == [(0, 30)]


def test_rounding_leaves_room() -> None:
    found = only(told(0, "1.3 billion crowns", 1.3e9), told(30, "1.284 billion crowns", 1.284e9))
    assert found.is_quiet


def test_more_than_at_least_is_no_shift() -> None:
    found = only(
        told(0, "at least 900 million crowns", 9e8, qualifier="at_least"),
        told(30, "1.2 billion crowns", 1.2e9),
    )
    assert found.is_quiet


def test_month_is_held_against_a_year() -> None:
    found = only(
        told(0, "1.3 billion crowns a month", 1.3e9, per="month"),
        told(20, "some 15 billion crowns a year", 15e9, per="year", qualifier="about"),
        told(40, "900 million crowns", 9e8, per="month"),
    )
    assert found.per == "month"
    assert [point.normalised for point in found.points] == [1.3e9, 1.25e9, 9e8]
    assert days(found.agree) == [(0, 20)]
    assert days(found.shifts) == [(20, 40)]


def test_total_over_years_is_held_against_a_year() -> None:
    found = only(
        told(0, "4.2 billion crowns a year", 4.2e9, per="year"),
        told(20, "42 billion crowns", 42e9, period="10 years"),
    )
    assert [point.normalised for point in found.points] == [4.2e9, 4.2e9]
    assert found.is_quiet


@pytest.mark.parametrize("role", [Role.RECALLED, Role.OLDER, Role.PART, Role.PLANNED, Role.OTHER])
def test_what_is_recalled_or_planned_is_no_point(role: Role) -> None:
    found = only(
        told(0, "1.1 billion crowns", 1.1e9),
        told(30, "1.4 billion crowns", 1.4e9),
        told(31, "about 1.1 billion crowns", 1.1e9, role=role),
    )
    assert [point.report.key for point in found.points] == [0, 30]


def test_story_that_was_killed_is_no_point() -> None:
    reports = [told(0, "1.1 billion crowns", 1.1e9), told(30, "9 billion crowns", 2e9, void_at=START)]
    assert series(reports) == []


def test_shorter_name_is_the_same_speaker() -> None:
    found = only(
        told(0, "1.1 billion crowns", 1.1e9, speaker="Ada Morn"),
        told(30, "1.4 billion crowns", 1.4e9, speaker="Morn"),
    )
    assert found.speaker == "Ada Morn"


def test_other_speakers_have_series_of_their_own() -> None:
    reports = [
        told(0, "1.1 billion crowns", 1.1e9),
        told(10, "1.8 billion crowns", 1.8e9, speaker="Pol Rask"),
        told(30, "1.1 billion crowns", 1.1e9),
        told(40, "1.9 billion crowns", 1.9e9, speaker="Pol Rask"),
    ]
    found = series(reports)
    assert [(each.speaker, each.is_quiet) for each in found] == [
        ("Finance Minister Ada Morn", True),
        ("Pol Rask", False),
    ]


def test_who_is_not_named_has_no_series() -> None:
    reports = [
        told(day, "1.1 billion crowns", 1.1e9 + day * 1e8, speaker=speaker)
        for day, speaker in enumerate(["officials", "officials", "", ""])
    ]
    assert series(reports) == []


def test_other_things_are_not_held_against_each_other() -> None:
    reports = [
        told(0, "1.1 billion crowns", 1.1e9),
        told(30, "1.4 billion crowns", 1.4e9, subject=("cost", "harbour", "quay")),
        told(40, "1.4 billion crowns", 1.4e9, subject=("loss", "river", "wall")),
    ]
    assert series(reports) == []


def test_toll_of_casualties_is_no_series() -> None:
    assert (
        series([told(day, "12 people", 12.0 + day, measure="killed", unit="people") for day in (0, 1)]) == []
    )


def test_force_has_a_series() -> None:
    found = only(
        told(0, "8,400 soldiers", 8400.0, measure="troops", unit="people", subject=("soldier",)),
        told(60, "5,800 soldiers", 5800.0, measure="troops", unit="people", subject=("soldier",)),
    )
    assert days(found.shifts) == [(0, 60)]


def test_later_version_that_repeats_is_left_out() -> None:
    found = only(
        told(0, "1.1 billion crowns", 1.1e9),
        told(1, "1.1 billion crowns", 1.1e9, article=0, version=2),
        told(30, "1.4 billion crowns", 1.4e9),
    )
    assert [point.report.key for point in found.points] == [0, 30]


def test_currencies_are_brought_to_one_at_the_rate_of_the_day() -> None:
    found = only(
        told(0, "500 million euros", 5e8, unit="EUR"),
        told(20, "$580 million", 5.8e8, unit="USD"),
        told(60, "700 million euros", 7e8, unit="EUR"),
    )
    assert found.unit == "EUR"
    assert days(found.agree) == [(0, 20)]
    assert days(found.shifts) == [(20, 60)]
    assert found.sources == ("European Central Bank, mean of 2026-02",)


def test_money_without_a_rate_stands_alone() -> None:
    reports = [told(0, "1.1 billion crowns", 1.1e9), told(30, "200 million euros", 2e8, unit="EUR")]
    assert series(reports) == []


def test_order_of_arrival_changes_nothing() -> None:
    reports = [
        told(day, f"{low} billion crowns", low * 1e9, per="month")
        for day, low in enumerate([1.1, 1.3, 1.3, 0.9])
    ]
    wanted = series(reports)
    for seed in range(5):
        assert series(random.Random(seed).sample(reports, len(reports))) == wanted


def test_scenarios_series_are_told_as_expected(shared: Path) -> None:
    for folder in sorted(shared.glob("scenarios/*")):
        scenario = Scenario(folder) if (folder / "expected.json").is_file() else None
        for wanted in scenario.expected.get("series", []) if scenario else []:
            event = scenario.expected["tolls"][0]["event"] if scenario else ""
            [found] = [
                each
                for each in series(scenario.reports(event) if scenario else [])
                if each.speaker == wanted["speaker"]
            ]
            points = [(point.report.guid, point.normalised) for point in found.points]
            assert points == [(point["guid"], point["normalised"]) for point in wanted["points"]]
            assert found.per == wanted["per"]
            assert _guids(found.shifts) == wanted["shifts"]
            assert _guids(found.agree) == wanted["agree"]


def _guids(pairs: tuple[Any, ...]) -> list[list[str]]:
    return [[one.report.guid, other.report.guid] for one, other in pairs]
