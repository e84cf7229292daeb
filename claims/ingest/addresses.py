"""Web addresses as text. Nothing here, nor anywhere in intake, ever fetches one."""

from __future__ import annotations

from urllib.parse import urlsplit

from claims.ingest.clean import identifier
from claims.ingest.limits import URL_CHARS
from claims.ingest.types import BadStory


def web_address(value: str, *, field: str) -> str:
    """`value`, an http or https address with a host, or BadStory: links are shown to people."""
    address = identifier(value, limit=URL_CHARS, field=field)
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and address == address.strip()
    except ValueError:  # a broken IPv6 host, say
        is_web = False
    if not is_web or not address.isprintable() or " " in address:
        raise BadStory(f"{field} must be an http or https address.", field=field)
    return address
