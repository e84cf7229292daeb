"""NITF 3.x (and what agencies still send of 2.5): one story, its metadata in head/docdata.

Facts from the DTD's own comments (NITF 3.1 to 3.6, iptc.org): dates are basic ISO 8601, `management-status`
is usable, embargoed, withheld or canceled, `management-doc-idref` names the document that it is about.
"""

from __future__ import annotations

import re

from claims.ingest.parsers.codes import joined, last_step
from claims.ingest.parsers.prose import paragraphs
from claims.ingest.parsers.told import NO_TEXT, Told
from claims.ingest.types import Malformed, WireStory
from claims.ingest.xml import Element, attribute, children, first, line_of, local, read_xml, text_of

FORMAT = "nitf"
LOOKED_AT = 1000
_DECLARATION = re.compile(r"\A<\?xml[^>]{0,300}\?>\s*")
_SLUG_NAME = re.compile(r"(?:[a-z]{2,6}[-_.])?slug(?:[-_]?line)?", re.IGNORECASE)
NO_STORIES = {
    "photo": "a picture",
    "picture": "a picture",
    "audio": "a sound",
    "video": "a video",
    "graphic": "a graphic",
    "advisory": "an advisory to editors",
}


def parse(raw: bytes) -> list[WireStory]:
    """One story; its guid is the document's own id, `replaces` the document's that it takes the place of.

    Raises BadStory: NotAStory for an advisory, EmptyStory, Malformed with the line where it breaks.
    """
    root = read_xml(raw)
    if local(root) != "nitf":
        raise Malformed(f"It is no NITF: it begins with <{local(root)}>.", line=line_of(root))
    told = read(root)
    if told.kind:
        raise told.not_a_story(told.kind)
    return [told.story(raw, FORMAT)]


def read(root: Element) -> Told:
    """What an `nitf` element tells. NewsML and ninjs carry such elements too, often without a head."""
    head, body = first(root, "head"), first(root, "body")
    docdata, body_head = first(head, "docdata"), first(body, "body.head")
    own_id = attribute(first(docdata, "doc-id"), "id-string")
    status = attribute(docdata, "management-status")
    released = attribute(first(docdata, "date.release"), "norm")
    sent = [
        attribute(first(docdata, "date.issue"), "norm"),
        attribute(first(body_head, "dateline", "story.date"), "norm"),
        attribute(first(head, "pubdata"), "date.publication"),
    ]
    replaces = attribute(docdata, "management-doc-idref")
    return Told(
        guid=own_id,
        doc_id=own_id,
        replaces=replaces if replaces != own_id else "",
        source=_source(docdata, body_head),
        version=attribute(first(docdata, "du-key"), "version"),
        headline=_headline(head, body_head),
        byline=_byline(body_head),
        dateline=_dateline(body_head),
        slug=attribute(first(docdata, "du-key"), "key") or _meta_slug(head) or _keyword(docdata),
        language=attribute(root, "baselang") or attribute(root, "lang"),
        urgency=attribute(first(docdata, "urgency"), "ed-urg"),
        rights=_rights(docdata, body_head),
        status=status,
        embargo=released if released not in sent else "",
        is_open_ended=last_step(status) == "embargoed" and not released,
        kind=NO_STORIES.get(attribute(first(head, "tobject"), "tobject.type").lower(), ""),
        line=line_of(root),
        sent=sent,
        signals=["correction"] if first(docdata, "correction") is not None else (),
        notes=_notes(docdata, body),
        paragraphs=_paragraphs(root, body),
        why_empty=NO_TEXT,
    )


def within(text: str) -> Element | None:
    """The NITF document that a string is, in an element or a field of another format; None if it is none."""
    start = _DECLARATION.sub("", text.lstrip()[:LOOKED_AT])
    if not start.startswith(("<nitf", "<!DOCTYPE nitf", "<body.content")):
        return None
    return read_xml(_DECLARATION.sub("", text.lstrip()).encode("utf-8", "replace"))


