"""Dates and times as desks write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.moments import find

SENT = datetime(2027, 9, 16, 11, 20, tzinfo=UTC)  # a Thursday


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("0001 GMT ON FRIDAY, SEPTEMBER 17, 2027", "2027-09-17T00:01"),
        ("00:01 GMT 17 September 2027", "2027-09-17T00:01"),
        ("Sept 17 2027 0001 GMT", "2027-09-17T00:01"),
        ("Friday, 17 September, 2027 at 0500 (GMT)", "2027-09-17T05:00"),
        ("September 17, 2027, 10 a.m. EDT", "2027-09-17T14:00"),
        ("6 p.m. ET, January 20, 2027", "2027-01-20T23:00"),
        ("12:00 BST on 17/09/2027", "2027-09-17T11:00"),
        ("17.9.2027, 06.00 CEST", "2027-09-17T04:00"),
        ("noon London time, 17 Sep 2027", "2027-09-17T11:00"),
        ("NOON (TOKYO TIME) 17 SEP 2027", "2027-09-17T03:00"),
        ("9:30am (AEST) Monday 20 September 2027", "2027-09-19T23:30"),
        ("0001 GMT+2 17 September 2027", "2027-09-16T22:01"),
        ("17 September 2027 12:30 +05:30", "2027-09-17T07:00"),
        ("2027-09-17T00:01:00Z", "2027-09-17T00:01"),
        ("2027-09-17 02:01 +02:00", "2027-09-17T00:01"),
        ("the 3rd of March 2027, 7pm GMT", "2027-03-03T19:00"),
    ],
)
def test_find_reads_whole_moments_in_utc(written: str, time: str) -> None:
    found = find(written)
    assert found is not None
    assert found.time == datetime.fromisoformat(time).replace(tzinfo=UTC)
    assert found.notes == ()
    assert all(0 <= start < end <= len(written) for start, end in found.spans)


@pytest.mark.parametrize(
    ("written", "time", "note"),
    [
        ("0001 GMT FRIDAY 17 SEPTEMBER", "2027-09-17T00:01", "no year"),
        ("0900 GMT January 3", "2028-01-03T09:00", "no year"),
        ("5pm local time Friday 17 September 2027", "2027-09-17T17:00", "time zone"),
        ("00.01hrs on Friday 17th September 2027", "2027-09-17T00:01", "time zone"),
        ("0900, 17 September 2027", "2027-09-17T09:00", "time zone"),
        ("17 September 2027", "2027-09-17T00:00", "no hour"),
        ("midnight GMT, September 16, 2027", "2027-09-17T00:00", "end of the day"),
        ("0900 GMT 4/5/2027", "2027-05-04T09:00", "later day"),
    ],
)
def test_find_tells_what_it_assumed(written: str, time: str, note: str) -> None:
    found = find(written, near=SENT)
    assert found is not None
    assert found.time == datetime.fromisoformat(time).replace(tzinfo=UTC)
    assert any(note in told for told in found.notes)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("1200 GMT", "2027-09-16T12:00"),
        ("0900 GMT", "2027-09-17T09:00"),
        ("0900 GMT tomorrow", "2027-09-17T09:00"),
        ("1200 GMT Thursday", "2027-09-16T12:00"),
        ("0900 GMT Thursday", "2027-09-23T09:00"),
        ("6 a.m. EDT on Saturday", "2027-09-18T10:00"),
    ],
)
def test_find_takes_the_next_such_time_after_another(written: str, time: str) -> None:
    found = find(written, near=SENT)
    assert found is not None
    assert found.time == datetime.fromisoformat(time).replace(tzinfo=UTC)
    assert find(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2000 people came",
        "31 February 2027, 0900 GMT",
        "17 September 9999",
        "2500 GMT 17 September",
        "99/99/2027",
    ],
)
def test_find_makes_no_time_of_what_is_none(written: str) -> None:
    found = find(written)
    assert found is None or not found.has_hour


@given(st.text(alphabet=st.sampled_from("0123456789:./-+, apmGMTSeptunoFriday"), max_size=60))
def test_find_never_breaks(written: str) -> None:
    find(written, near=SENT)
