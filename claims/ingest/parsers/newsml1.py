"""NewsML 1.x, which agencies still send beside G2: NewsItems whose text lies in nested NewsComponents.

Facts from the DTD (IPTC, NewsML 1.0 to 1.2): a PublicIdentifier ends in its revision, the status is Usable,
Embargoed, Withheld or Canceled, StatusWillChange tells when an embargo ends, and a component's Role says
what of the story it is.
"""

from __future__ import annotations

import re

from claims.ingest.parsers import nitf
from claims.ingest.parsers.codes import joined, last_step
from claims.ingest.parsers.prose import from_string, paragraphs
from claims.ingest.parsers.several import read_each
from claims.ingest.parsers.told import NO_TEXT, Told
from claims.ingest.types import Malformed, WireStory
from claims.ingest.xml import (
    LANGUAGE,
    Element,
    attribute,
    characters,
    children,
    first,
    line_of,
    local,
    own_bytes,
    read_xml,
    text_of,
)

FORMAT = "newsml-1"
BODY_ROLES = ("body", "main", "story", "text", "principal")
OTHER_ROLES = ("headline", "subhead", "contact", "caption", "summary", "abstract", "style", "logo", "byline")
MEDIA = {
    "photo": "a picture",
    "image": "a picture",
    "picture": "a picture",
    "graphic": "a graphic",
    "video": "a video",
    "audio": "a sound",
    "animation": "an animation",
}
_TO_EDITORS = re.compile(r"\bed(itor)?('?s)?[ -]?note|advisory|instruction", re.IGNORECASE)
_REVISION = re.compile(r":\d+[UNA]?$")


def parse(raw: bytes) -> list[WireStory]:
    """The stories of one document. Raises BadStory as the parser of NewsML-G2 does."""
    root = read_xml(raw)
    items = children(root, "newsitem")
    if local(root) != "newsml" or not items:
        raise Malformed("It is no NewsML 1 with news items.", line=line_of(root))
    envelope = first(root, "newsenvelope")
    alone = raw if len(items) == 1 else b""
    return read_each(items, lambda item: _story(item, envelope, alone or own_bytes(item)))


def _story(item: Element, envelope: Element | None, raw: bytes) -> WireStory:
    told = _told(item, envelope)
    if told.kind:
        raise told.not_a_story(told.kind)
    return told.story(raw, FORMAT)


def _told(item: Element, envelope: Element | None) -> Told:
    identity, management = first(item, "identification", "newsidentifier"), first(item, "newsmanagement")
    status, lifted = _named(first(management, "status")), _lifted(management)
    texts = _texts(item)
    inner = next((nitf.read(found) for each in texts if (found := first(each, "nitf")) is not None), Told())
    return Told(
        guid=_guid(identity),
        source=_source(item, envelope, identity) or inner.source,
        version=text_of(first(identity, "revisionid")),
        headline=_line(item, "headline") or inner.headline,
        byline=_line(item, "byline") or inner.byline,
        dateline=_line(item, "dateline") or inner.dateline,
        slug=_line(item, "slugline") or text_of(first(item, "identification", "namelabel")) or inner.slug,
        language=_language(item),
        urgency=_named(first(management, "urgency")),
        rights=_line(item, "copyrightline"),
        status=status,
        embargo=lifted,
        is_open_ended=last_step(status) == "embargoed" and not lifted,
        kind="" if texts else _kind(item, management),
        line=line_of(item),
        sent=[text_of(first(management, name)) for name in ("thisrevisioncreated", "firstcreated")]
        + [text_of(first(envelope, "dateandtime"))],
        signals=[last_step(_named(each)) for each in children(management, "instruction")]
        if management is not None
        else (),
        notes=[*_notes(item), *inner.notes],
        paragraphs=[found for each in texts for found in _paragraphs(each)],
        why_empty=NO_TEXT,
    )


