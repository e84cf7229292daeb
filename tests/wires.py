"""Our own stories as agencies would send them, in each of the wires' formats: fictional, and whole."""

from __future__ import annotations

import json
from typing import Any

NAR = "http://iptc.org/std/nar/2006-10-01/"
PARAGRAPHS = (
    "At least 37 people died when the ferry sank, the harbour master said.",
    "The port pays 4 million crowns a year for two lifeboats.",
)
XHTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def g2(
    *,
    guid: str = "urn:newsml:selwick.example:20261102:ferry",
    version: str = "1",
    item_class: str = '<itemClass qcode="ninat:text"/>',
    meta: str = '<pubStatus qcode="stat:usable"/>',
    content_meta: str = "<headline>Ferry sinks off Port Selwick</headline>",
    content: str | None = None,
) -> str:
    """A NewsML-G2 item, without its XML declaration, so that a message can hold several."""
    body = f'<inlineXML contenttype="application/xhtml+xml"><html><body>{XHTML}</body></html></inlineXML>'
    return f"""<newsItem xmlns="{NAR}" guid="{guid}" version="{version}" xml:lang="en">
  <rightsInfo><copyrightHolder literal="Selwick Press"/></rightsInfo>
  <itemMeta>
    {item_class}
    <provider literal="Selwick Press"/>
    <versionCreated>2026-11-02T10:30:00+01:00</versionCreated>
    {meta}
  </itemMeta>
  <contentMeta>{content_meta}</contentMeta>
  <contentSet>{body if content is None else content}</contentSet>
</newsItem>"""


def message(*items: str) -> str:
    return f'<newsMessage xmlns="{NAR}"><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'


def nitf(
    *,
    docdata: str = '<doc-id id-string="slw-1"/><date.issue norm="20261102T093000Z"/>',
    attributes: str = "",
    headline: str = "Ferry sinks off Port Selwick",
    head: str = "<byline>By Ola Grimm</byline><distributor>Selwick Press</distributor>",
    content: str = XHTML,
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>Ferry</title><docdata {attributes}>{docdata}</docdata></head>
<body><body.head><hedline><hl1>{headline}</hl1></hedline>{head}</body.head>
<body.content>{content}</body.content></body></nitf>"""


def ninjs(**members: Any) -> dict[str, Any]:
    """An item of ninjs 3; None leaves a member out."""
    item = {
        "uri": "https://selwick.example/items/ferry",
        "type": "text",
        "version": "1",
        "versionCreated": "2026-11-02T10:30:00+01:00",
        "pubStatus": "usable",
        "copyrightHolder": "Selwick Press",
        "language": "en",
        "headlines": [{"role": "main", "value": "Ferry sinks off Port Selwick"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": "\n\n".join(PARAGRAPHS)}],
    }
    return {name: value for name, value in (item | members).items() if value is not None}


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()
