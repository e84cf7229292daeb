"""Charts: the marks lie within the drawing, in proportion, and a chart of nothing can be drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags.charts import columns, line, round_up, spark
from claims.templatetags.toll_labels import BESIDE, breadth

COUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=24)


@given(COUNTS)
def test_columns_stay_within_the_drawing_and_in_proportion(values: list[int]) -> None:
    labels = [str(number) for number in range(len(values))]
    chart = columns(values, [None] * len(values), labels, width=330, height=190)
    for column, value in zip(chart.columns, values, strict=True):
        assert 0 <= column.x <= column.x + column.width <= chart.width
        assert column.above >= 0
        assert column.y + column.height == pytest.approx(chart.base)
        assert column.height == pytest.approx(value / max(*values, 1) / 1.02 * (chart.base - 20), abs=0.2)


def test_the_usual_level_is_drawn_where_there_is_one() -> None:
    chart = columns([4, 8], [None, 6.0], ["22", "23"], width=330, height=190)
    assert [bool(column.usual) for column in chart.columns] == [False, True]


def test_labels_that_would_touch_are_left_out() -> None:
    crowded = columns([1] * 24, [None] * 24, ["00"] * 24, width=330, height=190)
    assert [column.label for column in crowded.columns[:4]] == ["00", "", "00", ""]


@pytest.mark.parametrize("left", [0, 9, 1_234, 1_234_567])
def test_what_is_left_at_the_end_of_a_line_stays_within_the_drawing(left: int) -> None:
    chart = line([3, left], [(0, "22:00"), (1, "06:00")], width=290, height=180, peak="the most")
    assert chart.last.x + BESIDE + breadth(chart.last.text) <= chart.width


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=48))
def test_a_line_goes_through_its_highest_point(values: list[int]) -> None:
    chart = line(values, [(0, "22:00"), (1, "06:00")], width=290, height=180, peak="the most")
    assert f"{chart.peak.x} {chart.peak.y}" in chart.path
    assert chart.path.count("L") == len(values) - 1
    assert chart.last.text == f"{values[-1]:,} left"


@pytest.mark.parametrize(("value", "top"), [(1, 1), (3, 5), (11, 20), (412, 500), (501, 1000), (1000, 1000)])
def test_an_axis_ends_at_a_number_that_reads_well(value: int, top: int) -> None:
    assert round_up(value) == top


@given(COUNTS)
def test_a_spark_is_as_high_as_its_highest_value(values: list[int]) -> None:
    bars = spark(values)
    assert len(bars) == len(values)
    assert max(bar.height for bar in bars) == (22 if any(values) else 0)
