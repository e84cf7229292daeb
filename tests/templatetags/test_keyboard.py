"""The table of keys: no clash on a page, and the sheet tells them all."""

from __future__ import annotations

from collections import Counter

import pytest

from claims.ratings import ACTIVE_SCALE
from claims.statuses import DismissReason
from claims.templatetags.keyboard import BINDINGS, CLAIM, EVERYWHERE, QUEUE, binding, sheet


@pytest.mark.parametrize("place", [QUEUE, CLAIM])
def test_no_key_means_two_things_on_one_page(place: str) -> None:
    keys = Counter(key for b in BINDINGS if b.place in (EVERYWHERE, place) for key in b.keys)
    assert {key: count for key, count in keys.items() if count > 1} == {}


def test_no_sequence_begins_with_a_key_that_acts_at_once() -> None:
    single = {key for b in BINDINGS for key in b.keys if " " not in key}
    assert not {key.split()[0] for b in BINDINGS for key in b.keys if " " in key} & single


def test_names_are_unique() -> None:
    assert len({b.name for b in BINDINGS}) == len(BINDINGS)


def test_there_is_a_digit_for_every_reason_and_every_rating() -> None:
    for number in range(1, len(DismissReason) + 1):
        assert binding(f"dismiss-{number}").keys == (str(number),)
    for number in range(1, len(ACTIVE_SCALE.ratings) + 1):
        assert binding(f"rate-{number}").keys == (str(number),)


def test_the_sheet_tells_every_key_with_digits_as_one_line() -> None:
    told = {cap for _, bindings in sheet() for b in bindings for cap in b.caps}
    assert {"J", "K", "/", "?", "G", "Q", "Esc", "1–6", "1–8", "Ctrl", "Enter", "T", "Y"} <= told
    assert not told & set("12345678")
