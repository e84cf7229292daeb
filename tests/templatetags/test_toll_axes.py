"""The scales of a toll chart: round hours, round figures, and everything within the drawing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags.toll_axes import Frame, ends, hours, levels, round_step, scale, short
from tests.tolls_told import EVENING

FRAME = Frame(1000, 400, left=40, right=60, top=40, bottom=30, times=10, values=5)


def at(minutes: float) -> datetime:
    return EVENING + timedelta(minutes=minutes)


def test_time_begins_at_a_round_moment_and_ends_where_it_is_told_to() -> None:
    found = scale([at(52), at(280)], [4, 19], at(677), FRAME)
    assert (found.begin, found.until) == (at(0), at(677))
    assert found.x(at(0)) == 40
    assert found.x(at(677)) == 940


def test_hours_are_the_round_ones_and_midnight_names_its_day() -> None:
    labels = [tick.label for tick in hours(scale([at(52)], [4], at(310), FRAME))]
    assert labels[:6] == ["22:00", "22:30", "23:00", "23:30", "23 Nov", "00:30"]


@pytest.mark.parametrize(
    ("days", "label"), [(9, "23 Nov"), (40, "29 Nov"), (200, "Dec"), (1500, "2027"), (9000, "2031")]
)
def test_longer_spans_are_told_in_days_months_and_years(days: int, label: str) -> None:
    ticks = hours(scale([at(0)], [4], at(days * 1440), FRAME))
    assert label in [tick.label for tick in ticks]
    assert len(ticks) <= 2 * FRAME.times


def test_a_night_of_changing_clocks_keeps_its_round_hours(settings: object) -> None:
    settings.TIME_ZONE = "Europe/Berlin"  # type: ignore[attr-defined]
    change = datetime(2026, 10, 24, 20, tzinfo=UTC)
    ticks = hours(scale([change], [1], change + timedelta(hours=9), FRAME))
    assert [tick.label for tick in ticks][:5] == ["22:00", "23:00", "25 Oct", "01:00", "02:00"]


def test_figures_begin_at_nought_unless_they_lie_close_together_high_up() -> None:
    assert ends([4, 19]) == (0, pytest.approx(20.9))
    low, high = ends([8400, 9700])
    assert 0 < low < 8400
    assert high > 9700
    assert ends([17])[0] == 0
    assert ends([-3, 2])[0] == -3


@pytest.mark.parametrize(
    ("span", "most", "step"), [(21, 5, 5), (1, 4, 0.5), (11_200, 5, 5000), (4e9, 5, 1e9)]
)
def test_steps_are_one_two_or_five_times_a_power_of_ten(span: float, most: int, step: float) -> None:
    assert round_step(span, most) == pytest.approx(step)


def test_levels_carry_round_figures() -> None:
    assert [tick.label for tick in levels(scale([at(0)], [4, 19], at(60), FRAME), whole=True)] == [
        "0", "5", "10", "15", "20",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (8400, "8,400"), (3_400_000, "3.4 m"), (50e9, "50 bn"), (1.25, "1.25"), (1.1e12, "1.1 tn")],
)
def test_a_figure_is_told_shortly(value: float, text: str) -> None:
    assert short(value) == text


def test_a_sign_stays_at_the_left_of_its_figure_where_words_run_from_the_right() -> None:
    assert short(12, sign="≥ ") == "≥ 12"
    with translation.override("ar"):
        assert short(12, sign="≥ ") == "\u2066≥ 12\u2069"
        assert short(12) == "12"


@given(
    st.lists(st.floats(0, 1e13), min_size=1, max_size=9),
    st.lists(st.floats(0, 5e6), min_size=1, max_size=9),
)
def test_everything_lies_within_the_drawing(values: list[float], minutes: list[float]) -> None:
    found = scale([at(each) for each in minutes], values, at(max(minutes)), FRAME)
    assert all(FRAME.top - 1 <= found.y(value) <= FRAME.base + 1 for value in values)
    assert all(FRAME.left <= found.x(at(each)) <= FRAME.end for each in minutes)
    assert all(FRAME.top <= tick.at <= FRAME.base for tick in levels(found, whole=False))
    assert 1 <= len(levels(found, whole=False)) <= 8
