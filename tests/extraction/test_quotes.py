"""Quotations in every kind of mark, over paragraphs, closed or not."""

from __future__ import annotations

import pytest

from claims.extraction.quotes import CARRY, Quotation, quotations
from claims.extraction.sentences import paragraphs


def read(text: str) -> tuple[Quotation, ...]:
    return quotations(text, paragraphs(text))


def spoken(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in read(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We lost 12," he said.', ["We lost 12,"]),
        ("“We lost 12,” he said. “All are home.”", ["We lost 12,", "All are home."]),
        ("‘We lost 12,’ he said.", ["We lost 12,"]),
        ("'We lost 12,' he said.", ["We lost 12,"]),
        ("''We lost 12,'' he said.", ["We lost 12,"]),
        ("«We lost 12», he said.", ["We lost 12"]),
        ("„We lost 12“, he said.", ["We lost 12"]),
        ("‘We lost 12,” he told Northline.", ["We lost 12,"]),
        ('“We lost 12," he said.', ["We lost 12,"]),
        ("“They said ‘never’ to us,” he said.", ["They said ‘never’ to us,"]),
        ("'The workers' pay was cut,' she said.", ["The workers' pay was cut,"]),
        ("“We lost 12 men", ["We lost 12 men"]),
    ],
)
def test_quotations_in_all_marks(text: str, inner: list[str]) -> None:
    assert spoken(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "The workers' pay and the union's fund weren't cut in the '90s.",
        "'Twas a rock 'n' roll night at Jo's mates' bar.",
        'A 15.4 "screen and a 13 "screen were sold.',
        "Lowe's and Vane’s men didn’t see ’em.",
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert spoken(text) == []


def test_paragraphs_that_open_with_a_mark_carry_one_speech_on() -> None:
    found = read("“First.\n\n“Second.\n\n“Third,” he said.\n\nThe wind fell.\n\n“Fourth,” she said.")
    assert [quotation.chain for quotation in found] == [0, 0, 0, 1]
    assert [quotation.closed for quotation in found] == [False, False, True, True]


def test_a_quotation_closed_in_a_later_paragraph_holds_those_between() -> None:
    text = '"First.\n\nSecond.\n\nThird," he said.\n\nThe wind fell.'
    assert spoken(text) == ["First.", "Second.", "Third,"]
    assert len({quotation.chain for quotation in read(text)}) == 1


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    assert spoken("“We lost 12 men.\n\nThe wind fell.\n\nIt rained.") == ["We lost 12 men."]


def test_carrying_on_is_bounded() -> None:
    found = read("\n\n".join(["“We killed 200 people."] * (CARRY + 3)))
    assert [quotation.chain for quotation in found] == [0] * CARRY + [1] * 3


def test_a_stray_mark_opens_nothing() -> None:
    assert spoken('"Three people were shot on Monday, police said.') == []
