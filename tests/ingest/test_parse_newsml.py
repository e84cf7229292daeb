"""NewsML-G2: stories, and everything else by its name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.ingest.parsers.newsml import parse
from claims.ingest.types import EmptyStory, Malformed, NotAStory, PartlyRead, WireStory
from tests.wires import NAR, PARAGRAPHS, XHTML, g2, message, nitf

TEXT = "\n\n".join(PARAGRAPHS)


def one(xml: str) -> WireStory:
    [story] = parse(xml.encode())
    return story


def test_parse_carries_every_field_over() -> None:
    story = one(
        g2(
            version="3",
            meta="""<firstCreated>2026-11-02T08:00:00Z</firstCreated>
              <embargoed>2026-11-03T00:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/>
              <edNote>UPDATES: toll now 37</edNote><edNote>Photos to follow</edNote>
              <signal qcode="x:routing"/><signal qcode="sig:update"/>""",
            content_meta="""<urgency>2</urgency><by>By Ola Grimm</by><language tag="en-GB"/>
              <dateline>PORT SELWICK (Selwick Press)</dateline><slugline>Ferry-Sinks</slugline>
              <headline role="hld:subHeadline">Harbour closed</headline>
              <headline>Ferry sinks off\n  Port Selwick</headline>""",
        )
    )
    assert (story.guid, story.version) == ("urn:newsml:selwick.example:20261102:ferry", 3)
    assert (story.source, story.rights) == ("Selwick Press", "Selwick Press")
    assert (story.headline, story.byline) == ("Ferry sinks off Port Selwick", "Ola Grimm")
    assert (story.dateline, story.slug) == ("PORT SELWICK (Selwick Press)", "Ferry-Sinks")
    assert (story.language, story.urgency, story.signal) == ("en-GB", 2, "update")
    assert story.ed_note == "UPDATES: toll now 37\nPhotos to follow"
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert story.embargoed_until == datetime(2026, 11, 2, 22, tzinfo=UTC)
    assert (story.pub_status, story.is_notice, story.text, story.repairs) == ("usable", False, TEXT, ())


def test_parse_needs_no_more_than_a_text() -> None:
    story = one(f'<contentSet xmlns="{NAR}"><inlineData>Nine are safe.</inlineData></contentSet>')
    assert (story.guid, story.text, story.version, story.sent_at) == ("", "Nine are safe.", None, None)


INLINE_NITF = nitf(head="<byline>Ola Grimm</byline>").partition("?>")[2]


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body>{XHTML}</body></html></inlineXML>",
        f"<inlineXML><html><head><title>no</title></head><body>{XHTML}</body></html></inlineXML>",
        f"<inlineXML>{XHTML}</inlineXML>",
        f"<inlineXML><body><h1>Ferry sinks off Port Selwick</h1>{XHTML}</body></inlineXML>",
        f"<inlineXML contenttype='application/nitf+xml'>{INLINE_NITF}</inlineXML>",
        f"<inlineXML><a:nitf xmlns:a='urn:a'><body.content>{XHTML}</body.content></a:nitf></inlineXML>",
        f"<inlineData contenttype='text/plain'>{TEXT}</inlineData>",
        f"<inlineData contenttype='text/plain'><![CDATA[\n{XHTML}]]></inlineData>",
        f"<inlineData contenttype='text/html'><![CDATA[<div>{XHTML}</div>]]></inlineData>",
        f"<inlineData contenttype='application/nitf+xml'><![CDATA[{nitf()}]]></inlineData>",
        f"<remoteContent href='a.jpg'/><inlineXML/><inlineXML><html><body>{XHTML}</body></html></inlineXML>",
        f"</contentSet><contentSet><inlineXML>{XHTML}</inlineXML>",
    ],
)
def test_parse_reads_every_way_to_carry_a_text(content: str) -> None:
    assert one(g2(content=content)).text == TEXT


def test_parse_fills_from_nitf_what_the_item_leaves_open() -> None:
    content = f"<inlineXML>{INLINE_NITF}</inlineXML>"
    story = one(g2(content_meta="", content=content))
    assert (story.headline, story.byline) == ("Ferry sinks off Port Selwick", "Ola Grimm")
    assert story.guid == "urn:newsml:selwick.example:20261102:ferry"


@pytest.mark.parametrize(
    ("item_class", "what"),
    [
        ('<itemClass qcode="ninat:picture"/>', "a picture"),
        ('<itemClass uri="http://cv.iptc.org/newscodes/ninature/video"/>', "a video"),
        ('<itemClass qcode="icls:audio"/>', "a sound"),
        ('<itemClass qcode="ninat:graphic"/>', "a graphic"),
    ],
)
def test_parse_names_what_an_item_is_instead(item_class: str, what: str) -> None:
    with pytest.raises(NotAStory, match=f"It is {what}, not a story") as refused:
        one(g2(version="4", item_class=item_class))
    told = refused.value
    assert (told.guid, told.version, told.source) == (
        "urn:newsml:selwick.example:20261102:ferry",
        4,
        "Selwick Press",
    )


@pytest.mark.parametrize(
    "item_class",
    ['<itemClass qcode="x:text"/>', "", '<itemClass uri="http://x.example/ninature/text/"/>',
     '<itemClass qcode="ninat:composite"/>'],
)  # fmt: skip
def test_parse_reads_a_text_under_any_alias(item_class: str) -> None:
    assert one(g2(item_class=item_class)).text == TEXT


@pytest.mark.parametrize(
    ("root", "what"),
    [
        ("packageItem", "a package"),
        ("conceptItem", "a concept"),
        ("knowledgeItem", "a knowledge item"),
        ("planningItem", "a planning item"),
        ("catalogItem", "a catalog"),
    ],
)
def test_parse_names_other_items(root: str, what: str) -> None:
    with pytest.raises(NotAStory, match=what):
        one(f'<{root} xmlns="{NAR}" guid="urn:a" version="1"/>')


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<inlineXML><sports-content/></inlineXML>", "sports data"),
        ("<inlineXML><events><event/></events></inlineXML>", "an event"),
        ("<inlineXML><prices/></inlineXML>", "data in <prices>"),
        ("<inlineData contenttype='application/json'>{}</inlineData>", "application/json"),
    ],
)
def test_parse_names_what_is_carried_instead_of_text(content: str, what: str) -> None:
    with pytest.raises(NotAStory, match=what):
        one(g2(content=content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no text"),
        ("<inlineXML><!-- text --></inlineXML>", "no text"),
        ("<remoteContent href='https://selwick.example/ferry.html'/>", "kept elsewhere"),
    ],
)
def test_parse_tells_why_there_is_no_text(content: str, said: str) -> None:
    with pytest.raises(EmptyStory, match=said):
        one(g2(content=content))


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ('<pubStatus qcode="stat:usable"/>', ("usable", "new", False)),
        ("", ("usable", "new", False)),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', ("withheld", "hold", False)),
        ('<pubStatus qcode="x:canceled"/>', ("canceled", "kill", True)),
        ('<pubStatus qcode="stat:cancelled"/>', ("canceled", "kill", True)),
        ("<edNote>KILL KILL KILL. The toll is false.</edNote>", ("canceled", "kill", True)),
        ('<pubStatus qcode="stat:embargoed"/>', ("withheld", "hold", False)),
        ('<pubStatus qcode="stat:draft"/>', ("withheld", "hold", False)),
        ("<embargoed/>", ("withheld", "hold", False)),
        ("<embargoed>after the match</embargoed>", ("withheld", "hold", False)),
        ("<edNote>STRICTLY EMBARGOED.</edNote>", ("withheld", "hold", False)),
    ],
)
def test_parse_takes_the_status_in_any_spelling(meta: str, told: tuple[str, str, bool]) -> None:
    story = one(g2(meta=meta))
    assert (story.pub_status, story.signal, story.is_notice) == told


def test_parse_knows_a_hold_that_is_only_a_notice() -> None:
    held = '<pubStatus qcode="stat:withheld"/>'
    notice = "<inlineData>Please hold item Ferry-Sinks until further advice.</inlineData>"
    assert one(g2(meta=held, content=notice)).is_notice
    assert not one(g2(meta=held)).is_notice


def test_parse_reads_a_kill_without_a_text() -> None:
    kill = '<pubStatus qcode="stat:canceled"/>'
    assert (
        one(g2(meta=f"{kill}<edNote>KILL. The toll is false.</edNote>", content="")).text
        == "KILL. The toll is false."
    )
    bare = one(g2(meta=kill, content="", content_meta=""))
    assert (bare.is_notice, bare.text) == (True, "The wire says no more than: kill.")


def test_parse_reads_an_embargo_off_the_note_to_editors() -> None:
    story = one(g2(meta="<edNote>EMBARGOED UNTIL 0001 GMT ON NOVEMBER 3, 2026</edNote>"))
    assert (story.pub_status, story.signal) == ("usable", "embargo")
    assert story.embargoed_until == datetime(2026, 11, 3, 0, 1, tzinfo=UTC)
    assert any("note to editors" in repair for repair in story.repairs)


def test_parse_knows_a_correction_by_the_role_of_its_note() -> None:
    note = '<edNote role="x:correctionshort">Es sind 37, nicht 39</edNote>'
    assert one(g2(meta=note)).signal == "correction"


def test_parse_reads_every_item_of_a_message() -> None:
    stories = parse(message(g2(guid="urn:a"), g2(guid="urn:b")).encode())
    assert [story.guid for story in stories] == ["urn:a", "urn:b"]
    assert [parse(story.raw)[0].guid for story in stories] == ["urn:a", "urn:b"]


def test_parse_keeps_the_bytes_of_a_message_with_one_story() -> None:
    raw = message(g2()).encode()
    assert parse(raw)[0].raw == raw


def test_parse_tells_the_good_from_the_bad_in_a_message() -> None:
    picture = g2(guid="urn:p", item_class='<itemClass qcode="ninat:picture"/>')
    with pytest.raises(PartlyRead) as partly:
        parse(message(g2(guid="urn:a"), picture, g2(guid="urn:e", content="")).encode())
    assert [story.guid for story in partly.value.stories] == ["urn:a"]
    assert [type(error) for error in partly.value.errors] == [NotAStory, EmptyStory]
    assert all(error.line for error in partly.value.errors)


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (g2()[:-30], "line 10"),
        (message(), "no items"),
        (g2(guid="a\tb&#9;c"), "control character"),
        (g2(guid="a" * 201), "longer than 200"),
        ("<results/>", "<results>"),
    ],
)
def test_parse_says_what_is_broken(xml: str, said: str) -> None:
    with pytest.raises(Malformed, match=said) as broken:
        parse(xml.encode())
    assert broken.value.line


def test_parse_notes_what_it_cannot_keep() -> None:
    story = one(
        g2(
            version="1.2a",
            meta="<firstCreated>2026-11-02T08:00:00</firstCreated>",
            content_meta=f"<urgency>12</urgency><headline>{'T' * 600}</headline>",
        ).replace(
            "<versionCreated>2026-11-02T10:30:00+01:00</versionCreated>", "<versionCreated>x</versionCreated>"
        )
    )
    assert (story.version, story.urgency, len(story.headline)) == (None, None, 500)
    assert story.sent_at == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert {repair.partition(":")[0] for repair in story.repairs} == {
        "version",
        "urgency",
        "headline",
        "sent is no date",
        "sent",
    }


@pytest.mark.parametrize(
    ("provider", "source"),
    [
        ('<provider literal="Selwick Press"/>', "Selwick Press"),
        ('<provider qcode="nprov:SLW"><name>Selwick Press GmbH</name></provider>', "Selwick Press GmbH"),
        ('<provider qcode="nprov:SLW"/>', "SLW"),
        ('<provider uri="https://www.selwick.example/about"/>', "selwick.example"),
        ("<provider>Selwick</provider>", "Selwick"),
        ("", "Selwick Press"),
    ],
)
def test_parse_knows_who_provides_it(provider: str, source: str) -> None:
    assert one(g2().replace('<provider literal="Selwick Press"/>', provider)).source == source


def test_parse_goes_by_the_id_where_nobody_is_named() -> None:
    item = f'<newsItem xmlns="{NAR}" guid="tag:www.selwick.example,2026:a"><contentSet>'
    bare = f"{item}<inlineXML>{XHTML}</inlineXML></contentSet></newsItem>"
    assert one(bare).source == "selwick.example"


@pytest.mark.parametrize(
    ("first", "signal"),
    [
        ("(Corrects the toll in paragraph 2)", "correction"),
        ("(Selwick) Nine", "update"),
        ("[Adds quotes]", "update"),
    ],
)
def test_parse_heeds_a_remark_in_brackets(first: str, signal: str) -> None:
    story = one(g2(version="2", content=f"<inlineXML><p>{first}</p>{XHTML}</inlineXML>"))
    assert story.signal == signal
    assert story.text.startswith(first)
