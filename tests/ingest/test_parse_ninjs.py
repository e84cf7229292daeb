"""ninjs in all its generations, and JSON that is plainly meant so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.ingest.parsers.ninjs import parse
from claims.ingest.types import BadStory, EmptyStory, Malformed, NotAStory, PartlyRead, Unreadable, WireStory
from tests.wires import PARAGRAPHS, XHTML, as_json, ninjs

TEXT = "\n\n".join(PARAGRAPHS)


def one(**members: Any) -> WireStory:
    [story] = parse(as_json(ninjs(**members)))
    return story


def bare(**members: Any) -> WireStory:
    [story] = parse(as_json(members))
    return story


def test_parse_carries_every_field_over() -> None:
    story = one(
        version="3",
        urgency=2,
        slugline="Ferry-Sinks",
        edNote="UPDATES: toll now 37",
        by="By Ola Grimm",
        located="Port Selwick",
        copyrightNotice="Selwick 2026",
        usageTerms="Not for archives",
        embargoedUntil="2026-11-03T00:00:00+02:00",
    )
    assert (story.guid, story.version) == ("https://selwick.example/items/ferry", 3)
    assert (story.source, story.rights) == ("Selwick Press", "Selwick 2026 Not for archives")
    assert (story.headline, story.byline) == ("Ferry sinks off Port Selwick", "Ola Grimm")
    assert (story.dateline, story.slug, story.urgency) == ("Port Selwick", "Ferry-Sinks", 2)
    assert (story.language, story.signal, story.ed_note) == ("en", "update", "UPDATES: toll now 37")
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert story.embargoed_until == datetime(2026, 11, 2, 22, tzinfo=UTC)
    assert (story.text, story.repairs) == (TEXT, ())


def test_first_generation_says_the_same_in_lower_case() -> None:
    story = bare(
        uri="urn:a", type="text", version=2, versioncreated="2026-11-02T09:30:00", pubstatus="usable",
        headline="Ferry sinks", byline="Ola Grimm", ednote="Adds toll", copyrightholder="Selwick Press",
        embargoed="2026-11-03T00:00:00Z", body_text=TEXT,
    )  # fmt: skip
    assert (story.version, story.headline, story.byline, story.text) == (2, "Ferry sinks", "Ola Grimm", TEXT)
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert story.repairs == ("sent: no time zone, taken for UTC",)
    assert story.embargoed_until == datetime(2026, 11, 3, tzinfo=UTC)


def test_parse_needs_no_more_than_a_body() -> None:
    story = bare(body_text="Nine are safe.")
    assert (story.guid, story.text, story.version, story.source) == ("", "Nine are safe.", None, "")


@pytest.mark.parametrize(
    "members",
    [
        {"body_xhtml": XHTML, "body_text": "no"},
        {"body_html": f"<div>{XHTML}</div>"},
        {"body_richtext_html": XHTML},
        {"body_nitf": f"<nitf><body><body.content>{XHTML}</body.content></body></nitf>"},
        {"body_text": TEXT.replace("\n\n", "\r\n\r\n")},
        {"bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT}]},
        {
            "bodies": [
                {"contenttype": "text/plain", "value": "no"},
                {"contenttype": "text/html", "value": XHTML},
            ]
        },
        {
            "bodies": [
                {"role": "teaser", "value": "no"},
                {"role": "html5", "contentType": "text/html", "value": XHTML},
            ]
        },
        {"bodies": [{"contentType": "application/xml", "value": "<X>no</X>"}, {"value": TEXT}]},
        {"bodies": {"value": TEXT}},
        {"bodies": ["no", {"value": TEXT}]},
        {"BodyText": TEXT},
    ],
)
def test_parse_chooses_the_rendition_that_tells_paragraphs_best(members: dict[str, Any]) -> None:
    assert bare(uri="urn:a", **members).text == TEXT


@pytest.mark.parametrize(
    ("members", "name", "value"),
    [
        ({"headlines": [{"value": "no"}, {"role": "main", "value": "Yes"}]}, "headline", "Yes"),
        ({"headlines": None, "title": "Yes"}, "headline", "Yes"),
        ({"bylines": [{"by": "Ola Grimm"}, {"by": "Ines Marr"}]}, "byline", "Ola Grimm, Ines Marr"),
        ({"copyrightHolder": None, "provider": {"name": "Yes"}}, "source", "Yes"),
        ({"copyrightHolder": None, "infoSources": [{"name": "Yes"}]}, "source", "Yes"),
        ({"copyrightHolder": None, "source": "Yes"}, "source", "Yes"),
        ({"copyrightHolder": None}, "source", "selwick.example"),
        ({"version": 7}, "version", 7),
        ({"version": 7.0}, "version", 7),
        ({"version": "0"}, "version", 0),
        ({"version": "7a"}, "version", None),
        ({"version": 2**31}, "version", None),
        ({"urgency": "4"}, "urgency", 4),
        ({"urgency": 0}, "urgency", None),
        ({"edNote": ["One", "Two"]}, "ed_note", "One\nTwo"),
        ({"usageTerms": ["One", "Two"]}, "rights", "One, Two"),
        ({"uri": None, "guid": "urn:b"}, "guid", "urn:b"),
        ({"language": "fr"}, "language", "fr"),
        ({"pubStatus": "stat:withheld"}, "pub_status", "withheld"),
        ({"pubStatus": "http://cv.iptc.org/newscodes/pubstatusg2/canceled"}, "pub_status", "canceled"),
        ({"pubStatus": None}, "pub_status", "usable"),
        ({"evolvedfrom": "urn:old"}, "replaces", "urn:old"),
        ({"located": [{"name": "Port Selwick"}]}, "dateline", "Port Selwick"),
        ({"type": "article"}, "text", TEXT),
        ({"type": "composite"}, "text", TEXT),
    ],
)  # fmt: skip
def test_parse_understands_what_is_plainly_meant(members: dict[str, Any], name: str, value: Any) -> None:
    assert getattr(one(**members), name) == value


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"type": "picture"}, "a picture"),
        ({"type": "video"}, "a video"),
        ({"type": "audio"}, "a sound"),
        ({"type": "graphic"}, "a graphic"),
        ({"type": "event"}, "an event"),
        ({"type": "planning"}, "a planning item"),
        ({"type": "advisory"}, "an advisory"),
        ({"type": "composite", "bodies": None}, "a composite"),
        ({"type": None, "bodies": None, "eventDetails": {"dates": {}}}, "an event"),
        ({"type": None, "bodies": None, "renditions": [{}]}, "renditions"),
        ({"headlines": [{"value": "ADVISORY: Plan of the day"}]}, "an advisory"),
    ],
)
def test_parse_names_what_an_item_is_instead(members: dict[str, Any], what: str) -> None:
    with pytest.raises(NotAStory, match=f"It is {what}") as refused:
        one(**members)
    assert refused.value.guid == "https://selwick.example/items/ferry"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"bodies": None}, "no text"),
        ({"bodies": [{"value": " \n"}]}, "no text"),
        ({"bodies": None, "descriptions": [{"value": "Nine"}]}, "description and no body"),
        ({"bodies": None, "renditions": {"nitf": {"href": "x"}}}, "only linked to"),
    ],
)
def test_parse_tells_why_there_is_no_text(members: dict[str, Any], said: str) -> None:
    with pytest.raises(EmptyStory, match=said):
        one(**members)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: [item],
        lambda item: {"items": [item]},
        lambda item: {"collection": {"items": [item]}},
        lambda item: {"data": {"items": [{"item": item, "meta": {}}]}},
        lambda item: {"total": 1, "item": [item]},
    ],
)
def test_parse_finds_the_item_in_what_holds_it(wrap: Any) -> None:
    [story] = parse(as_json(wrap(ninjs())))
    assert (story.text, json.loads(story.raw)) == (TEXT, ninjs())


def test_parse_tells_the_good_from_the_bad_in_an_array() -> None:
    with pytest.raises(PartlyRead) as partly:
        parse(as_json([ninjs(uri="urn:a"), ninjs(type="picture"), ninjs(bodies=None)]))
    assert [story.guid for story in partly.value.stories] == ["urn:a"]
    assert [type(error) for error in partly.value.errors] == [NotAStory, EmptyStory]


def test_parse_reads_objects_with_a_member_twice() -> None:
    [story] = parse(b'{"uri": "urn:a", "body_text": "Nine are safe.", "renditions": {"b": 1, "b": 2}}')
    assert story.text == "Nine are safe."


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (as_json(ninjs())[:-20], Malformed),
        (b'{"uri": "urn:a",\n"body_text": }', Malformed),
        (b"[" * 100, Unreadable),
        (b'{"uri": "\xff"}', Unreadable),
        (b"[]", Unreadable),
        (b"null", Unreadable),
        (b'{"title": "t"}', Unreadable),
        (b'{"uri": "urn:\\u0000", "body_text": "Nine"}', Malformed),
    ],
)
def test_parse_refuses_the_rest(raw: bytes, error: type[BadStory]) -> None:
    with pytest.raises(error) as bad:
        parse(raw)
    assert type(bad.value) is error


def test_parse_tells_the_line_where_json_breaks() -> None:
    with pytest.raises(Malformed, match="line 2") as broken:
        parse(b'{"uri": "urn:a",\n"body_text": }')
    assert broken.value.line == 2


@pytest.mark.parametrize(
    "members",
    [dict.fromkeys(["version", "by", "located", "bodies", "urgency", "type", "pubStatus"], value)
     for value in ({}, [], True, 1.5, "", [[]], {"a": {"b": []}}, [None], -1)],
)  # fmt: skip
def test_parse_survives_members_of_any_type(members: dict[str, Any]) -> None:
    try:
        story = one(**members, body_text="Nine are safe.")
    except BadStory as bad:
        assert bad.reason  # noqa: PT017
    else:
        assert story.text == "Nine are safe."


def test_entries_of_an_array_that_are_no_items_are_told() -> None:
    with pytest.raises(PartlyRead) as partly:
        parse(json.dumps([{"uri": "urn:1", "body_text": "Nine are safe."}, 7, [], {"a": 1}]).encode())
    assert [story.guid for story in partly.value.stories] == ["urn:1"]
    assert [error.reason for error in partly.value.errors] == [
        f"Entry {at} of the array is no news item." for at in (2, 3, 4)
    ]
