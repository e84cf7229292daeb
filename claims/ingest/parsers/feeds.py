"""RSS (0.9 to 2.0, RDF) and Atom: a story in each item, read by feedparser once the feed is measured.

Feeds have no versions: an item sent again with other words is a revision, in the order of its times. An
item is known by its id, else by its link, else by what it says.
"""

from __future__ import annotations

import html
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

import feedparser

from claims.ingest.addresses import web_address
from claims.ingest.charsets import xml_in_utf8
from claims.ingest.clean import SPACES
from claims.ingest.dates import check_year
from claims.ingest.limits import IDENTIFIER_CHARS, SEVERAL_BYTES
from claims.ingest.parsers.codes import joined
from claims.ingest.parsers.outline import Item, outline
from claims.ingest.parsers.prose import from_markup, from_plain
from claims.ingest.parsers.told import Told
from claims.ingest.types import BadStory, EmptyStory, Malformed, PartlyRead, WireStory
from claims.ingest.xml import with_numbers

ATOM, RSS = "atom", "rss"
READABLE = ("", "text/html", "application/xhtml+xml", "text/plain", "html", "xhtml", "text")
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[a-zA-Z!/]")
_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S+\s*")
# What feeds call their sections, before or behind whose they are: "Selwick Wire world", "SLW: Top stories".
_SECTIONS = frozenset(
    "all and breaking business culture economy europe feed feeds headlines health home international latest "
    "local markets national news online opinion politics rss science sport sports stories technology the top "
    "uk us updates wire world".split()
)
_NAME_WORDS = ("news", "wire", "online", "the")  # sections too, and what agencies are called
# What blog software puts below each item of a feed.
_APPEARED = re.compile(r"The post .{1,500} (?:first appeared|appeared first) on .{1,200}\.?", re.DOTALL)
APPEARED = "left out the feed's own last line, where the post appeared first"
_PARTS = re.compile(r"(?<!\s)\s++[-–—|>»·/]++\s++|(?:(?<!\s)\s++)?[|»]\s*+|:\s++")


