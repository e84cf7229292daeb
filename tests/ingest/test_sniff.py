"""Files are told by their bytes."""

from __future__ import annotations

import time

import pytest

from claims.ingest.sniff import (
    ANPA,
    CSV,
    FEED,
    FIELDS,
    GZIP,
    HTML,
    IPTC7901,
    LINES,
    NEWSML,
    NEWSML_1,
    NINJS,
    NITF,
    TEXT,
    XML,
    ZIP,
    sniff,
)
from claims.ingest.types import Unreadable


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"Ferry sinks off Selwick\n\nNine are safe.", TEXT),
        (b"", TEXT),
        (b"< 5 per cent of the fleet is safe", TEXT),
        (b"<ines@selwick.example> wrote: nine are safe.", TEXT),
        (b"  <!DOCTYPE html>\n<html><p>Ferry", HTML),
        (b"\xef\xbb\xbf<HTML lang=en>", HTML),
        (b"<!-- built at dawn --><div><p>Ferry", HTML),
        (b"<math><mtext>x", HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', HTML),
        (b'<?xml version="1.0"?><nitf><head/></nitf>', NITF),
        (b'<?xml version="1.0" encoding="utf-8"?>', XML),
        (b"<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf/>", NITF),
        (b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'>\n<nitf baselang='en'>", NITF),
        (b"<newsItem guid='a' version='1'>\n<itemMeta>", NEWSML),
        (b"<?xml version='1.0'?><g2:newsMessage xmlns:g2='x'>", NEWSML),
        (b"<?xml version='1.0'?><contentSet>", NEWSML),
        (b"<NewsML Version='1.2'><NewsItem>", NEWSML_1),
        (b"<?xml version='1.0'?><results></results>", XML),
        (b'{"uri": "urn:a", "body_text": "Nine', NINJS),
        (b'{"pubStatus": "usable", "meta": {"external_id": "a"}}', NINJS),
        (b'[{"headline": "Ferry", "body_html": "<p>Nine"}]', NINJS),
        (b'{"data": {"items": [{"item": {"uri": "urn:a"}}]}}', NINJS),
        (b'{"external_id": "a", "title": "t", "headline": "h"}', FIELDS),
        (b'{"title": "t", "meta": {"uri": "urn:a"}}', FIELDS),
        (b"<rss version='2.0'><channel></channel></rss>", FEED),
        (b"<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?>\n<!-- a -->\n<feed xmlns='x'>", FEED),
        (b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", FEED),
        (b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'b'>]><rss/>", FEED),
        (b"<?xml version='1.0'?><a:feed xmlns:a='x'/>", FEED),
        (b"<feed the cat> and go", TEXT),
        (b'{"external_id": "a",\n "meta": {\n  "x": {"y": 1}\n}}\n', FIELDS),
        (b'{"external_id": "a"}', FIELDS),
        (b'[{"external_id": "a"}]', FIELDS),
        (b'{"external_id": "a"}\n{"external_id": "b"}\n', LINES),
        (b'\xef\xbb\xbf{"external_id": "a"}\r\n\r\n{"external_id": "b"}', LINES),
        (b'{"external_id": \n{"external_id": "b"}\n', LINES),
        (b'{"external_id": "a", "text": "' + b"a" * 2_000_000, LINES),
        (b"external_id,title,text\nc1,t,Nine are safe\n", CSV),
        (b'"title";"external_id"\n', CSV),
        (b"Title\tExternal_ID\rTalks\tc1\r", CSV),
        (b"\x16\x16\x01a0041\x1fnbx-\r\nu i\x13\x11 bc-Ferry 11-23 0021\r\n\x02", ANPA),
        (b"W0041world\nu i BC-SL--Ferry 1stLd  11-23 0021\n^BC-SL--Ferry,21<\n", ANPA),
        (b"\x01SLW0041 2 I 21 SLW  /\r\nFerry/\r\n\x02Ferry\r\n\x03", IPTC7901),
        (b"\r\n\x00slw0041 4 pl 121  slw 0041\n\nFerry/\n", IPTC7901),
        (b"May 2027 4 in 10 people said so", TEXT),
        (b"\x01 Nine are safe.", TEXT),
        (b"PK\x03\x04abc", ZIP),
        (b"\x1f\x8b\x08", GZIP),
    ],
)
def test_sniff_tells_formats_apart(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n{", "PNG"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"story.txt".ljust(257, b"\0") + b"ustar", "tar"),
        (b"%PDF-1.7", "PDF"),
        ("Ferry".encode("utf-16"), "UTF-16"),
        ("Ferry".encode("utf-16-be"), "UTF-16"),
        ("Ferry".encode("utf-32"), "UTF-32"),
    ],
)
def test_sniff_refuses_what_is_no_story_by_name(head: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        sniff(head)


@pytest.mark.parametrize("hostile", [b"{}" + b"\n" * 1_000_000, b"{" + b"}\n " * 500_000, b"<!-- " * 300_000])
def test_sniff_takes_linear_time(hostile: bytes) -> None:
    started = time.perf_counter()
    sniff(hostile)
    assert time.perf_counter() - started < 1
