"""The table of keys: no clash on a page, and the sheet tells them all."""

from __future__ import annotations

import pytest

from claims.keyboard import BINDINGS, CLAIM, bindings, clashes, key_from
from claims.ratings import MOST
from claims.statuses import DismissReason
from claims.templatetags.keyboard import binding, sheet


def test_no_key_means_two_things_on_one_page() -> None:
    assert list(clashes(BINDINGS)) == []


def test_two_rows_on_one_key_are_found_and_named() -> None:
    (found,) = clashes(bindings({"triage": "a"}))
    assert {found[0].name, found[1].name} == {"triage", "take"}
    assert found[2] == "a"


def test_a_key_that_begins_a_sequence_clashes_with_it() -> None:
    assert {other.name for _, other, _ in clashes(bindings({"queue": "y q", "events": "g e"}))} == {
        "triage",
        "approve",
    }


def test_a_row_switched_off_clashes_with_nothing() -> None:
    assert list(clashes(bindings({"take": "", "triage": "a"}))) == []


def test_names_are_unique() -> None:
    assert len({b.name for b in BINDINGS}) == len(BINDINGS)


def test_there_is_a_digit_for_every_reason_and_every_rating() -> None:
    for number in range(1, len(DismissReason) + 1):
        assert binding(f"dismiss-{number}").keys == (str(number),)
    for number in range(1, MOST):
        assert binding(f"rate-{number}").keys == (str(number),)
    assert binding(f"rate-{MOST}").keys == ("0",)


def test_the_sheet_tells_every_key_with_digits_as_one_line() -> None:
    told = {cap for _, lines in sheet() for line in lines for cap in line.caps}
    assert {
        "J",
        "K",
        "/",
        "?",
        "G",
        "Q",
        "Esc",
        "1–6",
        "1–3",
        "1–9",
        "Ctrl",
        "Enter",
        "T",
        "Y",
        "Shift",
        "X",
    } <= told
    assert not told & set("12345678")


def test_digits_that_somebody_changed_stand_one_by_one() -> None:
    lines = [line for place, lines in sheet({"rate-2": "z"}) if place == CLAIM for line in lines]
    assert {("1",), ("Z",), ("9",)} <= {line.caps for line in lines}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Y", "y"),
        (" g  Q ", "g q"),
        ("Shift+X", "Shift+x"),
        ("shift x", "Shift+x"),
        ("ctrl enter", "Control+Enter"),
        ("", ""),
        ("Enter", "Enter"),
        ("é", "é"),
        ("ab", None),
        ("Alt x", None),
    ],
)
def test_what_is_typed_is_read_as_the_browser_names_it(typed: str, key: str | None) -> None:
    assert key_from(typed) == key
