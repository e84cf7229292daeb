"""A story as the wire sent it, parsed and not saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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


class Malformed(BadStory):
    """In a wire format that is known, and broken: cut off, or without what the format demands.

    Somebody may mend it, so its bytes are kept (quarantine); what is no wire format is only refused.
    """


class NotAStory(BadStory):
    """Well-formed and nothing to check: an advisory, a picture, a video, a package, an event.

    `guid`, `version` and `source` are those of what came, as far as it tells them.
    """

    def __init__(
        self,
        reason: str,
        *,
        guid: str = "",
        version: int | None = None,
        source: str = "",
        line: int | None = None,
    ) -> None:
        super().__init__(reason, line=line)
        self.guid, self.version, self.source = guid, version, source


class PartlyRead(BadStory):
    """Several stories came in one input: the good ones, and an error for each that cannot be read.

    `entries` are both in the order of the input, where that is known.
    """

    def __init__(
        self,
        stories: Sequence[WireStory],
        errors: Sequence[BadStory],
        entries: Sequence[WireStory | BadStory] = (),
    ) -> None:
        super().__init__(" ".join(error.reason for error in errors[:3]))
        self.stories, self.errors = tuple(stories), tuple(errors)
        self.entries = tuple(entries) or (*self.stories, *self.errors)


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
    `version` None: the format tells none. `doc_id`: its own id where each version of a story has a new one,
    `replaces` the doc_id it takes the place of (NITF). `is_notice`: tells of a story and is none.
    `signal`: a word of claims.ingest.signals, or blank. `sent_at`: when this version was created.
    `repairs`: what cleaning dropped or replaced, in words. `raw`: bytes received, of this story alone
    where one input had several.
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
    rights: str = ""
    doc_id: str = ""
    replaces: str = ""
    is_notice: bool = False
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
