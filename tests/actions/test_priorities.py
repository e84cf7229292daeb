"""The order of the queue: a sum whose terms people can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.types import TYPES
from claims.priorities import TYPE_POINTS, Facts, priority, raised, settled

facts = st.builds(
    Facts,
    type=st.sampled_from(TYPES),
    check_worthiness=st.floats(0, 1),
    size=st.none() | st.floats(-1e15, 1e15),
    unit=st.sampled_from(["people", "USD", "%", "pp", "tonne", ""]),
    urgency=st.none() | st.integers(1, 9),
)


@given(facts)
def test_the_terms_add_up_to_at_most_a_hundred(given_facts: Facts) -> None:
    total, reasons = priority(given_facts)
    assert 0 <= total <= 100
    assert total == sum(reason["points"] for reason in reasons)
    assert all(reason["name"] and reason["points"] > 0 for reason in reasons)
    assert reasons == sorted(reasons, key=lambda reason: -reason["points"])


def test_every_type_has_its_points() -> None:
    assert set(TYPE_POINTS) == set(TYPES)


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
        (Facts("casualties", 0.9, 200.0, "people"), Facts("casualties", 0.9, 20.0, "people")),
        (Facts("casualties", 0.9, 20.0, "people"), Facts("quantity", 0.9, 20.0, "people")),
        (Facts("troops", 0.9, 20.0, "people"), Facts("troops", 0.4, 20.0, "people")),
        (Facts("troops", 0.9, 20.0, "people", 1), Facts("troops", 0.9, 20.0, "people", 4)),
        (Facts("spending", 0.9, 50e9, "USD"), Facts("spending", 0.9, 5e6, "USD")),
    ],
)
def test_what_weighs_more_comes_first(more: Facts, less: Facts) -> None:
    assert priority(more)[0] > priority(less)[0]


def test_open_recheck_comes_on_top_once_and_goes_again() -> None:
    points, reasons = priority(Facts("casualties", 0.9, 40.0, "people"))
    more, named = raised(*raised(points, reasons))
    assert more == points + 20 == sum(reason["points"] for reason in named)
    assert [reason["name"] for reason in named].count("recheck") == 1
    assert settled(more, named) == (points, reasons)
