"""A toll as a drawing: what each mark says, and that no words lie over each other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.templatetags.toll_axes import Frame
from claims.templatetags.toll_chart import NARROW, SMALL, SMALL_NARROW, WIDE, Drawing, draw
from claims.templatetags.toll_labels import box_of
from claims.templatetags.toll_tracks import agencies
from claims.tolls.types import Clash, Step, Toll
from tests.tolls_told import EVENING, ferry_night, figure, report, toll

NOW = EVENING + timedelta(minutes=677)
FRAMES = [WIDE, NARROW, SMALL, SMALL_NARROW]


def drawn(told: Toll, frame: Frame = WIDE) -> Drawing:
    return draw(told, agencies([told]), NOW, frame, is_now=True)


def words(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def test_every_agency_has_a_line_of_its_own() -> None:
    lines = drawn(ferry_night()).lines
    assert [line.kind for line in lines] == ["c1", "c2", "c3"]
    assert len({line.markers[0].d[-30:] for line in lines}) == 3
    assert [len(line.markers) for line in lines] == [5, 4, 3]


def test_a_line_steps_from_report_to_report_and_runs_on_to_the_present() -> None:
    drawing = drawn(toll(report("Northline", 0, figure(4)), report("Northline", 300, figure(8))))
    first, second = [float(x) for x in re.findall(r"H([\d.]+)", drawing.lines[0].path)]
    assert 34 < first < second == drawing.end.at


@pytest.mark.parametrize("minutes", [0, 1, 5, 29, 90])
@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_the_line_of_a_single_report_ends_where_the_axis_does(minutes: int, frame: Frame) -> None:
    told, until = toll(report("Northline", 0, figure(12))), EVENING + timedelta(minutes=minutes)
    drawing = draw(told, agencies([told]), until, frame, is_now=True)
    right = float(drawing.lines[0].path.rpartition("H")[2])
    assert right == drawing.end.at == drawing.frame.end
    assert all(tick.at <= drawing.end.at for tick in drawing.hours)


def test_bounds_are_hollow_with_an_arrow_and_ranges_hollow_with_a_bar() -> None:
    least, most, span, plain = (
        drawn(toll(report("Northline", 0, told))).lines[0].markers[0]
        for told in (figure(4, "at_least"), figure(4, "at_most"), figure(4, "range", 9), figure(4))
    )
    assert least.is_open
    assert "v-24" in least.whisk
    assert "v24" in most.whisk
    assert span.is_open
    assert "h10" in span.whisk
    assert (plain.is_open, plain.whisk) == (False, "")


def test_a_range_is_a_band_as_long_as_it_stood() -> None:
    (band,) = drawn(ferry_night()).lines[1].spans
    assert band.height == pytest.approx(3 / 20.9 * WIDE.depth, abs=0.2)
    stood = [float(x) for x in re.findall(r"H([\d.]+)", drawn(ferry_night()).lines[1].path)]
    assert [band.x, band.x + band.width] == pytest.approx(stood[:2])


def test_a_corrected_figure_is_crossed_out_and_told() -> None:
    drawing = drawn(ferry_night())
    assert len(drawing.crosses) == 1
    assert "corrected down by 2" in words(drawing)


def test_a_killed_figure_is_crossed_out_and_its_line_ends() -> None:
    void = replace(report("Northline", 10, figure(30)), void_at=EVENING + timedelta(minutes=50))
    drawing = drawn(toll(void, report("Press", 20, figure(28))))
    assert len(drawing.crosses) == 1
    ends = [float(line.path.rpartition("H")[2]) for line in drawing.lines]
    assert ends[0] < ends[1] == drawing.end.at
    assert "Northline" in words(drawing)
    assert "Press 28" in words(drawing)


def test_what_a_kill_took_is_crossed_out_once() -> None:
    void = replace(report("Northline", 10, figure(34)), void_at=EVENING + timedelta(minutes=50))
    after = report("Northline", 90, figure(1))
    step = Step("Northline", after.at, "revised down", void, after)
    drawing = drawn(toll(void, after, steps=[step]))
    assert len(drawing.crosses) == 1
    assert "revised down by 33" not in words(drawing)


def test_fewer_missing_is_no_figure_given_up() -> None:
    before, after = (
        report("Northline", minute, figure(n), measure="missing") for minute, n in ((0, 9), (60, 6))
    )
    for kind, crosses in (("fall", 0), ("revised down", 1)):
        step = Step("Northline", after.at, kind, before, after)
        assert len(drawn(toll(before, after, steps=[step])).crosses) == crosses


def test_a_conflict_is_a_hatched_window_with_its_number() -> None:
    settled, still = drawn(ferry_night()).windows
    assert settled.label
    assert settled.label.text == " Conflict 1, closed after 75 min"
    assert still.label
    assert still.label.text == " Conflict 2, open since 06:12"
    assert still.x + still.width == pytest.approx(drawn(ferry_night()).end.at)


def test_conflicts_that_overlap_share_a_window() -> None:
    one, two, three = (report(name, 10 * n, figure(n * 10 + 10)) for n, name in enumerate("ABC"))
    clashes = [Clash(one, two, two.at), Clash(one, three, three.at), Clash(two, three, three.at)]
    (window,) = drawn(toll(one, two, three, clashes=clashes)).windows
    assert window.label
    assert window.label.text == " Conflicts 1–3, open since 21:10"
    assert window.edges.count("M") == 3


def test_equal_lines_lie_side_by_side() -> None:
    drawing = drawn(toll(report("A", 0, figure(7)), report("B", 0, figure(7)), report("C", 0, figure(7))))
    heights = {line.path.partition("V")[2].partition("H")[0] for line in drawing.lines}
    assert len(heights) == 3


def test_two_speakers_in_one_version_have_lines_of_their_own() -> None:
    told = toll(
        report("Alpha", 0, figure(8400), speaker="Oril Dastane", version=1),
        report("Alpha", 0, figure(11200), speaker="Maud Ferrin", version=1),
    )
    drawing = drawn(told)
    assert {"Alpha (Oril Dastane) 8,400", "Alpha (Maud Ferrin) 11,200"} <= set(words(drawing))
    assert {line.kind for line in drawing.lines} == {"c1"}


@pytest.mark.parametrize(
    ("speakers", "ends"),
    [
        (
            ("a spokesperson for the health ministry", "a spokesperson for the navy"),
            {"Alpha (a spok…lth ministry)", "Alpha (a spok…for the navy)"},
        ),
        (
            ("the health ministry of the islands", "the labour ministry of the islands"),
            {"Alpha (the health ministry…", "Alpha (the labour ministry…"},
        ),
    ],
    ids=["that differ at their ends", "that differ at their beginnings"],
)
def test_long_names_are_cut_where_they_can_still_be_told_apart(
    speakers: tuple[str, str], ends: set[str]
) -> None:
    told = toll(
        *(report("Alpha", 0, figure(84 + n), speaker=who, version=1) for n, who in enumerate(speakers))
    )
    names = {text.rpartition(" ")[0] for text in words(drawn(told)) if "…" in text}
    assert len(names) == 2
    assert names == ends


def test_a_scale_that_does_not_begin_at_nought_says_so() -> None:
    told = toll(report("A", 0, figure(8400)), report("B", 9, figure(9700)))
    assert drawn(told).note.startswith("The scale begins at ")
    assert drawn(ferry_night()).note == ""


@pytest.mark.parametrize("frame", FRAMES, ids=["wide", "narrow", "small", "small-narrow"])
def test_no_words_lie_over_each_other(frame: Frame) -> None:
    boxes = [box_of(label) for label in drawn(ferry_night(), frame).labels]
    assert len(boxes) > 5
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


REPORTS = st.tuples(
    st.sampled_from(["North", "Press", "Wire", "Post", "Echo", "Mail", "Bote", "Sun"]),
    st.floats(0, 600),
    st.floats(0, 1e7),
    st.sampled_from(["exact", "about", "nearly", "at_least", "at_most", "dozens"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REPORTS, min_size=1, max_size=14), st.sampled_from(FRAMES))
def test_every_mark_stands_on_the_drawing(told: list[tuple[str, float, float, str]], frame: Frame) -> None:
    drawing = drawn(toll(*(report(name, at, figure(low, bound)) for name, at, low, bound in told)), frame)
    assert sum(len(line.markers) for line in drawing.lines) == len(told)
    for line in drawing.lines:
        x, y = (float(n) for n in re.findall(r"-?[\d.]+", line.path)[:2])
        assert 0 <= x <= drawing.frame.width
        assert 0 <= y <= drawing.frame.height


def markup(told: Toll, ident: str) -> str:
    context = {"drawing": drawn(told), "ident": ident, "title": "People <killed>", "told": "4 & more"}
    return render_to_string("claims/_toll_chart.html", context)


def test_the_marks_lie_at_the_same_places_in_every_language() -> None:
    with translation.override("de"):  # which writes 12,5
        german = markup(ferry_night(), "one")
    places = re.compile(r' (?:x|y|d|width|height|viewBox)="[^"]*"')
    assert places.findall(german) == places.findall(markup(ferry_night(), "one"))


def test_the_markup_is_whole_and_has_no_style_and_no_id_twice() -> None:
    text = markup(ferry_night(), "one") + markup(ferry_night(), "two")
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == 8
    assert "style" not in text
    tree = ElementTree.fromstring(f"<div>{text}</div>")  # noqa: S314  # our own markup
    svg = tree[0]
    assert svg.attrib["role"] == "img"
    assert [node.text for node in svg[:2]] == ["People <killed>", "4 & more"]
