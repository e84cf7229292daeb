"""Request bodies: measured and typed before anything is parsed."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from ninja.parser import Parser

from claims.exceptions import StoryRejected
from claims.ingest import sniff
from claims.ingest.clean import load_json
from claims.ingest.limits import INPUT_BYTES

JSON = "application/json"
NINJS_TYPES = ("application/vnd.iptc.ninjs+json", "application/ninjs+json")
# As registered, as the standards' guidelines write them, and XML by its plain name.
XML_TYPES = (
    "application/nitf+xml",
    "text/vnd.iptc.nitf",
    "application/vnd.iptc.g2.newsitem+xml",
    "application/vnd.iptc.g2.newsmessage+xml",
    "application/vnd.iptc.g2.packageitem+xml",
    "application/vnd.iptc.g2.conceptitem+xml",
    "application/vnd.iptc.g2.knowledgeitem+xml",
    "application/vnd.iptc.g2.planningitem+xml",
    "application/vnd.iptc.g2.catalogitem+xml",
    "text/vnd.iptc.newsml",
    "application/xml",
    "text/xml",
)
WIRE_XML = (sniff.NITF, sniff.NEWSML, sniff.NEWSML_1, sniff.XML)
TOO_BIG = f"The body is larger than {INPUT_BYTES:,} bytes."


class StoryBody(NamedTuple):
    """What was handed in, and the format it is in (a name of claims.ingest.sniff)."""

    raw: bytes
    kind: str


def story_body(request: HttpRequest) -> StoryBody:
    """A story in the API's fields or as it comes off the wire. Raises StoryRejected: 411, 413 or 415.

    The type opens the door; which format it is, the bytes tell: agencies send ninjs as JSON and NITF as XML.
    """
    raw = _measured(request, JSON, *NINJS_TYPES, *XML_TYPES)
    if request.content_type not in XML_TYPES:
        kind = sniff.NINJS if request.content_type in NINJS_TYPES else sniff.json_kind(_start(raw))
        return StoryBody(raw, kind)
    kind = sniff.sniff(raw)
    if kind not in WIRE_XML:
        raise StoryRejected(
            f"Send NITF or NewsML as {request.content_type}; this is neither, but {kind}.", status=415
        )
    return StoryBody(raw, kind)


def json_body(request: HttpRequest) -> bytes:
    """The body of a JSON request, not yet parsed. Raises StoryRejected: 411, 413 or 415."""
    return _measured(request, JSON)


def _measured(request: HttpRequest, *types: str) -> bytes:
    if request.content_type not in types:
        raise StoryRejected(f"Send {types[0]}; this is {request.content_type or 'nothing'}.", status=415)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise StoryRejected("Send the body as it is, not compressed.", status=415)
    if "Transfer-Encoding" in request.headers:  # Django would see an empty body
        raise StoryRejected("Send the body in one piece, with its Content-Length.", status=411)
    if len(request.body) > INPUT_BYTES:  # the server's own limit has ended much larger ones before
        raise StoryRejected(TOO_BIG, status=413)
    return request.body


def _start(raw: bytes) -> bytes:
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()


class StrictJSON(Parser):
    """ninja's parser, with our own limits. What it raises reaches errors.py as the cause of a 400."""

    def parse_body(self, request: HttpRequest) -> Any:
        return load_json(json_body(request), limit=INPUT_BYTES)
