"""What the matching rules are given and what they say: plain, frozen, without Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claims.extraction.types import Figure
from claims.tolls.types import Reading


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
    source: str = ""
    standalone: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kind`: "same", "variant" or "other". `because` and `difference` are words for people.

    "same measure and place, both 19" and "says 19, that said 15"; `score` orders several of one kind.
    """

    kind: str
    score: float = 0.0
    because: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The newest version of a story, as the grouping sees it. `claims` are those of this version, by place
    in the text."""

    article: int
    source: str
    at: datetime
    headline: str
    slug: str
    body: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one story tells of one happening; two accounts are compared pair by pair, in any order.

    `kind`: fire, bombing, quake, flood ... or "" where nothing sudden happened. `places` and `names` are
    normal forms (lower case). `subjects` are the stems of what is counted or paid for. `keys` are what
    another account of it can be found by; `claims` the keys of the story's claims that belong to it.
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
