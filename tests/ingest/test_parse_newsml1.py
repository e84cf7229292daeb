"""NewsML 1.x."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.ingest.parsers.newsml1 import parse
from claims.ingest.types import EmptyStory, Malformed, NotAStory, PartlyRead, WireStory
from tests.wires import PARAGRAPHS, XHTML, nitf

TEXT = "\n\n".join(PARAGRAPHS)
LIFTED = """<StatusWillChange><FutureStatus FormalName="Usable"/>
  <DateAndTime>20261103T000000Z</DateAndTime></StatusWillChange>"""


def item(
    *,
    identity: str = "<PublicIdentifier>urn:newsml:selwick.example:20261102:ferry:2U</PublicIdentifier>",
    status: str = '<Status FormalName="Usable"/>',
    lines: str = "<HeadLine>Ferry sinks</HeadLine>",
    content: str = f"<ContentItem><DataContent>{XHTML}</DataContent></ContentItem>",
) -> str:
    return f"""<NewsItem><Identification><NewsIdentifier><ProviderId>selwick.example</ProviderId>
      <DateId>20261102</DateId><NewsItemId>ferry</NewsItemId><RevisionId PreviousRevision="1">2</RevisionId>
      {identity}</NewsIdentifier></Identification>
      <NewsManagement><NewsItemType FormalName="News"/>
      <ThisRevisionCreated>20261102T103000+0100</ThisRevisionCreated>{status}</NewsManagement>
      <NewsComponent><NewsLines>{lines}</NewsLines>
      <AdministrativeMetadata><Provider><Party FormalName="Selwick Press"/></Provider>
      </AdministrativeMetadata>
      <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
      <NewsComponent>{content}</NewsComponent></NewsComponent></NewsItem>"""


def document(*items: str) -> bytes:
    head = (
        '<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML Version="1.2"><NewsEnvelope/>'
    )
    return f"{head}{''.join(items)}</NewsML>".encode()


def one(**given: str) -> WireStory:
    [story] = parse(document(item(**given)))
    return story


def test_parse_carries_every_field_over() -> None:
    story = one(
        status='<Status FormalName="Usable"/><Urgency FormalName="3"/>',
        lines="""<HeadLine>Ferry sinks</HeadLine><ByLine>By Ola Grimm</ByLine>
          <DateLine>PORT SELWICK</DateLine><CopyrightLine>Selwick 2026</CopyrightLine>
          <SlugLine>FERRY-SINKS</SlugLine><NewsLine><NewsLineType FormalName="EditorialNote"/>
          <NewsLineText>Adds toll</NewsLineText></NewsLine>""",
    )
    assert (story.guid, story.version) == ("urn:newsml:selwick.example:20261102:ferry", 2)
    assert (story.source, story.language, story.urgency) == ("Selwick Press", "en", 3)
    assert (story.headline, story.byline) == ("Ferry sinks", "Ola Grimm")
    assert (story.dateline, story.slug, story.rights) == ("PORT SELWICK", "FERRY-SINKS", "Selwick 2026")
    assert story.sent_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert (story.text, story.signal, story.repairs) == (TEXT, "update", ())


def test_parse_makes_the_id_of_its_parts() -> None:
    assert one(identity="").guid == "urn:newsml:selwick.example:20261102:ferry"


def part(data: str, said: str = "", role: str = "") -> str:
    """A content item in a component of its own, so that several stand side by side."""
    named = f'<Role FormalName="{role}"/>' if role else ""
    content = f"<ContentItem>{said}<DataContent>{data}</DataContent></ContentItem>"
    return f"</NewsComponent><NewsComponent>{named}{content}"


@pytest.mark.parametrize(
    "content",
    [
        part(TEXT),
        part(f"<![CDATA[{XHTML}]]>"),
        part(nitf().partition("?>")[2]),
        part("p {}", "<MimeType FormalName='text/css'/>")
        + part(XHTML, "<MimeType FormalName='text/xhtml'/>"),
        part("no", role="HeadLine") + part(XHTML, role="Body"),
        part("no", role="Caption") + part(XHTML, "<MediaType FormalName='Text'/>"),
        part("no", "<MediaType FormalName='Photo'/>") + part(XHTML, role="Main"),
    ],
)
def test_parse_finds_the_text_among_components(content: str) -> None:
    assert one(content=content).text == TEXT


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ('<Status FormalName="Canceled"/>', ("canceled", "kill", None)),
        ('<Status FormalName="Withheld"/>', ("withheld", "hold", None)),
        ('<Status FormalName="Embargoed"/>', ("withheld", "hold", None)),
        (f'<Status FormalName="Embargoed"/>{LIFTED}', ("usable", "embargo", 3)),
        (
            '<Status FormalName="Usable"/><Instruction FormalName="Correction"/>',
            ("usable", "correction", None),
        ),
    ],
)
def test_parse_reads_status_and_what_will_change_it(status: str, told: tuple[str, str, int | None]) -> None:
    story = one(status=status)
    day = story.embargoed_until and story.embargoed_until.day
    assert (story.pub_status, story.signal, day) == told


def test_parse_names_what_has_no_text() -> None:
    picture = "<ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem>"
    with pytest.raises(NotAStory, match="a picture"):
        one(content=picture)
    with pytest.raises(EmptyStory):
        one(content="")


def test_parse_reads_every_item_by_itself() -> None:
    stories = parse(document(item(), item()))
    assert len(stories) == 2
    with pytest.raises(PartlyRead) as partly:
        parse(document(item(), item(content="")))
    assert len(partly.value.stories) == len(partly.value.errors) == 1


@pytest.mark.parametrize("raw", [document(), document(item())[:-20], b"<NewsML/>", b"<nitf/>"])
def test_parse_says_what_is_broken(raw: bytes) -> None:
    with pytest.raises(Malformed) as broken:
        parse(raw)
    assert broken.value.line
