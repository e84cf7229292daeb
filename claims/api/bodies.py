"""Request bodies: measured and typed before anything is parsed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from claims.exceptions import StoryRejected
from claims.ingest.clean import load_json
from claims.ingest.limits import INPUT_BYTES

JSON = "application/json"
TOO_BIG = f"The body is larger than {INPUT_BYTES:,} bytes."


def json_body(request: HttpRequest) -> bytes:
    """The body of a JSON request, not yet parsed. Raises StoryRejected: 411, 413 or 415."""
    if request.content_type != JSON:
        raise StoryRejected(f"Send {JSON}; this is {request.content_type or 'nothing'}.", status=415)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise StoryRejected("Send the body as it is, not compressed.", status=415)
    if "Transfer-Encoding" in request.headers:  # Django would see an empty body
        raise StoryRejected("Send the body in one piece, with its Content-Length.", status=411)
    if len(request.body) > INPUT_BYTES:  # the server's own limit has ended much larger ones before
        raise StoryRejected(TOO_BIG, status=413)
    return request.body


class StrictJSON(Parser):
    """ninja's parser, with our own limits. What it raises reaches errors.py as the cause of a 400."""

    def parse_body(self, request: HttpRequest) -> Any:
        return load_json(json_body(request), limit=INPUT_BYTES)
