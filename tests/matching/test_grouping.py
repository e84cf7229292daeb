"""Groups are the same whatever the order, and no chain of likenesses goes on for ever."""

from __future__ import annotations

from random import Random

import pytest

from claims.matching.events.grouping import groups


def near(one: int, other: int) -> bool:
    return abs(one - other) <= 1


@pytest.mark.parametrize("seed", range(20))
def test_the_order_does_not_matter(seed: int) -> None:
    lot = Random(seed)
    numbers = lot.sample(range(60), 30)
    wanted = groups(sorted(numbers), near, lambda number: number)
    assert groups(numbers, near, lambda number: number) == wanted
    assert sorted(number for group in wanted for number in group) == sorted(numbers)


def test_a_chain_ends_two_steps_from_its_oldest() -> None:
    assert groups(range(9), near, lambda number: number) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


def test_what_has_nothing_in_common_stands_alone() -> None:
    assert groups([9, 1, 5], near, lambda number: number) == [[1], [5], [9]]
