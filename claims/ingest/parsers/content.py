"""The text of a NewsML-G2 item among its renditions: inline XML as XHTML or NITF, or inline data."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import defs

from claims.ingest.parsers import nitf
from claims.ingest.parsers.prose import from_string, paragraphs
from claims.ingest.parsers.told import NO_TEXT
from claims.ingest.xml import Element, attribute, characters, children, local

ELSEWHERE = "Its text is kept elsewhere (remoteContent), and nothing is fetched for it."
XHTML = defs.tags | {"section", "article", "main", "header", "footer"}
READABLE = ("text/", "html", "nitf")
# What inline XML holds where it is no prose, by the beginning of its first element's name.
_INSTEAD = (
    ("sports-", "sports data"),
    ("sport", "sports data"),
    ("event", "an event"),
    ("xbrl", "financial data"),
    ("newsmessage", "a message within an item"),
    ("newsitem", "an item within an item"),
)


@dataclass(frozen=True)
class Content:
    """What an item carries: its paragraphs, the NITF they came in, or what there is instead of text."""

    paragraphs: Sequence[str] = ()
    nitf: Element | None = None
    instead: str = ""
    why_empty: str = NO_TEXT


def chosen(sets: Iterable[Element]) -> Content:
    """The first rendition that has text: XHTML and NITF before inline data, in the order they came."""
    renditions = [each for content_set in sets for each in children(content_set)]
    inline = [each for each in renditions if local(each) == "inlinexml"]
    found = [_inline_xml(each) for each in inline]
    found += [_inline_data(each) for each in renditions if local(each) == "inlinedata"]
    with_text = next((content for content in found if content.paragraphs), None)
    instead = next((content for content in found if content.instead), None)
    if with_text or instead:
        return with_text or instead or Content()
    has_remote = any(local(each) == "remotecontent" for each in renditions)
    return Content(why_empty=ELSEWHERE if has_remote else NO_TEXT)


def _inline_xml(element: Element) -> Content:
    inside = children(element)
    if not inside:
        return Content(from_string(element.text or "", "plain"))
    names = {local(each) for each in inside}
    if "nitf" in names or "body.content" in names:
        document = next((each for each in inside if local(each) == "nitf"), element)
        return Content(nitf.read(document).paragraphs, nitf=document if document is not element else None)
    if names <= XHTML:
        return Content(paragraphs(element))
    name = next(local(each) for each in inside if local(each) not in XHTML)
    what = next((what for start, what in _INSTEAD if name.startswith(start)), f"data in <{name}>")
    return Content(instead=what)


def _inline_data(element: Element) -> Content:
    content_type = attribute(element, "contenttype").lower()
    if content_type and not any(kind in content_type for kind in READABLE):
        return Content(instead=f"data of the type {content_type[:60]}")
    if children(element):
        return Content(paragraphs(element))
    text = _decoded(element)
    document = nitf.within(text)
    if document is not None:
        return Content(nitf.read(document).paragraphs, nitf=document)
    return Content(from_string(text, content_type))


def _decoded(element: Element) -> str:
    """Its characters, out of base64 where the item says so; blank for any other encoding."""
    text = characters(element)
    encoding = attribute(element, "encoding").lower()
    if not encoding:
        return text
    if not encoding.endswith("base64"):
        return ""
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
