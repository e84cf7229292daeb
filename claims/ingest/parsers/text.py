"""Plain text: the whole of it is the body."""

from __future__ import annotations

import re

from claims.ingest.clean import SPACES, clean_story
from claims.ingest.types import WireStory

FORMAT = "text"
HEADLINE_WORDS = range(4, 26)
HEADLINE_CHARS = 160
LEADING_LINES = 12
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’»)]*$")
_NO_HEADLINE = re.compile(
    r"(skip to|sign (in|up)|log in|subscribe|share|by|published|updated|we and our)\b", re.IGNORECASE
)


def parse(raw: bytes) -> list[WireStory]:
    """One story. Its format has no identity, so `guid` is blank. Raises BadStory."""
    text, repairs = clean_story(raw)
    story = WireStory(guid="", text=text, raw=raw, format=FORMAT, headline=headline(text), repairs=repairs)
    return [story]


def headline(text: str) -> str:
    """The first line near the top that reads like a headline: short, some words, no full stop; or ""."""
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n", LEADING_LINES * 2))
    for line in [line for line in lines if line][:LEADING_LINES]:
        if len(line) > HEADLINE_CHARS or _SENTENCE_END.search(line):
            return ""
        if len(line.split()) in HEADLINE_WORDS and not _NO_HEADLINE.match(line) and "|" not in line:
            return line
    return ""