def _paragraphs(root: Element, body: Element | None) -> list[str]:
    """The body's content; of a document that has no such element, all that is no head."""
    contents = [part for part in root.iter() if local(part) == "body.content" and _is_outermost(part)]
    if contents:
        return [found for part in contents for found in paragraphs(part)]
    return paragraphs(body if body is not None else root)


def _is_outermost(part: Element) -> bool:
    """A note within the content has contents of its own, which are read with the whole; one above, none."""
    return not any(local(above) in ("body.content", "body.head") for above in part.iterancestors())


def _headline(head: Element | None, body_head: Element | None) -> str:
    hedline = first(body_head, "hedline")
    named = first(hedline, "hl1")
    if named is None and hedline is not None and not children(hedline):
        named = hedline
    return text_of(named) or text_of(first(head, "title"))


def _byline(body_head: Element | None) -> str:
    """Names, and titles apart from them by a comma: `BERNARD FENN<byttl>Business Writer</byttl>`."""
    return joined(
        _with_titles(each) for each in (children(body_head, "byline") if body_head is not None else ())
    )


def _with_titles(byline: Element) -> str:
    parts = [byline.text or ""]
    for child in byline:
        if local(child) == "byttl" and "".join(parts).strip(" ,\n\t"):
            parts = ["".join(parts).rstrip(" ,\n\t"), ", "]
        parts += [text_of(child, between=" "), child.tail or ""]
    return "".join(parts)


def _dateline(body_head: Element | None) -> str:
    """Place and agency as printed; a `story.date` is for machines, and agencies say that it may be wrong."""
    dateline = first(body_head, "dateline")
    if dateline is None:
        return ""
    parts = [dateline.text or ""]
    for child in dateline:
        if local(child) != "story.date":
            parts.append(text_of(child, between=" "))
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split()).replace(" ,", ",")


def _source(docdata: Element | None, body_head: Element | None) -> str:
    """Who distributes it, else who registered its id, else who owns it."""
    return (
        text_of(first(body_head, "distributor"))
        or attribute(first(docdata, "doc-id"), "regsrc")
        or attribute(first(docdata, "del-list", "from-src"), "src-name")
        or attribute(first(docdata, "doc.copyright"), "holder")
        or text_of(first(body_head, "rights", "rights.owner"))
    )


def _rights(docdata: Element | None, body_head: Element | None) -> str:
    holder, owner = first(docdata, "doc.copyright"), first(docdata, "doc.rights")
    printed = text_of(first(body_head, "copyrite")) or text_of(first(body_head, "rights"), between=" ")
    owned = " ".join(part for part in (attribute(holder, "year"), attribute(holder, "holder")) if part)
    return printed or joined([owned, attribute(owner, "owner")])


def _notes(docdata: Element | None, body: Element | None) -> list[str]:
    """Messages to editors, corrections, and notes within the text that are for the desk only."""
    told = children(docdata, "ed-msg", "correction") if docdata is not None else []
    notes = [attribute(each, "info") or text_of(each) for each in told]
    within = body.iter() if body is not None else ()
    return notes + [
        text_of(each, between=" ") for each in within if local(each) == "note" and _is_for_editors(each)
    ]


def _is_for_editors(note: Element) -> bool:
    """By its class; above the text one without a class is, too."""
    named = attribute(note, "noteclass").lower()
    is_above = any(local(above) == "body.head" for above in note.iterancestors())
    return named == "editorsnote" or (not named and is_above)


def _meta_slug(head: Element | None) -> str:
    """What agencies write of it in a meta element: `<meta name="slug" content="BC-Ferry-Fire"/>`."""
    metas = children(head, "meta") if head is not None else []
    found = (attribute(each, "content") for each in metas if _SLUG_NAME.fullmatch(attribute(each, "name")))
    return next((slug for slug in found if slug), "")


def _keyword(docdata: Element | None) -> str:
    return attribute(first(docdata, "key-list", "keyword"), "key")
