"""The address of the list of events: any can be asked for, and each makes a place that a database knows."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.test import RequestFactory

from claims.forms.events import EventFilter, Place


def place(text: str) -> Place | None:
    return EventFilter.from_request(RequestFactory().get(f"/events/?after={quote(text)}")).after


def test_a_place_is_kept_in_utc_however_it_was_written() -> None:
    assert place("2027-03-02T09:10:00+23:59~7") == (datetime(2027, 3, 1, 9, 11, tzinfo=UTC), 7)
    found = place("2027-03-02T09:10:00+23:59~7")
    assert found
    assert found[0].utcoffset() == UTC.utcoffset(None)


@pytest.mark.parametrize(
    "text",
    ["", "~", "x~1", "2027-03-02T09:10:00~1", "2027-02-31T00:00:00Z~1", "2027-03-02T09:10:00Z~0",
     "0001-01-01T00:00:00+14:00~1", "9999-12-31T23:59:59-14:00~1"],
)  # fmt: skip
def test_what_names_no_place_begins_at_the_top(text: str) -> None:
    assert place(text) is None
