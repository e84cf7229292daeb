"""What qualifiers leave open: the table of pairs, and what holds for any two bounds."""

from __future__ import annotations

import math
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.types import QUALIFIERS
from claims.tolls.bounds import Bound, Relation, bound, relation

PAIRS = Path(__file__).with_name("pairs.txt")
Pair = tuple[str, ...]


def table() -> list[Pair]:
    lines = [line for line in PAIRS.read_text().splitlines() if line and not line.startswith("#")]
    return [tuple(field.strip() for field in line.split("|")) for line in lines]


def told(words: str) -> Bound:
    qualifier, *numbers = words.split()
    low, high = float(numbers[0]), float(numbers[1]) if len(numbers) > 1 else None
    return bound(low, high, qualifier)


bounds = st.builds(
    bound,
    low=st.integers(0, 10**6).map(float),
    high=st.none(),
    qualifier=st.sampled_from([name for name in QUALIFIERS if name != "range"]),
)


def test_the_table_holds_enough_pairs_of_every_answer() -> None:
    assert len(table()) >= 40
    assert {pair[4] for pair in table()} == set(Relation)


@pytest.mark.parametrize("pair", table(), ids=lambda pair: " / ".join(pair[:4]))
def test_a_pair_is_judged_as_the_table_says(pair: Pair) -> None:
    earlier, later, when, tellers, answer, why = pair
    apart = None if when == "closed" else timedelta(minutes=int(when))
    judged = relation(told(earlier), told(later), apart=apart, same_teller=tellers == "one")
    assert judged == answer, why


def test_the_share_of_about_is_the_desk_s() -> None:
    assert not bound(30, None, "about").meets(bound(36, None, "exact"))
    assert bound(30, None, "about", 0.2).meets(bound(36, None, "exact"))


def test_an_open_end_keeps_its_own_number_out() -> None:
    assert not bound(40, None, "more_than").meets(bound(40, None, "exact"))
    assert not bound(40, None, "exact").meets(bound(40, None, "more_than"))
    assert bound(40, None, "more_than") == Bound(40, math.inf, low_open=True)


@given(bounds, bounds)
def test_meeting_is_mutual(one: Bound, other: Bound) -> None:
    assert one.meets(other) == other.meets(one)


@given(st.integers(1, 10**6), st.sampled_from(["exact", "about", "nearly", "at_least", "at_most", "dozens"]))
def test_a_figure_fits_itself(low: int, qualifier: str) -> None:
    assert bound(low, None, qualifier).meets(bound(low, None, qualifier))


@given(bounds, st.floats(0.01, 100))
def test_another_unit_changes_no_answer(one: Bound, factor: float) -> None:
    other = bound(1000, None, "about")
    assert one.meets(other) == one.times(factor).meets(other.times(factor)) or _is_at_an_end(one, other)


def _is_at_an_end(one: Bound, other: Bound) -> bool:
    return any(math.isclose(a, b, rel_tol=1e-6) for a in (one.low, one.high) for b in (other.low, other.high))
