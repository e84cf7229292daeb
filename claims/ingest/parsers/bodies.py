"""Which of several renditions of one text is read, and its paragraphs: HTML, NITF, plain text in a string."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.ingest.parsers import nitf
from claims.ingest.parsers.prose import from_string
from claims.ingest.types import BadStory

# Tags tell paragraphs best; text/plain says least about where one ends.
_KINDS = (("html", 0), ("nitf", 1), ("text", 2), ("plain", 2), ("markdown", 3))
_OTHER_KIND = 4
_PARTS = ("summary", "teaser", "abstract", "caption", "short", "keypoints", "note", "lead")
_MAIN = ("main", "")


@dataclass(frozen=True)
class Body:
    """One rendition: `kind` is a content type or what a member is called after `body_`."""

    value: str
    role: str = ""
    kind: str = ""


def best(bodies: Iterable[Body]) -> Body | None:
    """The whole story before a part of it, the main one before others, and the one that marks paragraphs."""
    said = [body for body in bodies if body.value.strip() and _is_readable(body)]
    return min(said, key=_rank, default=None)


def paragraphs(body: Body) -> list[str]:
    """Raises TooBig. NITF that is broken within a sound item is read as what can be seen of it."""
    try:
        document = nitf.within(body.value)
    except BadStory:
        return from_string(body.value, "html")
    if document is not None:
        return list(nitf.read(document).paragraphs)
    return from_string(body.value, body.kind)


def _rank(body: Body) -> tuple[bool, bool, int]:
    kind = next((rank for name, rank in _KINDS if name in body.kind), _OTHER_KIND)
    is_named_by_kind = any(name in body.role for name, _ in _KINDS)
    return body.role.startswith(_PARTS), body.role not in _MAIN and not is_named_by_kind, kind


def _is_readable(body: Body) -> bool:
    """An agency's own XML is nobody's text: only NITF and HTML are known here."""
    return "xml" not in body.kind or "html" in body.kind or "nitf" in body.kind
