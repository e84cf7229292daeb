"""The order of the queue: a sum whose terms people can read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import priorities
from claims.extraction.types import TYPES
from claims.priorities import SHIPPED, STANDING, TYPE_POINTS, Facts, Weights, priority

facts = st.builds(
    Facts,
    type=st.sampled_from(TYPES),
    check_worthiness=st.floats(0, 1),
    size=st.none() | st.floats(-1e15, 1e15),
    unit=st.sampled_from(["people", "USD", "%", "pp", "tonne", ""]),
    urgency=st.none() | st.integers(1, 9),
    agencies=st.integers(1, 40),
    told_before=st.booleans(),
    is_disputed=st.booleans(),
    needs_recheck=st.booleans(),
    waited=st.floats(0, 1e4),
    is_listed=st.booleans(),
)
weights = st.builds(Weights, st.dictionaries(st.sampled_from(sorted(SHIPPED)), st.integers(0, 100)))
TOLL = Facts("casualties", 0.9, 20.0, "people")


@given(facts, weights)
def test_the_terms_add_up_to_no_more_than_the_weights_allow(told: Facts, by: Weights) -> None:
    total, reasons = priority(told, by)
    assert 0 <= total <= by.most
    assert total == sum(reason["points"] for reason in reasons)
    assert all(reason["name"] and reason["points"] > 0 for reason in reasons)
    assert reasons == sorted(reasons, key=lambda reason: -reason["points"])
    assert len({priorities.term_of(reason) for reason in reasons}) == len(reasons)


@given(facts, weights)
def test_no_term_has_more_points_than_its_weight(told: Facts, by: Weights) -> None:
    for reason in priority(told, by)[1]:
        term = priorities.term_of(reason)
        assert reason["points"] <= by[told.type if term == "type" else term]


@given(facts)
def test_what_a_story_tells_is_worth_at_most_a_hundred_as_shipped(told: Facts) -> None:
    words = [reason for reason in priorities.read(told) if reason.get("term") != "speaker"]
    assert sum(reason["points"] for reason in words) <= 100


@given(facts, weights, st.data())
def test_more_of_what_counts_never_means_less(told: Facts, by: Weights, data: st.DataObject) -> None:
    more: dict[str, Any] = {
        "check_worthiness": data.draw(st.floats(told.check_worthiness, 1)),
        "size": data.draw(st.floats(abs(told.size or 0), 1e16)) if told.size is not None else None,
        "urgency": data.draw(st.integers(1, told.urgency)) if told.urgency else told.urgency,
        "agencies": data.draw(st.integers(told.agencies, 50)),
        "told_before": False,
        "is_disputed": True,
        "needs_recheck": True,
        "waited": data.draw(st.floats(told.waited, 1e5)),
        "is_listed": True,
    }
    for name, value in more.items():
        assert priority(replace(told, **{name: value}), by)[0] >= priority(told, by)[0], name


@given(facts, facts, weights)
def test_a_term_exchanged_is_as_if_it_had_been_so_from_the_first(
    one: Facts, other: Facts, by: Weights
) -> None:
    standing = {"agencies", "told_before", "is_disputed", "needs_recheck", "waited"}
    moved = replace(one, **{name: getattr(other, name) for name in standing})
    total, reasons = priorities.exchanged(priority(one, by)[1], *priorities.standing(moved, by))
    wanted = priority(moved, by)
    assert total == wanted[0] == sum(reason["points"] for reason in reasons)
    assert sorted(reasons, key=str) == sorted(wanted[1], key=str)


@given(facts, facts, weights)
def test_a_new_reading_keeps_how_the_claim_stands(one: Facts, other: Facts, by: Weights) -> None:
    before = priority(one, by)[1]
    total, reasons = priorities.reread(before, priorities.read(other, by))
    kept = [reason for reason in before if priorities.term_of(reason) in STANDING]
    assert all(reason in reasons for reason in kept)
    assert total == sum(reason["points"] for reason in reasons)


def test_every_type_has_its_points() -> None:
    assert set(TYPE_POINTS) == set(TYPES)


def test_a_term_left_out_has_its_shipped_points() -> None:
    by = Weights({"size": 0})
    assert by["urgency"] == SHIPPED["urgency"]
    assert not priorities.has(priority(TOLL, by)[1], "size")
    assert priority(TOLL)[0] - priority(TOLL, by)[0] == 7


@pytest.mark.parametrize(
    ("size", "unit", "name"),
    [
        (7.0, "people", None),
        (37.0, "people", "10 or more"),
        (14_000.0, "people", "10,000 or more"),
        (50e9, "USD", "10 billion or more"),
        (3.2e12, "EUR", "1 trillion or more"),
        (1000.0, "tonne", "1,000 or more"),
        (61.0, "%", "a percentage"),
    ],
)
def test_a_size_is_told_in_round_words(size: float, unit: str, name: str | None) -> None:
    names = [reason["name"] for reason in priority(Facts("quantity", 0.5, size, unit))[1]]
    assert (name in names) if name else not any("or more" in told for told in names)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (replace(TOLL, size=200.0), TOLL),
        (TOLL, replace(TOLL, type="quantity")),
        (TOLL, replace(TOLL, check_worthiness=0.4)),
        (replace(TOLL, urgency=1), replace(TOLL, urgency=4)),
        (Facts("spending", 0.9, 50e9, "USD"), Facts("spending", 0.9, 5e6, "USD")),
        (replace(TOLL, agencies=3), replace(TOLL, agencies=2)),
        (TOLL, replace(TOLL, told_before=True)),
        (replace(TOLL, waited=4.0), replace(TOLL, waited=3.9)),
        (replace(TOLL, is_listed=True), TOLL),
        (replace(TOLL, is_disputed=True), TOLL),
        (replace(TOLL, needs_recheck=True), TOLL),
    ],
)
def test_what_weighs_more_comes_first(more: Facts, less: Facts) -> None:
    assert priority(more)[0] > priority(less)[0]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (replace(TOLL, agencies=3), "3 agencies tell it"),
        (replace(TOLL, waited=5.5), "waiting 4 h"),
        (replace(TOLL, waited=400.0), "waiting 24 h"),
        (replace(TOLL, told_before=True), "told before"),
        (TOLL, "not told before"),
        (replace(TOLL, is_listed=True), "a speaker on the desk’s list"),
    ],
)
def test_terms_are_told_in_words(told: Facts, name: str) -> None:
    assert name in [reason["name"] for reason in priority(told)[1]]


def test_one_agency_and_less_than_an_hour_have_no_points() -> None:
    assert not {"agencies", "age"} & {priorities.term_of(reason) for reason in priority(TOLL)[1]}


def test_an_open_recheck_comes_on_top_once_and_goes_again() -> None:
    points, reasons = priority(TOLL)
    asked = priorities.recheck(True)
    more, named = priorities.exchanged(priorities.exchanged(reasons, asked)[1], asked)
    assert more == points + 20 == sum(reason["points"] for reason in named)
    assert [reason["name"] for reason in named].count("recheck") == 1
    assert priorities.exchanged(named, priorities.recheck(False)) == (points, reasons)


def test_sums_of_before_are_understood() -> None:
    before = [
        {"name": "casualties", "points": 25},
        {"name": "recheck", "points": 20},
        {"name": "check-worthiness 0.90", "points": 27},
    ]
    assert priorities.exchanged(before, priorities.recheck(False))[0] == 52  # type: ignore[arg-type]
    told = priorities.reread(before, priorities.read(TOLL))[1]  # type: ignore[arg-type]
    assert [reason["name"] for reason in told] == [
        "check-worthiness 0.90",
        "casualties",
        "recheck",
        "10 or more",
    ]
