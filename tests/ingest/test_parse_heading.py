"""What stands around a plain text: its sender, its times, its embargo, its notices."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.ingest.limits import STORY_BYTES
from claims.ingest.parsers import heading
from claims.ingest.parsers.text import parse
from claims.ingest.types import NotAStory, WireStory
from tests.ingest import samples

BODY = "Ferry sinks off Port Selwick\n\nSELWICK (Selwick Wire) - Nine people are safe, police said.\n"


def story(*lines: str, body: str = BODY) -> WireStory:
    [found] = parse("\n".join((*lines, "", body)).encode())
    return found


def cut(found: WireStory) -> dict[str, str]:
    return {found.text[each.start : each.end]: each.reason for each in found.chrome}


def test_lines_around_a_story_are_marked_and_the_text_stays_whole() -> None:
    [found] = parse(samples.TEXT)
    assert found.text == samples.TEXT.decode()
    assert (found.source, found.byline, found.headline) == (
        "Selwick Wire",
        "Ines Vallory",
        "Ferry sinks off Port Selwick",
    )
    assert found.sent_at == datetime(2027, 3, 2, 8, 40, tzinfo=UTC)
    assert found.embargoed_until == datetime(2027, 3, 3, 0, 1, tzinfo=UTC)
    assert (found.signal, found.pub_status, found.is_notice) == ("embargo", "usable", False)
    assert cut(found) == {
        "Selwick Wire, March 2, 2027, 0840 GMT": heading.HEADER,
        "EMBARGOED UNTIL 0001 GMT ON WEDNESDAY, MARCH 3, 2027": heading.EMBARGO,
        "By Ines Vallory": heading.BYLINE,
        "ENDS": heading.END_MARK,
    }


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Selwick Wire bulletin, March 2, 2027, 0840 GMT", "Selwick Wire"),
        ("Selwick Wire world, March 2, 2027, 0840 GMT", "Selwick Wire"),
        ("SELWICK WIRE | 2 March 2027 | 08:40 GMT", "SELWICK WIRE"),
        ("Published: 2 March 2027, 9.40am CET", ""),
        ("Last updated at 08:40 GMT on 2 March 2027", ""),
        ("2027-03-02T08:40:00Z", ""),
        ("Bank of Selwick, Tuesday 2 March 2027 0840 GMT", "Bank of Selwick"),
    ],
)
def test_line_of_name_and_time_tells_who_sent_it_when(line: str, source: str) -> None:
    found = story(line, body="Ferry sinks off Port Selwick\n\nNine are safe.")
    assert (found.source, found.sent_at) == (source, datetime(2027, 3, 2, 8, 40, tzinfo=UTC))
    assert cut(found) == {line: heading.HEADER}


@pytest.mark.parametrize(
    "line",
    [
        "The ferry sank on March 2, 2027, at 0840 GMT.",
        "Nine were saved off Selwick by 0840 GMT on March 2, 2027",
        "He was born on 2 March 2027",
    ],
)
def test_sentence_with_a_time_is_no_header(line: str) -> None:
    found = story(line)
    assert (found.sent_at, found.chrome) == (None, ())


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (BODY, "Selwick Wire"),
        ("SELWICK, March 2 (SLW) — Nine are safe.", "SLW"),
        ("Selwick, March 2, 2027\n\nSELWICK (SLW) - Nine are safe.", "SLW"),
        ("Selwick Post, March 2, 2027\n\nNine are safe.", "Selwick Post"),
        ("Port Selwick (tca/slw) - Nine are safe.", "tca/slw"),
        ("Nine are safe.\n\n© 2027 Selwick Post. All rights reserved.", "Selwick Post"),
        ("Nine are safe.\n\nCopyright 2027 The Selwick Post All rights reserved", "The Selwick Post"),
        ("Nine are safe.\n\nSELWICK (population 3,000) - is small.", ""),
    ],
)
def test_dateline_or_copyright_tells_the_source_where_no_header_does(body: str, source: str) -> None:
    [found] = parse(body.encode())
    assert found.source == source


@pytest.mark.parametrize(
    ("line", "until"),
    [
        (
            "EMBARGOED UNTIL 0001 GMT ON FRIDAY, SEPTEMBER 17, 2027. NOT FOR USE BEFORE.",
            "17T00:01",
        ),
        ("Embargo: 17 September 2027, 00:01 BST", "16T23:01"),
        ("STRICTLY EMBARGOED UNTIL 10 A.M. EDT, SEPT. 17", "17T14:00"),
        ("NOT FOR PUBLICATION OR BROADCAST BEFORE 0600 GMT FRIDAY", "17T06:00"),
        ("Not to be released before 0900 GMT on 17 September", "17T09:00"),
        ("Under embargo until 2027-09-17T00:01:00Z", "17T00:01"),
        ("HOLD FOR RELEASE UNTIL NOON ET SEPTEMBER 20, 2027", "20T16:00"),
        ("For release at 6 p.m. EST on Monday", "20T23:00"),
        ("*** EMBARGOED TO 1800 CET 18/09/2027 ***", "18T17:00"),
        ("NOTE TO EDITORS: Embargoed till 1200 GMT", "16T12:00"),
        ("For release 6 p.m. EST Monday", "20T23:00"),
        ("ADV. FOR RELEASE SUNDAY, SEPT. 19, AT 0600 GMT", "19T06:00"),
        ("Eds: Moved in advance and HOLD FOR RELEASE until 0600 GMT Sunday, Sept. 19", "19T06:00"),
        ("This report is embargoed until 0001 GMT, 17 September 2027", "17T00:01"),
        (
            "Transmission of material in this release is embargoed until 8:30 a.m. (ET) Friday, Sept. 17",
            "17T12:30",
        ),
        ("EMBARGOED FOR RELEASE UNTIL TUESDAY 21 SEPTEMBER 2027 AT 00:01 HRS (LONDON TIME)", "20T23:01"),
    ],
)
def test_embargo_lines_of_many_wordings_are_read(line: str, until: str) -> None:
    found = story("Selwick Wire, September 16, 2027, 1120 GMT", line)
    assert found.embargoed_until == datetime.fromisoformat(f"2027-09-{until}:00Z")
    assert (found.signal, found.pub_status, cut(found)[line]) == ("embargo", "usable", heading.EMBARGO)


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGO",
        "Press release - embargo until further notice",
        "Embargoed until the vote",
        "Not for release until 1200 GMT on Nov 24",
        "NOT TO BE USED BEFORE 22:00 BST, MONDAY 23 NOVEMBER",
        "HOLD FOR RELEASE UNTIL 00:01 HRS 24 NOVEMBER",
        "For release 10 a.m. EDT Tuesday",
        "Sperrfrist: Dienstag",
    ],
)
def test_embargo_without_an_end_withholds_the_story(line: str) -> None:
    found = story(line)
    assert (found.embargoed_until, found.pub_status, found.signal) == (None, "withheld", "embargo")
    assert any("embargo" in repair for repair in found.repairs)


def test_embargo_line_of_capitals_and_a_time_names_no_sender() -> None:
    found = story("NOT FOR PUBLICATION BEFORE 6 a.m. EST, Nov. 24, 2027")
    assert (found.source, found.sent_at) == ("Selwick Wire", None)
    assert found.embargoed_until == datetime(2027, 11, 24, 11, tzinfo=UTC)


def test_of_several_embargoes_the_latest_counts() -> None:
    found = story("Embargoed until 0600 GMT 17 September 2027", "Embargoed until 0900 GMT 17 September 2027")
    assert found.embargoed_until == datetime(2027, 9, 17, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "The report was embargoed until Friday.",
        "Embargoed documents show that the fleet is unsafe",
        "Use of force before the vote grew",
        "For use at home, nine models are safe",
        "For release in 2028, the film was cut",
        "Embargo: none",
        "Oil embargo ends after 12 years",
    ],
)
def test_sentence_about_an_embargo_is_none(line: str) -> None:
    found = story(line)
    assert (found.embargoed_until, found.pub_status, found.signal) == (None, "usable", "")


@pytest.mark.parametrize(
    ("first", "signal", "status"),
    [
        ("KILL KILL KILL", "kill", "canceled"),
        ("MANDATORY KILL: Ferry story", "kill", "canceled"),
        ("EDITORS: STORY WITHDRAWN", "kill", "canceled"),
        ("**KILL ADVISORY**", "kill", "canceled"),
        ("ELIMINATION", "kill", "canceled"),
        ("BC-SL--Ferry Fire, KILL", "kill", "canceled"),
        ("EDITORS: HOLD Ferry Fire story", "hold", "withheld"),
        ("WITHHOLD", "hold", "withheld"),
        ("HOLD HOLD", "hold", "withheld"),
        ("PLEASE HOLD THE STORY Ferry", "hold", "withheld"),
    ],
)
def test_short_text_that_shouts_a_kill_or_a_hold_is_a_notice(first: str, signal: str, status: str) -> None:
    found = story(first, body="Do not use the ferry story.")
    assert (found.signal, found.pub_status, found.is_notice) == (signal, status, True)


@pytest.mark.parametrize(
    "first",
    [
        "KILLED: nine in ferry fire",
        "BC hunters, KILL 9 elk",
        "US-Selwick trade, HOLD talks",
        "KILL THE BILL, SAYS MINISTER",
        "HOLD THE LINE, SAYS BANK",
        "HOLD YOUR BREATH",
        "Kill the bill, say nine",
        "Advisory council meets",
    ],
)
def test_words_of_a_headline_kill_nothing(first: str) -> None:
    found = story(first)
    assert (found.signal, found.pub_status, found.is_notice) == ("", "usable", False)


def test_long_text_is_a_story_whatever_it_begins_with() -> None:
    assert not story("KILL KILL KILL", body="Nine people are safe. " * 60).is_notice


def test_advisory_is_refused_by_name() -> None:
    with pytest.raises(NotAStory, match="advisory") as refused:
        story("Selwick Wire, March 2, 2027, 0840 GMT", "MEDIA ADVISORY: ferry stories", body="Two will come.")
    assert refused.value.source == "Selwick Wire"


def test_advisory_to_editors_is_one() -> None:
    with pytest.raises(NotAStory, match="advisory"):
        story("ADVISORY TO EDITORS", body="Two stories will come.")


def test_prefix_tells_a_correction() -> None:
    assert story("CORRECTED: Nine are safe off Selwick").signal == "correction"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "hostile", ["By A, " * 100_000, "embargo ends " * 50_000, "A. " * 300_000, "\nends " * 150_000]
)
def test_reading_takes_linear_time(hostile: str) -> None:
    heading.read(hostile[:STORY_BYTES])
    heading.read("\n".join(hostile[at : at + 299] for at in range(0, 20_000, 299)))


@pytest.mark.parametrize(
    ("line", "slug", "signal"),
    [
        ("EU--Ferry Fire,1st Ld-Writethru", "Ferry Fire, 1st Ld-Writethru", "writethru"),
        ("BC-EU--Ferry Fire, 2nd Ld-Writethru,0421", "Ferry Fire, 2nd Ld-Writethru", "writethru"),
        ("AM-Ferry Fire, Correction", "Ferry Fire, Correction", ""),
        ("AM-Ferry Fire, CORRECTION", "Ferry Fire, CORRECTION", "correction"),
        ("EU--Ferry Fire", "Ferry Fire", ""),
    ],
)
def test_slug_line_tells_slug_and_take(line: str, slug: str, signal: str) -> None:
    found = story(line)
    assert (found.slug, found.signal, found.headline) == (slug, signal, "Ferry sinks off Port Selwick")
    assert cut(found) == {line: heading.SLUG}
    below = story("Selwick Wire, March 2, 2027, 0840 GMT", line)
    assert (below.slug, below.source) == (slug, "Selwick Wire")


@pytest.mark.parametrize(
    "line",
    [
        "AM-radio hosts quit, new owner says",
        "US-Selwick trade, HOLD talks",
        "EU-Selwick deal, Update expected",
        "AM-Ferry Fire, nine dead",
        "Ferry Fire,1st Ld-Writethru",
    ],
)
def test_headline_with_a_dash_is_no_slug(line: str) -> None:
    found = story(line)
    assert (found.slug, cut(found)) == ("", {})


def test_notes_to_editors_are_kept_apart_from_the_text() -> None:
    lines = ("Eds: Updates with toll of nine.", "EDITORS' NOTE: Photos to follow.")
    found = story("EU--Ferry Fire", *lines)
    assert (found.ed_note, found.signal) == ("Updates with toll of nine.\nPhotos to follow.", "update")
    assert (cut(found)[lines[0]], cut(found)[lines[1]]) == (heading.NOTE, heading.NOTE)
    assert story("Eds: Corrects toll.").signal == "correction"
    assert story("Editor: Ines Vallory").ed_note == ""


def test_note_that_is_an_embargo_stays_one() -> None:
    found = story("Eds: Embargoed until 0600 GMT Sunday, Sept. 19, 2027")
    assert (found.ed_note, found.embargoed_until) == ("", datetime(2027, 9, 19, 6, tzinfo=UTC))
