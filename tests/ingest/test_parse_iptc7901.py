"""IPTC 7901."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.ingest.parsers.iptc7901 import FORMAT, parse
from claims.ingest.sniff import sniff
from claims.ingest.types import Malformed, PartlyRead, WireStory
from tests.ingest import samples

LEDE = "SELWICK, Mar 2 (SLW) - Nine are safe."


def message(slug: str = "Ferry-Fire", text: str = f"Ferry burns\n{LEDE}") -> bytes:
    told = f"\x01SLW0041 2 I 21 SLW  /\n{slug}/\n\x02{text}\n\x03021105 MAR 27\n"
    return told.replace("\n", "\r\n").encode()


def one(raw: bytes) -> WireStory:
    [story] = parse(raw)
    return story


def test_parse_reads_every_field_of_a_message() -> None:
    story = one(samples.IPTC7901)
    assert story.text == (
        "PORT SELWICK, Mar 2 (Selwick Wire) - Nine people were killed, the coast guard said."
        "\n\nIt burned until noon."
    )
    assert (story.guid, story.version, story.signal) == ("2027-03-02:ferry-fire", 2, "update")
    assert (story.source, story.dateline) == ("Selwick Wire", "PORT SELWICK (Selwick Wire)")
    assert (story.headline, story.slug) == ("Ferry fire off Selwick kills nine", "Ferry-Fire, UPDATE 1")
    assert (story.urgency, story.sent_at) == (2, datetime(2027, 3, 2, 11, 5, tzinfo=UTC))
    assert (story.raw, story.format, story.repairs) == (samples.IPTC7901, "iptc7901", ())


def test_guid_is_that_of_the_same_story_in_anpa() -> None:
    assert one(message()).guid == "2027-03-02:ferry-fire"


def test_updates_and_kills_share_the_guid() -> None:
    found = [one(message(slug)) for slug in ("Ferry-Fire", "Ferry-Fire, UPDATE 3", "Ferry-Fire, KILL")]
    assert {story.guid for story in found} == {"2027-03-02:ferry-fire"}
    assert [story.version for story in found] == [1, 4, None]
    assert found[2].pub_status == "canceled"


def test_slug_lines_headlines_and_byline_are_told_apart_by_their_marks() -> None:
    raw = (
        b"slw0007 4 s 850  slw-en 0908\n\nFootball/Cup/\nRovers again?\nA fine game\nBy Tom de Groot =\n\n"
        b"Selwick (tca/slw) - The final on Monday\nwas fine.\n\nFifty came.\n\n* * * *\n"
        b"The following information is not intended for publication\n- Tel: 1\n\nslw tca bag\n\n"
        b"021259 Mar 27\n"
    )
    story = one(raw)
    assert story.text == "Selwick (tca/slw) - The final on Monday was fine.\n\nFifty came."
    assert (story.slug, story.headline, story.byline) == (
        "Football/Cup",
        "Rovers again? A fine game",
        "Tom de Groot",
    )
    assert (story.urgency, story.guid) == (4, "2027-03-02:football/cup")


@pytest.mark.parametrize("text", [LEDE, f"\n{LEDE}", f"Ferry burns\n\n{LEDE}"])
def test_line_with_a_dateline_is_text(text: str) -> None:
    assert one(message(text=text)).text == LEDE


def test_flash_is_its_own_text() -> None:
    assert one(message(text="Ferry burns off Selwick")).text == "Ferry burns off Selwick"


def test_messages_before_and_behind_a_bad_one_are_read() -> None:
    kill = message("Ferry-Fire, KILL", "KILL: Ferry\nKill item 0041.")
    bad = b"\x01?\r\n\x02Nine.\r\n\x03\r\n"
    with pytest.raises(PartlyRead) as partly:
        parse(b"\x00\r\n" + kill + bad + message() + b"\x04")
    killed, story = partly.value.stories
    assert (killed.source, story.source, killed.is_notice) == ("SLW", "SLW", True)
    assert [(type(error), error.line) for error in partly.value.errors] == [(Malformed, 7)]


def test_message_without_its_end_is_malformed() -> None:
    with pytest.raises(Malformed, match="cut off"):
        parse(message().partition(b"\x03")[0])


def test_lines_between_the_mark_and_the_head_do_not_count() -> None:
    raw = message().replace(b"\x01", b"\x01\r\n")
    assert sniff(raw) == FORMAT
    assert one(raw).text == one(message()).text


def test_initials_below_the_last_sentence_are_no_part_of_it() -> None:
    for initials in ("slw jb xx n1 hu", "slw jb", "slw a1"):
        story = one(message(text=f"Ferry burns\n{LEDE}\n   It burned until noon.\n{initials}\n"))
        assert story.text == f"{LEDE}\n\nIt burned until noon."


def test_last_words_of_a_wrapped_sentence_stay() -> None:
    story = one(message(text=f"Ferry burns\n{LEDE}\n   It burned until the sea\nput it out\n"))
    assert story.text.endswith("It burned until the sea put it out")


@pytest.mark.parametrize(
    "remark",
    [
        "(Achtung: Korrektur im 2. Absatz: neun statt zehn)",
        "(Berichtigung: neun statt zehn)",
        "(Correction: nine, not ten, in the lead)",
        "(Eds: Corrects toll)",
    ],
)
@pytest.mark.parametrize("order", ["{remark}\n{headline}", "{headline}\n{remark}"])
def test_what_a_line_in_brackets_corrects_is_a_note(remark: str, order: str) -> None:
    text = order.format(remark=remark, headline="Ferry burns") + f"\n{LEDE}"
    story = one(message(text=text))
    assert (story.headline, story.text, story.signal) == ("Ferry burns", LEDE, "correction")
    assert story.ed_note == remark.strip("()")
