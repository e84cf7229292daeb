"""A toll as a table and as sentences: changes, disagreements, who says what now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from claims.templatetags.toll_rows import (
    course,
    given_up_told,
    rivals,
    rows,
    say,
    sides,
    standing,
    still_open,
)
from claims.templatetags.toll_tracks import agencies
from claims.templatetags.toll_words import subject
from claims.tolls.types import Latest, Reading, Role, Toll
from tests.tolls_told import EVENING, ferry_night, figure, report, toll

NIGHT = ferry_night()
ORDER = agencies([NIGHT])


def test_every_report_is_a_row_newest_first_with_what_it_changed() -> None:
    found = [(row.report.source, row.figure, row.change) for row in rows(NIGHT, ORDER)]
    assert len(found) == 12
    assert found[0] == ("Northline", "17", "Same")
    assert found[3] == ("Northline", "17", "Corrected down by 2")
    assert found[4] == ("Halyard Wire", "> 15", "Up, was ≥ 9")
    assert found[-1] == ("Northline", "≥ 4", "First report")


def test_a_year_that_is_told_with_what_is_counted_stands_once() -> None:
    of_aid = report("Northline", 0, figure(50, of="aid in 2025"), measure="money")
    for period, said in (
        ("2025", "aid in 2025"),
        ("2025-2025", "aid in 2025"),
        ("2026", "aid in 2025, 2026"),
    ):
        assert subject(replace(toll(of_aid), subject="aid", period=period)) == said
    bare = report("Northline", 0, figure(50), measure="money")
    assert subject(replace(toll(bare), subject="aid", period="2025-2025")) == "2025"
    assert subject(replace(toll(bare), subject="aid", period="2021-2025")) == "2021-2025"


def test_a_corrected_figure_stands_beside_the_one_given_up() -> None:
    (corrected,) = [row for row in rows(NIGHT, ORDER) if row.was]
    assert (corrected.was, corrected.figure) == ("19", "17")


def test_both_sides_of_a_conflict_say_with_what_they_disagree() -> None:
    told = {(row.report.source, row.figure): row for row in rows(NIGHT, ORDER) if row.disagrees}
    assert told["Northline", "17"].disagrees == "Disagrees with 19"
    assert told["Northline", "19"].disagrees == "Disagreed with 12–15"
    assert not told["Northline", "19"].is_open
    assert told["Meridian Press", "19"].is_open


def test_what_each_agency_says_now() -> None:
    assert say(NIGHT, ORDER) == "Northline and Halyard Wire say 17, Meridian Press says 19"


def test_what_was_given_up_is_told() -> None:
    assert given_up_told(NIGHT) == ["Northline gave up 19 at 06:12, corrected down by 2."]
    void = replace(report("Northline", 0, figure(30)), void_at=EVENING + timedelta(minutes=50))
    assert given_up_told(toll(void)) == ["Northline gave up 30 at 21:50, its story was killed."]
    assert rows(toll(void), {})[0].change == "Killed by the wire"
    assert say(toll(void), {}) == ""


def test_the_whole_course_is_told_for_those_who_do_not_see_it() -> None:
    told = course(NIGHT, ORDER)
    assert "Northline: at least 4 at 21:52, at least 12 at 23:05, 19 at 01:40, 17 at 06:12." in told
    assert "Conflict 1: 19 (Northline, port authority) against 12 to 15 (Meridian Press, a rescuer)" in told
    assert "open since 06:12." in told


def test_the_figure_that_stands_and_its_rivals() -> None:
    latest = Latest(17, None, "exact", None, "Northline")
    night = replace(NIGHT, latest=latest)
    assert standing(night) == "17 killed"
    assert rivals(night) == ["19"]
    assert rivals(replace(night, latest=replace(latest, qualifier="disputed", high=19.0))) == []
    assert standing(NIGHT) == "nothing stands of killed"


def test_money_names_its_unit() -> None:
    spent = Toll("money", "crown", NIGHT.points, latest=Latest(6.4e6, None, "about", "year", "Northline"))
    assert standing(spent) == "money: ≈ 6.4 m crowns a year"


def test_so_many_more_is_no_state_of_things() -> None:
    more = report("Northline", 9, figure(12), reading=Reading("killed", Role.NEW))
    (row,) = rows(toll(more), {})
    assert row.figure == "+12"


def test_sides_stand_in_the_order_of_their_telling() -> None:
    (clash,) = still_open(NIGHT)
    first, second = sides(clash)
    assert first.at < second.at
