"""The terms of a priority: each name that the desk gives one is a message."""

from __future__ import annotations

import pytest

from claims.extraction.types import TYPES
from claims.priorities import Facts, read, standing
from claims.templatetags.reasons import NAMES, reason, without_number

PLAIN = Facts("casualties", 0.91, size=14.0, urgency=2)
PRESSING = Facts("spending", 0.4, size=3e9, urgency=1, agencies=3, told_before=True, waited=30.0)


@pytest.mark.parametrize("facts", [PLAIN, PRESSING, Facts("economy", 0.1, size=4.0, unit="%", urgency=5)])
def test_every_term_is_a_message(facts: Facts) -> None:
    names = {without_number(each["name"]) for each in (*read(facts), *standing(facts))}
    assert names <= NAMES


def test_every_type_and_size_is_a_message() -> None:
    sizes = (Facts("quantity", 0.5, size=10.0**power, urgency=4) for power in range(15))
    assert set(TYPES) <= NAMES
    assert {without_number(each["name"]) for facts in sizes for each in read(facts)} <= NAMES


def test_a_name_keeps_its_number_and_an_unknown_one_its_words() -> None:
    assert reason("waiting 24 h") == "waiting 24 h"
    assert reason("told before") == "told before"
    assert reason("as the old scale had it: 7 of 10") == "as the old scale had it: 7 of 10"