def _guid(identity: Element | None) -> str:
    """The public identifier without its revision; else provider, day and id in the same form."""
    if public := text_of(first(identity, "publicidentifier")):
        return _REVISION.sub("", public)
    parts = [text_of(first(identity, name)) for name in ("providerid", "dateid", "newsitemid")]
    return f"urn:newsml:{':'.join(parts)}" if all(parts) else parts[-1]


def _source(item: Element, envelope: Element | None, identity: Element | None) -> str:
    """The provider it names, else who sent it, else whose id it is."""
    parties = (each for name in ("provider", "source") for each in item.iter() if local(each) == name)
    named = (attribute(first(each, "party"), "FormalName") for each in parties)
    sender = attribute(first(envelope, "sentfrom", "party"), "FormalName")
    service = _named(first(envelope, "newsservice"))
    provider = next((name for name in named if name), "")
    return sender or provider or service or text_of(first(identity, "providerid"))


def _texts(item: Element) -> list[Element]:
    """The contents that are the story: of components whose role says so, else the first that is text."""
    found = [each for each in item.iter() if local(each) == "datacontent" and _is_text(each)]
    bodies = [each for each in found if _role(each).startswith(BODY_ROLES)]
    return bodies or [each for each in found if not _role(each).startswith(OTHER_ROLES)][:1]


def _is_text(content: Element) -> bool:
    """Whether its content item is text, by what it says of itself or, where it says nothing, by its words."""
    item = content.getparent()
    said = [_named(first(item, name)).lower() for name in ("mediatype", "mimetype", "format")]
    if any("css" in word for word in said) or (said[0] and not said[0].startswith("text")):
        return False
    if said[1] and not any(kind in said[1] for kind in ("text", "html", "nitf", "xml")):
        return False
    return bool(text_of(content))


def _role(content: Element) -> str:
    """Of the nearest component around it that has one, lower case."""
    components = (each for each in content.iterancestors() if local(each) == "newscomponent")
    roles = (_named(first(each, "role")).lower() for each in components)
    return next((role for role in roles if role), "")


def _paragraphs(content: Element) -> list[str]:
    document = first(content, "nitf")
    if document is not None:
        return list(nitf.read(document).paragraphs)
    if children(content):
        return paragraphs(content)
    text = characters(content)
    within = nitf.within(text)
    return list(nitf.read(within).paragraphs) if within is not None else from_string(text, "text/plain")


def _kind(item: Element, management: Element | None) -> str:
    """What an item without a text is, where it says so."""
    said = [_named(each).lower() for each in item.iter() if local(each) in ("mediatype", "mimetype")]
    kinds = (what for word in said for name, what in MEDIA.items() if word.startswith(name))
    if what := next(kinds, ""):
        return what
    item_type = _named(first(management, "newsitemtype")).lower()
    return "" if item_type in ("", "news") else f"a NewsML item of the type {item_type[:40]}"


def _lifted(management: Element | None) -> str:
    """When an embargo ends: the moment from which the status will be usable."""
    change = first(management, "statuswillchange")
    is_usable = last_step(_named(first(change, "futurestatus"))) == "usable"
    return text_of(first(change, "dateandtime")) if is_usable else ""


def _line(item: Element, name: str) -> str:
    """A news line, of the first component that has it."""
    lines = (each for each in item.iter() if local(each) == "newslines")
    found = (joined(text_of(line, between=" ") for line in children(each, name)) for each in lines)
    return next((line for line in found if line), "")


def _notes(item: Element) -> list[str]:
    """Lines to editors: of the type that says so."""
    lines = [each for each in item.iter() if local(each) == "newsline"]
    to_editors = [each for each in lines if _TO_EDITORS.search(_named(first(each, "newslinetype")))]
    return [text_of(first(each, "newslinetext")) for each in to_editors]


def _language(item: Element) -> str:
    named = (_named(each) for each in item.iter() if local(each) == "language")
    return next((tag for tag in named if tag), "") or str(item.get(LANGUAGE) or "")


def _named(element: Element | None) -> str:
    return attribute(element, "FormalName")
