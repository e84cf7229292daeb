"""The queue's address: what it says is what it shows, and back again."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.types import TYPES
from claims.forms.narrowing import AGES, HANDS, HIGHEST, claim_number
from claims.forms.queue import LARGEST_ID, VIEWS, QueueFilter

words = st.text('abc %_&=é\x00"', max_size=20).map(lambda typed: " ".join(typed.replace("\x00", " ").split()))
filters = st.builds(
    QueueFilter,
    view=st.sampled_from(sorted(VIEWS)),
    types=st.sets(st.sampled_from(TYPES)).map(lambda found: tuple(t for t in TYPES if t in found)),
    sources=st.sets(st.integers(1, LARGEST_ID)).map(lambda found: tuple(sorted(found))),
    desks=st.sets(st.integers(1, LARGEST_ID)).map(lambda found: tuple(sorted(found))),
    urgencies=st.sets(st.integers(1, 9)).map(lambda found: tuple(sorted(found))),
    age=st.sampled_from(["", *AGES]),
    hands=st.sampled_from(["", *HANDS]),
    at_least=st.none() | st.integers(1, HIGHEST),
    conflict=st.booleans(),
    recheck=st.booleans(),
    claimant=words,
    place=words,
    q=words,
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


def test_a_claim_is_found_by_its_number_however_it_is_written() -> None:
    assert [claim_number(typed) for typed in ("C-123", "c-123", "#123", "123")] == [123] * 4
    assert [claim_number(typed) for typed in ("C-", "12 dead", "-5", "C-99999999999999999999")] == [None] * 4


def test_only_the_filters_that_are_on_make_chips() -> None:
    wanted = QueueFilter(types=("crime",), at_least=40, after=(5, 6))
    assert wanted.on == {"types": ("crime",), "at_least": 40}
    assert wanted.without("at_least", 40).on == {"types": ("crime",)}
    assert not QueueFilter(view="mine").is_narrowed
