"""JSON Feed 1 and 1.1: a story in each item, as in RSS and Atom.

Facts from the specification (jsonfeed.org): an item must have an `id` and one of `content_html` and
`content_text`; 1.0 names one `author`, 1.1 a list of `authors`. Feeds have no versions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claims.ingest.clean import load_json
from claims.ingest.limits import FEED_ITEMS, INPUT_BYTES
from claims.ingest.parsers.codes import joined
from claims.ingest.parsers.feeds import (
    APPEARED,
    address,
    in_time,
    known_by,
    source_name,
    without_tail,
)
from claims.ingest.parsers.prose import from_markup, from_plain
from claims.ingest.parsers.several import read_each
from claims.ingest.parsers.told import Told
from claims.ingest.types import BadStory, EmptyStory, Malformed, PartlyRead, TooBig, Unreadable, WireStory

FORMAT = "jsonfeed"
Members = Mapping[str, Any]


def parse(raw: bytes) -> list[WireStory]:
    """The stories, those of one id in the order of their times.

    Raises Malformed for broken JSON, TooBig, EmptyStory, PartlyRead where single items cannot be read.
    """
    feed = _feed(raw)
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise EmptyStory("The feed has no items.")
    if len(items) > FEED_ITEMS:
        raise TooBig(f"The feed has more than {FEED_ITEMS:,} items.")
    about = {"title": _text(feed, "title"), "author": _names(feed), "link": _text(feed, "home_page_url")}
    source = source_name(about)
    try:
        return list(in_time(read_each(items, lambda item: _story(item, feed, source))))
    except PartlyRead as partly:
        raise PartlyRead(list(in_time(partly.stories)), partly.errors) from None


def _feed(raw: bytes) -> Members:
    try:
        value = load_json(raw, limit=INPUT_BYTES, twins=True)
    except Unreadable as error:
        if isinstance(error.__cause__, json.JSONDecodeError):
            raise Malformed(error.reason, line=error.line) from None
        raise
    if not isinstance(value, Mapping):
        raise Unreadable("A JSON Feed is an object.")
    return value


def _story(item: Any, feed: Members, source: str) -> WireStory:
    if not isinstance(item, Mapping):
        raise BadStory("An item of the feed is no object.")
    title, link, body = _text(item, "title"), address(_text(item, "url")), _body(item)
    said = without_tail(body)
    paragraphs = said or [title]
    told = Told(
        guid=known_by(_text(item, "id") or link, [title, *paragraphs]),
        source=source,
        headline=title,
        byline=_names(item) or _names(feed),
        language=_text(item, "language") or _text(feed, "language"),
        sent=[_text(item, "date_modified"), _text(item, "date_published")],
        paragraphs=paragraphs,
        repairs=[APPEARED] if len(said) < len(body) else [],
        why_empty="The item has neither a title nor a text.",
    )
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return replace(told.story(raw, FORMAT), url=link)


def _body(item: Members) -> list[str]:
    """The whole text, its markup first, because it tells paragraphs best; else the summary."""
    found = from_markup(_text(item, "content_html")) if _text(item, "content_html") else []
    return found or from_plain(_text(item, "content_text") or _text(item, "summary"))


def _names(members: Members) -> str:
    authors = members.get("authors") or [members.get("author")]
    listed = authors if isinstance(authors, list) else [authors]
    return joined(_text(each, "name") for each in listed if isinstance(each, Mapping))


def _text(members: Members, name: str) -> str:
    """A member as text; ids may be numbers."""
    value = members.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
