"""The wire's order: number, then time, then who replaces whom; arrival decides only what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from claims.actions.versions import is_behind, is_older, newest

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """What one version tells of its place."""

    version: int | None = None
    sent_at: datetime | None = None
    doc_id: str = ""
    replaces: str = ""


@pytest.mark.parametrize(
    ("one", "other", "older"),
    [
        (Told(1, TEN), Told(2, NINE), True),
        (Told(2, NINE), Told(1, TEN), False),
        (Told(2, NINE), Told(2, TEN), True),
        (Told(2, TEN), Told(2, NINE), False),
        (Told(None, NINE), Told(7, TEN), True),
        (Told(None, TEN), Told(7, NINE), False),
        (Told(None, None), Told(7, TEN), False),
        (Told(3, None), Told(3, TEN), False),
        (Told(), Told(), False),
    ],
)
def test_the_number_decides_then_the_time(one: Told, other: Told, older: bool) -> None:
    assert is_older(one, other) is older


def test_a_document_that_was_replaced_is_older_where_nothing_else_tells() -> None:
    first, second, third = Told(doc_id="a"), Told(doc_id="b", replaces="a"), Told(doc_id="c", replaces="b")
    assert is_older(second, third, [third])
    assert is_older(first, third, [third])  # it replaces nothing, so it began the chain
    assert not is_older(third, second, [second])


def test_a_number_beats_the_chain() -> None:
    again = Told(version=3, doc_id="a")
    assert not is_older(again, Told(version=2, doc_id="b", replaces="a"), [Told(replaces="a")])


def test_a_number_below_one_that_came_is_behind_whatever_was_counted_between() -> None:
    past = [Told(5, TEN), Told(None, TEN)]
    assert is_behind(Told(2, TEN), past)  # type: ignore[arg-type]
    assert not is_behind(Told(6, TEN), past)  # type: ignore[arg-type]
    assert not is_behind(Told(None, TEN), past)  # type: ignore[arg-type]
    assert not is_behind(Told(2, TEN), [])  # type: ignore[arg-type]


def test_the_newest_of_equals_is_the_last_to_arrive() -> None:
    early, late = Told(1, TEN, "x"), Told(1, TEN, "y")
    assert newest([early, late]) is late  # type: ignore[list-item]
    assert newest([Told(2), early, late]).version == 2  # type: ignore[list-item]
