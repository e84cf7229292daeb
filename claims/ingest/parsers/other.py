"""XML in none of the wires' text formats: refused by what it is."""

from __future__ import annotations

from claims.ingest.parsers.told import Told
from claims.ingest.types import Unreadable, WireStory
from claims.ingest.xml import line_of, local, read_xml

KNOWN = {
    "sports-content": "sports data",
    "events": "a list of events",
    "event": "an event",
    "xbrl": "accounts",
}


def parse(raw: bytes) -> list[WireStory]:
    """Raises NotAStory for what is known and no story, Unreadable for the rest, or what read_xml raises."""
    root = read_xml(raw)
    if what := KNOWN.get(local(root)):
        raise Told(line=line_of(root)).not_a_story(what)
    name = local(root)[:60]
    raise Unreadable(f"Its XML begins with <{name}>; no format that is read here does.", line=line_of(root))
