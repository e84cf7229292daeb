"""One wire format, one file, one signature: bytes of one story or page in, WireStories out.

A parser raises BadStory with a sentence, and where it can with the line or the field. To add a format,
write its file and name it here; claims.ingest.sniff says how its bytes are told from others.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.ingest.parsers import (
    anpa,
    feeds,
    fields,
    html,
    iptc7901,
    jsonfeed,
    newsml,
    newsml1,
    ninjs,
    nitf,
    other,
    table,
    text,
)
from claims.ingest.types import Unreadable, WireStory

Parse = Callable[[bytes], list[WireStory]]

PARSERS: dict[str, Parse] = {
    "text": text.parse,
    "html": html.parse,
    "fields": fields.parse,
    "csv": table.parse,
    "feed": feeds.parse,
    "jsonfeed": jsonfeed.parse,
    "anpa1312": anpa.parse,
    "iptc7901": iptc7901.parse,
    "newsml-g2": newsml.parse,
    "newsml-1": newsml1.parse,
    "nitf": nitf.parse,
    "ninjs": ninjs.parse,
    "xml": other.parse,
}


def parser_for(kind: str) -> Parse:
    """The parser of a format. Raises Unreadable for one that has none."""
    try:
        return PARSERS[kind]
    except KeyError:
        raise Unreadable(f"There is no reader for {kind} here.") from None
