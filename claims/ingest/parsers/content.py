"""The text of a NewsML-G2 item among its renditions: inline XML as XHTML or NITF, or inline data."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml.html import defs

from claims.ingest.parsers import nitf
from claims.ingest.parsers.prose import from_string, paragraphs
from claims.ingest.parsers.told import NO_TEXT
from claims.ingest.xml import Element, attribute, characters, children, local

ENGLISH = "en"

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
    """What an item carries: its paragraphs, the NITF they came in, or what there is instead of text.

    `language`: what the rendition itself is labelled with; blank where it is not.
    """

    paragraphs: Sequence[str] = ()
    nitf: Element | None = None
    instead: str = ""
    why_empty: str = NO_TEXT
    language: str = ""


def chosen(sets: Iterable[Element], languages: Sequence[str] = ()) -> Content:
    """The rendition that is the story, among those with a text.

    One in the first of `languages` before others, English before any other tongue; of one language XHTML
    and NITF before inline data, in the order they came.
    """
    renditions = [each for content_set in sets for each in children(content_set)]
    inline = [each for each in renditions if local(each) == "inlinexml"]
    found = [(_inline_xml(each), each) for each in inline]
    found += [(_inline_data(each), each) for each in renditions if local(each) == "inlinedata"]
    labelled = [replace(content, language=_label(each)) for content, each in found]
    with_text = [content for content in labelled if content.paragraphs]
    if with_text:
        return min(with_text, key=lambda content: rank(content.language, languages))
    if instead := next((content for content in labelled if content.instead), None):
        return instead
    has_remote = any(local(each) == "remotecontent" for each in renditions)
    return Content(why_empty=ELSEWHERE if has_remote else NO_TEXT)


def rank(label: str, languages: Sequence[str]) -> int:
    """How good a part so labelled is for somebody who wants `languages`, best first: 0 is the best.

    What has no label is in the item's own language, as XML has it: behind a label that says so.
    """
    wanted = [primary(each) for each in languages if each]
    if not label:
        return len(wanted)
    if primary(label) in wanted:
        return wanted.index(primary(label))
    return len(wanted) + (1 if primary(label) == ENGLISH else 2)


def primary(tag: str) -> str:
    """`en` of en-GB."""
    return tag.strip().lower().replace("_", "-").partition("-")[0]


def _label(rendition: Element) -> str:
    """Its own language, else that of the element it wraps, else of its content set."""
    within = children(rendition)
    around = rendition.getparent()
    places = (rendition, *within[:1], *([around] if around is not None and _is_set(around) else ()))
    return next((tag for each in places if (tag := attribute(each, "lang"))), "")


def _is_set(element: Element) -> bool:
    return local(element) == "contentset"


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
