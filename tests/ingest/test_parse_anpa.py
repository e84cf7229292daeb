"""ANPA 1312."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.ingest.parsers.anpa import FORMAT, parse
from claims.ingest.sniff import sniff
from claims.ingest.types import EmptyStory, Malformed, NotAStory, PartlyRead, WireStory
from tests.ingest import samples


def message(
    take: str = "",
    *heads: str,
    body: str = "\tSELWICK (SLW) _ Nine are safe.",
    number: str = "a0041",
    day: str = "03-02",
) -> bytes:
    lines = [
        f"\x16\x16\x01{number}\x1fnbx-",
        f"r i\x13\x11 bc-Ferry-Fire {take + ' ' if take else ''}{day} 0021",
        f"\x02^BC-SL--Ferry-Fire{', ' + take if take else ''},21<",
        *(f"^{head}<" for head in heads),
        body,
        "\x03",
        "slw-wf-03-02-27 1105GMT",
        "",
    ]
    return "\r\n".join(lines).encode()


def one(raw: bytes) -> WireStory:
    [story] = parse(raw)
    return story


def test_parse_reads_every_field_of_a_message() -> None:
    story = one(samples.ANPA)
    assert story.text == (
        "PORT SELWICK (Selwick Wire) — Nine people were killed, the “coast guard” said."
        "\n\nIt burned on until noon."
    )
    assert (story.guid, story.version, story.signal) == ("2027-03-02:ferry-fire", 2, "writethru")
    assert (story.source, story.dateline) == ("Selwick Wire", "PORT SELWICK (Selwick Wire)")
    assert (story.headline, story.byline) == ("Ferry fire off Selwick kills nine", "INES VALLORY")
    assert (story.slug, story.urgency) == ("Ferry-Fire, 1st Ld-Writethru", 2)
    assert story.ed_note == "UPDATES with toll of nine, was six"
    assert story.sent_at == datetime(2027, 3, 2, 11, 5, tzinfo=UTC)
    assert (story.raw, story.format, story.repairs) == (samples.ANPA, "anpa1312", ())


def test_leads_and_kills_of_a_story_share_its_guid_in_their_order() -> None:
    takes = ("", "1st Ld-Writethru", "2nd Ld", "KILL", "Correction", "UPDATE 4")
    found = [one(message(take)) for take in takes]
    assert {story.guid for story in found} == {"2027-03-02:ferry-fire"}
    assert [story.version for story in found] == [1, 2, 3, None, None, 5]
    assert (found[3].pub_status, found[3].is_notice, found[4].signal) == ("canceled", True, "correction")


@pytest.mark.parametrize(
    ("written", "guid", "version"),
    [
        ("Ferry Fire", "ferry-fire", 1),
        ("Ferry Fire 1st Ld-Writethru", "ferry-fire", 2),
        ("Ferry Fire,2nd Ld", "ferry-fire", 3),
        ("Ferry Fire KILL", "ferry-fire", None),
        ("Ferry Holdings", "ferry-holdings", 1),
        ("Ferry Sinking, CORRECTION", "ferry-sinking", None),
    ],
)
def test_slug_of_several_words_is_whole_where_no_head_repeats_it(
    written: str, guid: str, version: int | None
) -> None:
    raw = message().replace(b"bc-Ferry-Fire", f"bc-SL--{written}".encode())
    story = one(raw.replace(b"^BC-SL--Ferry-Fire,21<\r\n", b""))
    assert (story.guid, story.version) == (f"2027-03-02:{guid}", version)


def test_adds_are_stories_of_their_own_and_so_is_another_day() -> None:
    guids = [one(message(take)).guid for take in ("", "1st Add", "2nd Add", "Take 2")]
    assert len(set(guids)) == 4
    assert one(message(day="03-03")).guid == "2027-03-03:ferry-fire"


@pytest.mark.parametrize(
    ("sent", "day", "expected"), [("01-01-27", "12-31", "2026-12-31"), ("12-31-26", "01-01", "2027-01-01")]
)
def test_day_of_a_cycle_gets_its_year_over_new_year(sent: str, day: str, expected: str) -> None:
    raw = message(day=day).replace(b"03-02-27", sent.encode())
    assert one(raw).guid.startswith(f"{expected}:")


@pytest.mark.parametrize(("letter", "urgency"), [("f", 1), ("u", 2), ("b", 3), ("r", 5), ("d", 5)])
def test_priority_letter_tells_the_urgency(letter: str, urgency: int) -> None:
    assert one(message().replace(b"\nr i", f"\n{letter} i".encode())).urgency == urgency


def test_several_messages_are_read_one_by_one_and_a_kill_gets_its_services_agency() -> None:
    kill = message("KILL", "Eds: KILL Ferry-Fire. It was false.", body="\tKill the story.", number="a0052")
    cut_off = message(number="a0053").partition(b"\x03")[0]
    with pytest.raises(PartlyRead) as partly:
        parse(message() + kill + cut_off)
    story, killed = partly.value.stories
    assert (story.source, killed.source, killed.signal) == ("SLW", "SLW", "kill")
    assert killed.raw == kill
    [error] = partly.value.errors
    assert isinstance(error, Malformed)
    assert error.line == (message() + kill + cut_off).count(b"\n")


def test_message_that_lost_its_control_characters_is_read() -> None:
    raw = (
        b"W2870world\nf l BC-SL--Selwick-FerryB     03-02 1049\n"
        b"^BC-SL--Selwick-Ferry Fire, 2nd Ld-Writethru,466<\n"
        b"^Ferry fire off Selwick kills nine <\n^SLW Photo XNP101<\n^(Eds: Minor edits. With Photos.)<\n"
        b"^By INES VALLORY=\n^Selwick Wire=\n"
        b"\t   PORT SELWICK (SLW) _ Nine people\nwere killed. \n \n\t   ___\n"
        b"\t   It's so. \n\n\t   SLW-WF-03-02-27 1509EST<\n\n"
    )
    story = one(raw)
    assert story.text == "PORT SELWICK (SLW) — Nine people were killed.\n\nIt's so."
    assert (story.headline, story.version) == ("Ferry fire off Selwick kills nine", 3)
    assert story.sent_at == datetime(2027, 3, 2, 20, 9, tzinfo=UTC)


def test_head_under_embargo_is_read() -> None:
    story = one(message("", "Ferry fire", "Eds: EMBARGOED until 6 p.m. EST, March 3, 2027"))
    assert story.embargoed_until == datetime(2027, 3, 3, 23, 0, tzinfo=UTC)
    assert (one(message("", "EMBARGOED until the vote")).pub_status) == "withheld"


def test_bytes_beyond_seven_bits_are_read_and_told() -> None:
    story = one(message(body="\tSELWICK (SLW) _ A café.").decode().encode("cp1252"))
    assert story.text.endswith("A café.")
    assert story.repairs == ("its bytes are not UTF-8, read as Windows-1252",)


def test_advisory_and_empty_message_are_told() -> None:
    with pytest.raises(NotAStory, match="advisory"):
        parse(message("", "ADVISORY: two ferry stories will come"))
    with pytest.raises(EmptyStory):
        parse(message(body=""))
    with pytest.raises(Malformed, match="service and a number"):
        parse(b"\x01what is this\r\n\x02Nine.\x03")


def test_lines_between_the_mark_and_the_head_do_not_count() -> None:
    raw = message().replace(b"\x01", b"\x01\r\n")
    assert sniff(raw) == FORMAT
    assert one(raw).text == one(message()).text


@pytest.mark.parametrize(
    "name", ["SW News Digest", "SW News Digest 6 am", "News Agenda", "SW Sports Digest", "Daybook"]
)
def test_an_agencys_list_of_its_stories_is_an_advisory(name: str) -> None:
    with pytest.raises(NotAStory, match="an advisory to editors"):
        parse(message().replace(b"Ferry-Fire", name.encode()))
    with pytest.raises(NotAStory, match="an advisory to editors"):
        parse(message("", name))


@pytest.mark.parametrize(
    "headline", ["News digest firm sinks", "State budget passes", "Digest of a long night"]
)
def test_a_story_about_digests_stays_one(headline: str) -> None:
    assert one(message("", headline)).headline == headline


@pytest.mark.parametrize("take", ["KILL", "HOLD"])
@pytest.mark.parametrize("address", ["EDITORS:", "EDITORS -", "Eds:", "NOTE TO EDITORS:"])
def test_an_address_to_editors_is_no_headline(take: str, address: str) -> None:
    notice = one(message(take, address, body="\tDo not use the story Ferry-Fire. It was false."))
    assert (notice.headline, notice.is_notice) == ("", True)
