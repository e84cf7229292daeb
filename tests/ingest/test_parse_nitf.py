"""NITF: one document, one story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.ingest.parsers.nitf import parse, within
from claims.ingest.types import EmptyStory, Malformed, NotAStory, Unreadable, WireStory
from tests.wires import PARAGRAPHS, XHTML, nitf

ISSUED = '<date.issue norm="20261102T093000Z"/>'


def one(xml: str) -> WireStory:
    [story] = parse(xml.encode())
    return story


def test_parse_carries_every_field_over() -> None:
    story = one(
        nitf(
            docdata=f"""<doc-id id-string="slw-2" regsrc="selwick.example"/><urgency ed-urg="2"/>{ISSUED}
              <date.release norm="20261103T000000+0200"/><du-key key="Ferry-Sinks" version="3"/>
              <doc.copyright holder="Selwick Press" year="2026"/><ed-msg info="Adds quotes"/>
              <identified-content><person>Nobody</person></identified-content>""",
            attributes='management-status="usable" management-doc-idref="slw-1"',
            head="""<byline>By OLA GRIMM<byttl>Harbour Writer</byttl></byline>
              <distributor><org>Selwick Press</org></distributor>
              <dateline><location>PORT SELWICK</location> (Selwick Press)
                <story.date norm="20261102">20261102</story.date></dateline>""",
        )
    )
    assert (story.guid, story.doc_id, story.replaces, story.version) == ("slw-2", "slw-2", "slw-1", 3)
    assert (story.source, story.rights) == ("Selwick Press", "2026 Selwick Press")
    assert (story.byline, story.dateline) == ("OLA GRIMM, Harbour Writer", "PORT SELWICK (Selwick Press)")
    assert (story.slug, story.urgency, story.signal) == ("Ferry-Sinks", 2, "update")
    assert (story.ed_note, story.headline) == ("Adds quotes", "Ferry sinks off Port Selwick")
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert story.embargoed_until == datetime(2026, 11, 2, 22, tzinfo=UTC)
    assert (story.text, story.repairs) == ("\n\n".join(PARAGRAPHS), ())


def test_parse_needs_no_more_than_a_body() -> None:
    story = one(f"<nitf><body><body.content>{XHTML}</body.content></body></nitf>")
    assert (story.guid, story.doc_id, story.headline, story.sent_at, story.version) == (
        "",
        "",
        "",
        None,
        None,
    )
    assert one("<nitf><body><p>Nine are safe.</p></body></nitf>").text == "Nine are safe."


@pytest.mark.parametrize(
    ("norm", "sent"),
    [
        ("20261102T093000Z", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("20261102T043000-0500", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("20261102T103000+01:00", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("2026-11-02T10:30:00+01:00", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("20261102T0930Z", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("20261102000000+0100", datetime(2026, 11, 1, 23, tzinfo=UTC)),
        ("20261102+0100", datetime(2026, 11, 1, 23, tzinfo=UTC)),
        ("20261102", datetime(2026, 11, 2, tzinfo=UTC)),
        ("20261102T093000", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("2026-11-02T09:30:00", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("Monday", None),
        ("", None),
    ],
)
def test_parse_reads_dates_in_every_form(norm: str, sent: datetime | None) -> None:
    story = one(nitf(docdata=f'<date.issue norm="{norm}"/>'))
    assert story.sent_at == sent
    has_zone = norm.endswith("Z") or "+" in norm or "-0500" in norm
    assert ("sent: no time zone, taken for UTC" in story.repairs) == (sent is not None and not has_zone)


@pytest.mark.parametrize(
    ("docdata", "attributes", "told"),
    [
        (f'{ISSUED}<date.release norm="20261102T093000Z"/>', "", ("usable", "", None)),
        (f'{ISSUED}<date.release norm="20261103"/>', "", ("usable", "embargo", 3)),
        ('<date.release norm="20261103"/>', "", ("usable", "embargo", 3)),
        (
            '<date.release norm="20261103T000000Z"/>',
            'management-status="embargoed"',
            ("usable", "embargo", 3),
        ),
        (ISSUED, 'management-status="embargoed"', ("withheld", "hold", None)),
        (ISSUED, 'management-status="withheld"', ("withheld", "hold", None)),
        (ISSUED, 'management-status="canceled"', ("canceled", "kill", None)),
    ],
)
def test_parse_reads_status_and_release(
    docdata: str, attributes: str, told: tuple[str, str, int | None]
) -> None:
    story = one(nitf(docdata=docdata, attributes=attributes))
    day = story.embargoed_until and story.embargoed_until.day
    assert (story.pub_status, story.signal, day) == told
    assert story.is_notice == (story.signal == "kill")


def test_parse_takes_the_release_of_what_was_published_for_no_embargo() -> None:
    released = "<docdata><date.release norm='20261102T093000Z'/></docdata>"
    published = "<pubdata date.publication='20261102T093000Z'/>"
    story = one(f"<nitf><head>{released}{published}</head><body>{XHTML}</body></nitf>")
    assert (story.sent_at, story.embargoed_until) == (datetime(2026, 11, 2, 9, 30, tzinfo=UTC), None)


def test_parse_knows_a_correction() -> None:
    note = "Toll in par. 1 is 37, not 39"
    story = one(nitf(docdata=f'<doc-id id-string="slw-2"/><correction info="{note}" id-string="slw-1"/>'))
    assert (story.signal, story.ed_note) == ("correction", note)
    assert one(nitf(headline="CORRECTED: Ferry sinks")).signal == "correction"


@pytest.mark.parametrize(
    "xml",
    [
        nitf(headline="ADVISORY: Plan of the day"),
        nitf(docdata='<du-key key="Advisory" version="1"/>'),
        nitf(docdata='<ed-msg info="ADVISORY to editors; not for publication"/>'),
        "<nitf><head><tobject tobject.type='Advisory'/></head><body><p>Plan</p></body></nitf>",
    ],
)
def test_parse_refuses_an_advisory_by_name(xml: str) -> None:
    with pytest.raises(NotAStory, match="an advisory to editors"):
        one(xml)


@pytest.mark.parametrize(
    ("docdata", "head", "source"),
    [
        ('<doc-id regsrc="SLW"/>', "<distributor>Selwick Press</distributor>", "Selwick Press"),
        ('<doc-id regsrc="SLW"/><doc.copyright holder="Selwick"/>', "", "SLW"),
        ('<del-list><from-src src-name="SLW"/></del-list>', "", "SLW"),
        ('<doc.copyright holder="Selwick"/>', "", "Selwick"),
        ("", "<rights><rights.owner>Selwick</rights.owner></rights>", "Selwick"),
        ("", "", ""),
    ],
)
def test_parse_knows_who_sends_it(docdata: str, head: str, source: str) -> None:
    assert one(nitf(docdata=docdata, head=head)).source == source


def test_parse_reads_the_content_and_nothing_around_it() -> None:
    content = """<block id="Main"><p lede="true">Nine <money>4 crowns</money></p><hl2>Sub</hl2></block>
      <note noteclass="editorsnote"><body.content><p>Do not use</p></body.content></note>
      <table><tr><th>Dead</th><td>9</td></tr></table><media><media-caption>no</media-caption></media>"""
    story = one(nitf(content=content, head="<abstract><p>no</p></abstract>"))
    assert story.text == "Nine 4 crowns\n\nSub\n\nDead\t9"
    assert story.ed_note == "Do not use"


def test_note_above_the_text_is_for_editors_and_no_paragraph() -> None:
    note = "<note><body.content><p>Selwick desk: adds quotes</p></body.content></note>"
    story = one(
        f"<nitf><body><body.head>{note}</body.head><body.content>{XHTML}</body.content></body></nitf>"
    )
    assert (story.text, story.ed_note) == ("\n\n".join(PARAGRAPHS), "Selwick desk: adds quotes")


def test_parse_reads_other_encodings_that_a_document_declares() -> None:
    xml = "<?xml version='1.0' encoding='iso-8859-1'?><nitf><body><p>Caf\xe9</p></body></nitf>"
    [story] = parse(xml.encode("latin-1"))
    assert story.text == "Caf\xe9"


@pytest.mark.parametrize(
    ("raw", "error", "said"),
    [
        (nitf(content="").encode(), EmptyStory, "no text"),
        (nitf()[:-25].encode(), Malformed, "line 4"),
        (b"<newsItem/>", Malformed, "no NITF"),
        (b"<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf/>", Unreadable, "DTD"),
        (nitf(docdata='<doc-id id-string="a&#9;b"/>').encode(), Malformed, "control"),
    ],
)
def test_parse_refuses_what_is_no_story(raw: bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        parse(raw)


def test_within_finds_a_document_in_a_string() -> None:
    assert within(nitf()) is not None
    assert within("<body.content><p>Nine</p></body.content>") is not None
    assert within("<p>Nine</p>") is None
    assert within("Nine are safe.") is None


@pytest.mark.parametrize("name", ["slug", "ap-slug", "SlugLine", "slug-line"])
def test_slug_of_a_meta_element_counts_where_there_is_no_key(name: str) -> None:
    meta = f'<head><meta name="ap-cycle" content="BC"/><meta name="{name}" content="BC-Ferry Fire"/>'
    assert one(nitf().replace("<head>", meta)).slug == "BC-Ferry Fire"
    keyed = nitf(docdata='<doc-id id-string="n"/><du-key key="Ferry"/>').replace("<head>", meta)
    assert one(keyed).slug == "Ferry"
