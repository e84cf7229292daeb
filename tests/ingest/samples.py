"""Small whole inputs of our own, one for each format, for tests that need any story at all."""

from __future__ import annotations

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Selwick Wire world</title><link>https://selwick.example/world</link>
<item><title>Ferry sinks off Selwick</title><link>https://selwick.example/a/1</link>
<guid isPermaLink="false">sw-1</guid><pubDate>Tue, 02 Mar 2027 08:40:00 GMT</pubDate>
<description>Nine are safe.</description>
<content:encoded><![CDATA[<p>Nine are safe.</p><p>The <b>master</b> was ashore.</p>]]></content:encoded>
</item>
<item><title>Herring is dear</title><guid>sw-2</guid><pubDate>Tue, 02 Mar 2027 06:00:00 +0100</pubDate>
<description>&lt;p&gt;A barrel costs 40 crowns.&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Selwick Wire</title>
<author><name>Selwick Wire</name></author><id>urn:selwick</id><updated>2027-03-02T09:00:00Z</updated>
<entry><id>urn:selwick:1</id><title>Ferry sinks</title><published>2027-03-02T08:00:00Z</published>
<updated>2027-03-02T09:00:00Z</updated><link href="https://selwick.example/a/1"/>
<author><name>Ines Vallory</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nine are safe.</p>
<script>x()</script></div>
</content>
</entry></feed>
"""
ANPA = (
    b"\x16\x16\x01a0041\x1fnbx-\r\nu i\x13\x11 bc-Ferry-Fire 1st Ld-Writethru 03-02 0021\r\n"
    b"\x02^BC-SL--Ferry-Fire, 1st Ld-Writethru,21<\r\n^Ferry fire off Selwick kills nine<\r\n"
    b"^Eds: UPDATES with toll of nine, was six<\r\n^By INES VALLORY=\r\n^Selwick Wire=\r\n"
    b"\tPORT SELWICK (Selwick Wire) _ Nine people were killed, the ``coast guard'' said.\r\n"
    b"\tIt burned on\r\nuntil noon.\r\n\t(more)\r\n\x03\r\nnbx-sl-03-02-27 1105GMT\r\n"
)
IPTC7901 = (
    b"\x01SLW0041 2 I 21 SLW  /\r\nFerry-Fire, UPDATE 1/\r\n\x02Ferry fire off Selwick kills nine\r\n"
    b"PORT SELWICK, Mar 2 (Selwick Wire) - Nine people were killed, the coast guard said.\r\n"
    b"   It burned until noon.\r\n\x03021105 MAR 27\r\n"
)
TEXT = (
    b"Selwick Wire, March 2, 2027, 0840 GMT\nEMBARGOED UNTIL 0001 GMT ON WEDNESDAY, MARCH 3, 2027\n\n"
    b"Ferry sinks off Port Selwick\n\nBy Ines Vallory\n\nSELWICK (Selwick Wire) - Nine are safe.\n\nENDS\n"
)
CSV = (
    b'external_id,title,text,urgency,meta\nc1,Ferry,"Nine ""safe"",\nsaid",2,"{""desk"": 1}"\n'
    b"c2,Talks,Killed 200,,\n"
)
FIELDS = b'{"external_id": "a", "title": "Ferry", "text": "Nine are safe.", "urgency": 2}'
LINES = FIELDS + b"\n" + FIELDS.replace(b'"a"', b'"b"') + b"\n"
PAGE = b"<!doctype html><html><title>Ferry</title><body><main><p>Nine are safe.</p></main></body></html>"
NITF = (
    b"<?xml version='1.0'?><nitf><head><docdata><doc-id id-string='n-1'/></docdata></head>"
    b"<body><body.content><p>Nine are safe.</p></body.content></body></nitf>"
)
NEWSML = (
    b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:n:1' version='1'><itemMeta>"
    b"<itemClass qcode='ninat:text'/><pubStatus qcode='stat:usable'/></itemMeta><contentSet>"
    b"<inlineData contenttype='text/plain'>Nine are safe.</inlineData></contentSet></newsItem>"
)
NINJS = b'{"uri": "urn:n:2", "type": "text", "version": "1", "body_text": "Nine are safe."}'
JSONFEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Selwick Wire world",
"language": "en", "home_page_url": "https://selwick.example/world", "items": [
 {"id": "sw-1", "url": "https://selwick.example/a/1", "title": "Ferry sinks",
  "content_html": "<p>Nine are safe.</p><p>The <b>master</b> was ashore.</p>",
  "authors": [{"name": "Ines Vallory"}],
  "date_published": "2027-03-02T08:00:00Z", "date_modified": "2027-03-02T10:00:00+01:00"},
 {"id": 2, "title": "Herring is dear", "content_text": "A barrel costs 40 crowns.", "language": "en-GB"}]}
"""
ALL = (RSS, ATOM, ANPA, IPTC7901, TEXT, CSV, FIELDS, LINES, PAGE, NITF, NEWSML, NINJS, JSONFEED)
