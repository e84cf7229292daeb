"""A story as the wire sent it, parsed and not saved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class BadStory(Exception):
    """Input that cannot become a story: what was wrong, and where it was.

    `line` counts from 1; `fields` has a sentence for each field that is wrong, `field` is short for one.
    """

    def __init__(
        self,
        reason: str,
        *,
        line: int | None = None,
        field: str = "",
        fields: dict[str, str] | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.fields = fields or ({field: reason} if field else {})


class EmptyStory(BadStory):
    """Nothing to read: no text, or white space only."""


class TooBig(BadStory):
    """Larger or deeper than claims.ingest.limits allows."""


class Unreadable(BadStory):
    """Not what it should be at all: not UTF-8, not JSON, a picture, an archive."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """A passage `text[start:end]` that the format itself shows to be no part of the story, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class WireStory:
    """What every parser returns. Times are aware and in UTC; `text` is clean (see claims.ingest.clean).

    `guid` blank: the format carries none, and whoever read the file names it (claims.ingest.files).
    `version` None: the format tells none. `repairs`: what cleaning dropped or replaced, in words.
    `raw`: bytes received.
    """

    guid: str
    text: str
    raw: bytes
    format: str
    source: str = ""
    version: int | None = None
    headline: str = ""
    byline: str = ""
    dateline: str = ""
    slug: str = ""
    url: str = ""
    language: str = ""
    urgency: int | None = None
    pub_status: str = "usable"
    signal: str = ""
    ed_note: str = ""
    sent_at: datetime | None = None
    embargoed_until: datetime | None = None
    meta: dict[str, Any] = field(default_factory=dict)
    chrome: tuple[Chrome, ...] = ()
    repairs: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Of the bytes received."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def content_sha256(self) -> str:
        """Of what the story says: equal for two deliveries that differ in packing only."""
        said = [
            self.headline,
            self.text,
            self.byline,
            self.url,
            self.urgency,
            self.pub_status,
            self.sent_at.isoformat() if self.sent_at else None,
            self.embargoed_until.isoformat() if self.embargoed_until else None,
            self.meta,
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
