"""Bytes that are not UTF-8 and say what they are."""

from __future__ import annotations

import pytest

from claims.ingest.charsets import page, xml_in_utf8
from claims.ingest.parsers import feeds, html, nitf
from claims.ingest.sniff import FEED, HTML, NITF, TEXT, sniff
from claims.ingest.types import Malformed, Unreadable
from tests import wires

META = (
    "<meta charset='{}'>",
    '<meta http-equiv="Content-Type" content="text/html; charset={}">',
    "<META CHARSET={} >",
)
PAGE = "<!doctype html><html><head>{}<title>Café</title></head><body><p>Café “Nine”.</p></body></html>"


@pytest.mark.parametrize("meta", META)
@pytest.mark.parametrize("charset", ["iso-8859-1", "ISO-8859-1", "latin1", "windows-1252"])
def test_page_is_read_in_the_charset_it_declares(meta: str, charset: str) -> None:
    raw = PAGE.format(meta.format(charset)).encode("cp1252")
    [story] = html.parse(raw)
    assert (story.text, story.raw) == ("Café “Nine”.", raw)
    assert story.repairs == ("its bytes were read as Windows-1252, as it declares",)
    assert sniff(raw) == HTML


def test_xhtml_may_declare_its_charset_as_xml() -> None:
    raw = '<?xml version="1.0" encoding="ISO-8859-15"?><html><body><p>20 €</p></body></html>'
    assert html.parse(raw.encode("iso-8859-15"))[0].text == "20 €"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (PAGE.format("").encode("cp1252"), "not UTF-8: byte 37 is 0xe9"),
        (PAGE.format("<!--<meta charset=latin1>-->").encode("cp1252"), "not UTF-8"),
        (PAGE.format("<meta charset=utf-8>").encode("cp1252"), "not UTF-8"),
        (PAGE.format("<meta charset=koi8-r>").encode("cp1252"), "not UTF-8"),
        (PAGE.format("<meta charset=latin1>").encode("cp1252") + b"\x81", "byte 113 is 0x81"),
    ],
)
def test_page_that_is_not_what_it_says_is_refused_with_the_offset(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        html.parse(raw)


def test_page_in_utf8_under_another_name_stays_what_it_is() -> None:
    raw = PAGE.format("<meta charset=latin1>").encode()
    assert page(raw) is None
    assert html.parse(raw)[0].text == "Café “Nine”."


def in_utf16(xml: str, declared: str = "utf-16", codec: str = "utf-16") -> bytes:
    return xml.replace("UTF-8", declared, 1).encode(codec)


@pytest.mark.parametrize("declared", ["utf-16", "UTF-16", "UTF-16LE"])
def test_xml_in_utf16_is_read_where_mark_and_declaration_agree(declared: str) -> None:
    raw = in_utf16(wires.nitf(headline="Café sinks"), declared)
    assert sniff(raw) == NITF
    [story] = nitf.parse(raw)
    assert (story.headline, story.raw) == ("Café sinks", raw)


def test_feed_in_utf16_is_read_too() -> None:
    raw = in_utf16(
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>w</title>"
        "<item><guid>g</guid><title>Café</title></item></channel></rss>"
    )
    assert sniff(raw) == FEED
    assert feeds.parse(raw)[0].headline == "Café"


@pytest.mark.parametrize(
    "raw",
    [
        in_utf16(wires.nitf(), "utf-16be"),
        in_utf16(wires.nitf(), "utf-8"),
        in_utf16(wires.nitf(), "iso-8859-1"),
        wires.nitf().partition("?>")[2].encode("utf-16"),
        "<?xml version='1.0' encoding='utf-16'?>Nine".encode("utf-16-le"),
    ],
)
def test_utf16_without_mark_or_declaration_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="UTF-16"):
        sniff(raw)


def test_utf16_that_breaks_within_a_character_is_refused() -> None:
    with pytest.raises(Unreadable, match="UTF-16"):
        xml_in_utf8(in_utf16(wires.nitf())[:-1])


def test_utf8_that_declares_utf16_is_refused() -> None:
    raw = wires.nitf().replace("UTF-8", "utf-16", 1).encode()
    assert sniff(raw) == NITF
    with pytest.raises(Unreadable, match="utf-16"):
        nitf.parse(raw)


def test_utf16_is_no_way_around_what_is_refused() -> None:
    lies = "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf>&a;</nitf>"
    with pytest.raises(Unreadable, match="DTD"):
        nitf.parse(in_utf16(lies))
    with pytest.raises(Malformed, match="line 2"):
        nitf.parse(in_utf16(wires.nitf()[:90]))
    assert sniff(b"Nine are safe.") == TEXT
