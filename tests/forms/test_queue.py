"""The queue's address: what it says is what it shows, and back again."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.types import TYPES
from claims.forms.queue import LARGEST_ID, VIEWS, QueueFilter

filters = st.builds(
    QueueFilter,
    view=st.sampled_from(sorted(VIEWS)),
    types=st.sets(st.sampled_from(TYPES)).map(lambda found: tuple(t for t in TYPES if t in found)),
    sources=st.sets(st.integers(1, LARGEST_ID)).map(lambda found: tuple(sorted(found))),
    q=st.text("abc %_&=é", max_size=20).map(lambda words: " ".join(words.split())),
    after=st.none() | st.tuples(st.integers(0, 100), st.integers(1, LARGEST_ID)),
)


def read(address: str) -> QueueFilter:
    return QueueFilter.from_query(QueryDict(address.removeprefix("?")))


@given(filters)
def test_an_address_made_from_a_filter_makes_it_again(wanted: QueueFilter) -> None:
    assert read(wanted.query) == wanted


@given(st.text())
def test_any_address_makes_some_filter(address: str) -> None:
    assert read(address).view in VIEWS


def test_the_plain_queue_has_no_query() -> None:
    assert QueueFilter().query == ""


def test_a_dropped_filter_starts_at_the_top() -> None:
    wanted = QueueFilter(types=("crime", "health"), q="fire", after=(5, 6))
    assert wanted.without("types", "crime") == QueueFilter(types=("health",), q="fire")
    assert wanted.without("q") == QueueFilter(types=("crime", "health"))
    assert wanted.turned_to("mine").after is None
