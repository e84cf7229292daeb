"""Times as wires write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.dates import first_time, wire_time
from claims.ingest.types import BadStory

HALF_PAST_NINE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-02T09:30:00Z",
        "2026-11-02T10:30:00+01:00",
        "2026-11-02T10:30:00+0100",
        "2026-11-02T10:30:00 +0100",
        "2026-11-02 09:30:00Z",
        "2026-11-02T09:30:00.000Z\n  ",
        "20261102T093000Z",
        "20261102T0930Z",
        "20261102t103000+01:00",
        "20261102T043000-0500",
        "20261102093000Z",
        "20261102T093000.250Z",
    ],
)
def test_wire_time_reads_times_with_a_zone(written: str) -> None:
    assert wire_time(written, field="sent") == (HALF_PAST_NINE, ())


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2026-11-02T09:30:00", HALF_PAST_NINE),
        ("20261102T093000", HALF_PAST_NINE),
        ("2026-11-02 09:30", HALF_PAST_NINE),
        ("20261102", datetime(2026, 11, 2, tzinfo=UTC)),
        ("2026-11-02", datetime(2026, 11, 2, tzinfo=UTC)),
    ],
)
def test_wire_time_takes_utc_where_no_zone_is_told(written: str, time: datetime) -> None:
    assert wire_time(written, field="sent") == (time, ("sent: no time zone, taken for UTC",))


def test_wire_time_reads_a_day_with_a_zone_as_its_first_instant() -> None:
    expected = datetime(2026, 11, 1, 23, tzinfo=UTC)
    for written in ("20261102+0100", "2026-11-02+01:00", "20261102000000+0100"):
        assert wire_time(written, field="sent") == (expected, ())


@pytest.mark.parametrize("written", ["", "Monday", "20261302", "2026-02-30T00:00:00Z", "0001-01-01"])
def test_wire_time_refuses_what_is_no_time(written: str) -> None:
    with pytest.raises(BadStory, match="sent"):
        wire_time(written, field="sent")


def test_first_time_takes_the_first_that_is_whole() -> None:
    assert first_time(["soon", "2026-11-02T09:30:00", "2026-11-02T09:30:00Z"]) == HALF_PAST_NINE


@given(st.text(alphabet="0123456789TZ+-:. ", max_size=25) | st.datetimes().map(str))
def test_wire_time_raises_nothing_but_bad_story(written: str) -> None:
    try:
        stamp = wire_time(written, field="sent")
    except BadStory as bad:
        assert bad.reason  # noqa: PT017
    else:
        assert stamp.time.tzinfo == UTC
