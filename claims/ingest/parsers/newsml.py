"""NewsML-G2: newsItem, alone or several in a newsMessage; everything else of the standard by name.

Facts from the specification (iptc.org, NewsML-G2 2.x): `itemClass` says what an item is, codes may come as
qcode or uri under any alias of their scheme, `pubStatus` is usable where it is missing, and an empty
`embargoed` holds until another version. Names are compared without namespaces, because agencies leave
those of XHTML and NITF out.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.ingest.parsers import nitf
from claims.ingest.parsers.codes import joined, last_step, party
from claims.ingest.parsers.content import Content, chosen, primary, rank
from claims.ingest.parsers.several import read_each
from claims.ingest.parsers.told import Told
from claims.ingest.types import Malformed, WireStory
from claims.ingest.xml import (
    LANGUAGE,
    Element,
    attribute,
    children,
    first,
    line_of,
    local,
    own_bytes,
    read_xml,
    text_of,
)

FORMAT = "newsml-g2"
ITEMS = {
    "packageitem": "a package",
    "conceptitem": "a concept",
    "knowledgeitem": "a knowledge item",
    "catalogitem": "a catalog",
    "planningitem": "a planning item",
}
# What is cut out of an item and travels alone.
FRAGMENTS = {"groupset": "a package's list of items", "contentmeta": "metadata without a story"}
CLASSES = {
    "picture": "a picture",
    "photo": "a picture",
    "graphic": "a graphic",
    "animation": "an animation",
    "video": "a video",
    "audio": "a sound",
    "event": "an event",
    "package": "a package",
    "advisory": "an advisory to editors",
}
ROOTS = frozenset(["newsitem", "newsmessage", "itemset", "contentset", *ITEMS, *FRAGMENTS])
_SUB_HEADLINES = ("sub", "kicker", "over", "alt", "short", "web")


def parse(raw: bytes) -> list[WireStory]:
    """The stories of one item or message.

    Raises BadStory: NotAStory naming what an item is instead, EmptyStory, Malformed with the line, and
    PartlyRead where a message holds something besides its stories.
    """
    root = read_xml(raw)
    if local(root) not in ROOTS:
        raise Malformed(f"It is no NewsML-G2: it begins with <{local(root)}>.", line=line_of(root))
    if local(root) not in ("newsmessage", "itemset"):
        return [_story(root, raw)]
    return _message(root, raw)


def _message(root: Element, raw: bytes) -> list[WireStory]:
    """Every item of a message by itself: one that cannot be read costs the others nothing."""
    sets = children(root, "itemset") if local(root) == "newsmessage" else [root]
    items = [item for each in sets for item in children(each)]
    if not items:
        raise Malformed("The message holds no items.", line=line_of(root))
    alone = raw if len(items) == 1 else b""
    return read_each(items, lambda item: _story(item, alone or own_bytes(item)))


def _story(item: Element, raw: bytes) -> WireStory:
    told = _told(item)
    if told.kind:
        raise told.not_a_story(told.kind)
    return told.story(raw, FORMAT)


def _told(item: Element) -> Told:
    meta, content_meta = first(item, "itemmeta"), first(item, "contentmeta")
    languages = _languages(item, content_meta)
    content = chosen([item] if local(item) == "contentset" else children(item, "contentset"), languages)
    inner = nitf.read(content.nitf) if content.nitf is not None else Told()
    embargoed = first(meta, "embargoed")
    return Told(
        guid=attribute(item, "guid"),
        source=_source(item, meta, content_meta) or inner.source,
        version=attribute(item, "version"),
        headline=_headline(content_meta, [content.language, *languages])
        or inner.headline
        or text_of(first(meta, "title")),
        byline=_byline(content_meta) or inner.byline,
        dateline=_place(content_meta) or inner.dateline,
        slug=text_of(first(content_meta, "slugline")) or inner.slug,
        language=_language(content, content_meta) or next(iter(languages), ""),
        urgency=text_of(first(content_meta, "urgency")) or inner.urgency,
        rights=_rights(item) or inner.rights,
        status=_code(first(meta, "pubstatus")) or inner.status,
        embargo=text_of(embargoed) or inner.embargo,
        is_open_ended=inner.is_open_ended or (embargoed is not None and not text_of(embargoed)),
        kind=_kind(item, meta, content),
        line=line_of(item),
        sent=_times(meta, content_meta) or inner.sent,
        signals=[*_signals(meta), *inner.signals],
        notes=[*_notes(meta), *inner.notes],
        paragraphs=content.paragraphs,
        why_empty=content.why_empty,
    )


def _kind(item: Element, meta: Element | None, content: Content) -> str:
    """What the item is, where it is no story: by its name, its class, or what it carries instead of text."""
    name = local(item)
    if name == "conceptitem" and first(item, "concept", "eventdetails") is not None:
        return "an event"
    if what := {**ITEMS, **FRAGMENTS}.get(name):
        return what
    item_class = last_step(_code(first(meta, "itemclass")))
    if what := CLASSES.get(item_class):
        return what
    if content.instead:
        return content.instead
    return "a composite of other items" if item_class == "composite" and not content.paragraphs else ""


def _code(element: Element | None) -> str:
    return attribute(element, "qcode") or attribute(element, "uri") or attribute(element, "literal")


def _source(item: Element, meta: Element | None, content_meta: Element | None) -> str:
    """Its provider, else the holder of its copyright, else the agency that its information is from."""
    holders = (first(meta, "provider"), first(item, "rightsinfo", "copyrightholder"))
    named = (_party(each) for each in (*holders, first(content_meta, "infosource")))
    return next((name for name in named if name), "")


def _party(element: Element | None) -> str:
    if element is None:
        return ""
    return party(
        attribute(element, "literal"),
        text_of(first(element, "name")),
        attribute(element, "qcode"),
        attribute(element, "uri"),
    ) or text_of(element)


def _headline(content_meta: Element | None, languages: Sequence[str]) -> str:
    """The main one, in the story's language: without a role, or with one that is not a second headline's."""
    found = [each for each in _all(content_meta, "headline") if text_of(each)]
    main = [each for each in found if not last_step(attribute(each, "role")).startswith(_SUB_HEADLINES)]
    return text_of(
        min(main or found, key=lambda each: rank(attribute(each, "lang"), languages), default=None)
    )


def _byline(content_meta: Element | None) -> str:
    """As printed, else the names of those who made it."""
    by = joined(text_of(each, between=" ") for each in _all(content_meta, "by"))
    return by or joined(text_of(first(each, "name")) for each in _all(content_meta, "creator"))


def _place(content_meta: Element | None) -> str:
    """The dateline as printed, else the name of where it was written."""
    located = first(content_meta, "located")
    return (
        text_of(first(content_meta, "dateline"))
        or text_of(first(located, "name"))
        or attribute(located, "literal")
    )


def _languages(item: Element, content_meta: Element | None) -> list[str]:
    """The item's, best first: its content's where it names one only, then that of the item itself."""
    tags = _tags(content_meta)
    own = str(item.get(LANGUAGE) or "")
    return [tag for tag in ([*tags, own] if len(tags) == 1 else [own, *tags]) if tag]


def _language(content: Content, content_meta: Element | None) -> str:
    """What the text is labelled with, in the fuller form in which the item names it ("en-GB"); or ""."""
    alike = (tag for tag in _tags(content_meta) if primary(tag) == primary(content.language))
    return next(alike, content.language)


def _tags(content_meta: Element | None) -> list[str]:
    return [tag for each in _all(content_meta, "language") if (tag := attribute(each, "tag"))]


def _rights(item: Element) -> str:
    info = first(item, "rightsinfo")
    notices = joined(
        (text_of(each, between=" ") for each in _all(info, "copyrightnotice", "usageterms")), " "
    )
    return notices or _party(first(info, "copyrightholder"))


def _times(meta: Element | None, content_meta: Element | None) -> Sequence[str]:
    """This version's own time first."""
    places = ((meta, "versioncreated"), (content_meta, "contentmodified"), (content_meta, "contentcreated"))
    found = [text_of(first(where, name)) for where, name in (*places, (meta, "firstcreated"))]
    return [time for time in found if time]


def _signals(meta: Element | None) -> list[str]:
    """Its signals, and the role of a note that an agency marks as its correction."""
    roles = [last_step(attribute(each, "role")) for each in _all(meta, "ednote")]
    corrections = ["correction" for role in roles if role.startswith("correction")]
    return [last_step(_code(each)) for each in _all(meta, "signal")] + corrections


def _notes(meta: Element | None) -> list[str]:
    return [text_of(each, between=" ") for each in _all(meta, "ednote")]


def _all(element: Element | None, *names: str) -> list[Element]:
    return children(element, *names) if element is not None else []