def parse(raw: bytes) -> list[WireStory]:
    """The stories, those of one id in the order of their times.

    Raises PartlyRead where single items cannot be read or the feed breaks off behind whole ones, and
    BadStory for the feed: too big or deep, entities, broken before the first item is whole, no items.
    """
    raw = with_numbers(xml_in_utf8(raw)) if len(raw) <= SEVERAL_BYTES else raw
    found = outline(raw)
    if found.broken and not found.items:
        raise found.broken
    feed = feedparser.parse(
        io.BytesIO(_DECLARATION.sub("", found.text).encode("utf-8", "replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if len(feed.entries) != len(found.items):
        raise Malformed("The items of the feed cannot be told apart.")
    stories, errors = _read(raw, feed, found.items)
    errors += [found.broken] if found.broken else []
    if errors and (stories or len(errors) > 1):
        raise PartlyRead(stories, errors)
    if errors:
        raise errors[0]
    if not stories:
        raise EmptyStory("The feed has no items.")
    return stories


def source_name(feed: Any) -> str:
    """Whose feed it is: its publisher, its author where its title says so too, or its title.

    A title's sections are left out: "Selwick Wire world" and "World news | Selwick Wire" are Selwick Wire's.
    """
    title, author = _line(feed, "title"), _line(feed, "author")
    if publisher := _line(feed, "publisher"):
        return publisher
    if author and author.casefold() in title.casefold():
        return author
    path = urlsplit(_link(feed)).path
    sections = _SECTIONS | {path.rstrip("/").rpartition("/")[2].casefold()}
    named = [part for part in _PARTS.split(title) if not _is_section(part, sections)]
    words = (named or [title])[0].split()
    while len(words) > 1 and words[-1].casefold() in sections - set(_NAME_WORDS):
        words.pop()
    return " ".join(words)


def _is_section(part: str, sections: Iterable[str]) -> bool:
    return all(word.casefold() in sections for word in part.split())


def _read(raw: bytes, feed: Any, items: Sequence[Item]) -> tuple[list[WireStory], list[BadStory]]:
    stories: list[WireStory] = []
    errors: list[BadStory] = []
    kind = ATOM if feed.version.startswith("atom") else RSS
    source = source_name(feed.feed)
    for entry, item in zip(feed.entries, items, strict=True):
        try:
            stories.append(_story(entry, feed.feed, kind, source, raw[item.start : item.end]))
        except BadStory as error:
            error.line = item.line
            errors.append(error)
    return list(in_time(stories)), errors


def in_time(stories: Sequence[WireStory]) -> Iterator[WireStory]:
    """Feeds tell the newest first; of several items with one id the newest has to come last."""
    same: dict[str, list[WireStory]] = defaultdict(list)
    for story in stories:
        same[story.guid].append(story)
    for each in same.values():
        yield from sorted(each, key=lambda story: story.sent_at or datetime.min.replace(tzinfo=UTC))


def _story(entry: Any, feed: Any, kind: str, source: str, raw: bytes) -> WireStory:
    title, sent = " ".join(_paragraphs(_detail(entry, "title"))), _sent(entry, kind)
    body = _body(entry)
    said = without_tail(body)
    paragraphs = said or [title]
    link = _link(entry)
    told = Told(
        guid=known_by(_line(entry, "id") or link, [title, *paragraphs]),
        source=source,
        headline=title,
        byline=_byline(entry),
        language=_language(entry, feed),
        rights=_line(entry, "rights") or _line(feed, "rights"),
        sent=[sent.isoformat()] if sent else [],
        paragraphs=paragraphs,
        repairs=[APPEARED] if len(said) < len(body) else [],
        why_empty="The item has neither a title nor a text.",
    )
    return replace(told.story(raw, kind), url=link)


def _body(entry: Any) -> list[str]:
    """The item's whole text where the feed has it, else its summary."""
    contents = [part for part in dict.get(entry, "content", ()) if part.get("type", "") in READABLE]
    for part in [*contents, _detail(entry, "summary")]:
        if found := _paragraphs(part):
            return found
    return []


def without_tail(paragraphs: list[str]) -> list[str]:
    """The paragraphs without a last one that only says where the post appeared first."""
    has_tail = paragraphs and _APPEARED.fullmatch(paragraphs[-1])
    return paragraphs[:-1] if has_tail else paragraphs


def _paragraphs(part: Any) -> list[str]:
    """Text without markup. Feeds call plain text HTML: without a tag in it, its lines count."""
    text = str(part.get("value") or "")
    if part.get("type") != "text/plain" and _TAG.search(text):
        return from_markup(text)
    if part.get("type") == "text/plain" and not _TAG.search(text):
        return from_plain(text)
    return from_markup(text) if _TAG.search(text) else from_plain(html.unescape(text))


def _detail(entry: Any, name: str) -> Any:
    return dict.get(entry, f"{name}_detail") or {"value": _line(entry, name), "type": "text/html"}


def _line(found: Any, name: str) -> str:
    """A field of feedparser's as one line; its own look-up would answer with other fields for some."""
    return SPACES.sub(" ", str(dict.get(found, name) or "")).strip()


def known_by(told: str, said: Sequence[str]) -> str:
    """An id longer than a row holds goes by its sum, so that two of them never become one."""
    if 0 < len(told) <= IDENTIFIER_CHARS:
        return told
    text = told or "\n\n".join(said)
    return f"sha256:{sha256(text.encode('utf-8', 'replace')).hexdigest()}" if text.strip() else ""


def _link(entry: Any) -> str:
    return address(_line(entry, "link"))


def address(told: str) -> str:
    """An item's or a feed's address where it is one of the web; anything else is nobody's to click on."""
    try:
        return web_address(told, field="url")
    except BadStory:
        return ""


def _sent(entry: Any, kind: str) -> datetime | None:
    """When this version was made: Atom's `updated`, RSS's `pubDate`."""
    names = ("updated_parsed", "published_parsed") if kind == ATOM else ("published_parsed", "updated_parsed")
    parsed: struct_time | None = next(
        (dict.get(entry, name) for name in names if dict.get(entry, name)), None
    )
    if parsed is None:
        return None
    check_year(parsed.tm_year, field="The item's date")
    try:
        return datetime(*parsed[:5], min(parsed.tm_sec, 59), tzinfo=UTC)
    except ValueError:
        return None


def _byline(entry: Any) -> str:
    """Names without the e-mail addresses that RSS puts before them."""
    named = (str(author.get("name") or "") for author in dict.get(entry, "authors", ()))
    return joined(_ADDRESS.sub("", name).strip("() ") for name in named)


def _language(entry: Any, feed: Any) -> str:
    contents = dict.get(entry, "content", ())
    return next((part["language"] for part in contents if part.get("language")), "") or _line(
        feed, "language"
    )
