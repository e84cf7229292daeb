"""What the matching rules are given and what they say: plain, frozen, without Django."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from claims.extraction.types import Figure
from claims.tolls.types import Reading

COPIED = "word for word"  # of a `because`: one sentence in two stories
_SIDES = re.compile(r"^(.{0,500}) here, (.{0,500}) there")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as one version tells it, or a check published before. `key` is the caller's.

    `event` is the number of its event, None where that is not known; `context` the headline and the sentence
    before, which say what the sentence leaves out.
    """

    key: int
    sentence: str
    type: str
    figure: Figure | None
    reading: Reading | None
    speaker: str = ""
    place: str = ""
    at: datetime | None = None
    event: int | None = None
    article: int | None = None
    claim: int | None = None
    source: str = ""
    standalone: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kind`: "same", "variant" or "other". `because` and `difference` are words for people.

    "both of killed; both “19 people”; same event" and "“19 people” here, “15 people” there": here is the
    first of the two. `score` orders several of one kind.
    """

    kind: str
    score: float = 0.0
    because: str = ""
    difference: str = ""

    @property
    def turned(self) -> Comparison:
        """The same, seen from the other of the two."""
        return replace(self, because=turned(self.because), difference=turned(self.difference))


@dataclass(frozen=True, slots=True)
class Story:
    """The newest version of a story, as the grouping sees it. `claims` are those of this version, by place
    in the text; `dateline` is where the wire tells one apart from the body. `began` is when its first version
    was sent, None where this is it."""

    article: int
    source: str
    at: datetime
    headline: str
    slug: str
    body: str
    claims: tuple[Claim, ...] = ()
    dateline: str = ""
    began: datetime | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one story tells of one happening; two accounts are compared pair by pair, in any order.

    `kind`: fire, bombing, quake, flood ... of what happened suddenly, else court, memorial, sport, market or
    "". `places`, `areas` (provinces, rivers: wider than a place) and `names` are normal forms (lower case);
    `sites` what it happened to or in ("train", "market"); `days` when it may have happened, as ISO dates;
    `began` when its story was first sent, as ISO time, "" where it has one version.
    `subjects` are the stems of what its head speaks of, `core` those and the places that headline and first
    sentence name, `figures` what it tells of sums, strengths and the
    like. `keys` are what another account of it can be found by; `claims` the keys of the story's claims that
    belong to it.
    """

    at: datetime
    kind: str
    places: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    measures: tuple[str, ...]
    keys: tuple[str, ...]
    claims: tuple[int, ...]
    name: str = ""
    areas: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    began: str = ""

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From its story's first version to its newest."""
        return min(self.at, datetime.fromisoformat(self.began)) if self.began else self.at, self.at


def turned(words: str) -> str:
    """ "19 here, 15 there" as the other side reads it: "15 here, 19 there"; each part between semicolons."""
    return "; ".join(_SIDES.sub(r"\2 here, \1 there", part) for part in words.split("; "))
