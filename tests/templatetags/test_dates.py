"""Moments as the language of the page writes them."""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine
from django.utils import translation

from claims.templatetags import dates

EVENING = datetime(2026, 11, 22, 21, 10, tzinfo=UTC)


def test_a_moment_in_the_sites_own_language() -> None:
    assert dates.hour(EVENING) == "21:10"
    assert dates.day(EVENING) == "22 November 2026"
    assert dates.day_and_hour(EVENING) == "22 November 2026, 21:10"
    assert (dates.brief_day(EVENING), dates.brief_month(EVENING)) == ("22 Nov", "Nov")


def test_a_month_is_called_as_the_page_speaks() -> None:
    with translation.override("ar"):
        assert "نوفمبر" in dates.day_and_hour(EVENING)
        assert dates.hour(EVENING) == "21:10"


@time_machine.travel("2026-11-23T12:00:00Z", tick=False)
def test_a_moment_near_by_leaves_out_what_goes_without_saying() -> None:
    assert dates.near(datetime(2026, 11, 23, 9, 5, tzinfo=UTC)) == "09:05"
    assert dates.near(EVENING) == "22 Nov, 21:10"
    assert dates.near(EVENING.replace(year=2025)) == "22 Nov 2025, 21:10"
