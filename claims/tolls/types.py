"""What the toll rules are given and what they say: plain, frozen, without Django.

Times are aware datetimes. Values are numbers in `unit`; a period that is not closed stands in `per`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from claims.extraction.types import Figure, Span


class Role(StrEnum):
    """What a figure is to the toll of its measure. Only points and additions stand on the timeline."""

    POINT = "point"  # the state of things, as this version tells it
    NEW = "new"  # so many more than before: "12 more died"
    PART = "part"  # some of those: "including 3 children", "nine passengers"
    RECALLED = "recalled"  # told before: "had said earlier that 19 were dead"
    OLDER = "older"  # of another happening: "an avalanche in 2003 killed five"
    SUM = "sum"  # over several happenings: "the two attacks"
    PLANNED = "planned"  # not so yet: "will be 5,800 by summer"
    OTHER = "other"  # not a toll of anything


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as a version tells it. `span` and the figure's span are offsets of that version's text."""

    span: Span
    sentence: str
    type: str
    figure: Figure | None
    speaker: str = ""
    via: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure counts, read out of its story.

    `measure`: killed, wounded, missing, trapped, rescued, hostages, arrested, cases, displaced, evacuated,
    homeless, troops, weapons, money, or the counted noun; "" where nothing says. `subject`: the stems that
    tell one toll of money, troops or things from another ("aid pell", "karst campaign cost").
    The first stem is the kind: of money cost, loss, debt ..., of troops the force; the rest are the thing's.
    Of people it is the side whose losses are told (soldier, inmate, or "own" and the speaker's name).
    `period`: the closed period that it is of, as "2026", "2021-2025", "2026-05", "10 years" where the story
    gives no bounds, "since the war began", "to come", or "".
    `per`: the period of a rate, also where the sentence and not the figure says it ("monthly cost").
    `unit`: the figure's, mended where the sentence says better ("40 million" of crowns told before).
    """

    measure: str
    role: Role
    subject: tuple[str, ...] = ()
    period: str = ""
    per: str | None = None
    why: str = ""  # the words that made it no point, for people
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One figure that a version told of an event: the row behind a point.

    `key` is the caller's (an occurrence's number), `article` and `claim` tell what belongs together;
    `order` is the version's place among its article's, `at` when it was sent, `void_at` when its story was
    killed (None: it stands), `relays` the guid@version that it rests on.
    """

    key: int
    claim: int
    article: int
    guid: str
    version: int
    order: int
    source: str
    at: datetime
    sentence: str
    figure: Figure
    reading: Reading
    speaker: str = ""
    via: str = ""
    void_at: datetime | None = None
    relays: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A report on the timeline; its figure stands as told, `normalised` is its low where that was brought to
    the period of the others, or, of "12 more", added to what stood before.

    `repeat`: its article told this figure before; `void`: its story was killed.
    """

    report: Report
    normalised: float | None = None
    repeat: bool = False

    @property
    def void(self) -> bool:
        return self.report.void_at is not None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two reports that cannot both be true; `until` None is open, `settled` says what ended it."""

    one: Report
    other: Report
    since: datetime
    until: datetime | None = None
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Latest:
    """What is told now: the last live point, or the span of the rivals with the qualifier "disputed"."""

    low: float
    high: float | None
    qualifier: str
    per: str | None
    source: str
    normalised: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What a source changed of its figure.

    `kind` is "rise", "revised down", "fall" (of what falls by itself, as the trapped do when they are
    rescued), "correction" (of a closed period) or "withdrawal".
    """

    source: str
    at: datetime
    kind: str
    old: Report
    new: Report | None


@dataclass(frozen=True, slots=True)
class Toll:
    """One measure of one event over time; points by time.

    `subject` and `period` tell several tolls of money, troops or things apart; `per` is the rate that its
    points are brought to.
    """

    measure: str
    unit: str
    points: tuple[Point, ...]
    clashes: tuple[Clash, ...] = ()
    steps: tuple[Step, ...] = ()
    latest: Latest | None = None
    subject: tuple[str, ...] = ()
    period: str = ""
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A sum inside one story: "the parts add up to 41, the text says 43".

    `keys` are the claims that it is shown on, by their place among those given. `kind`: parts_total,
    percent_base, percent_change, per_head, rate or conversion. Only what is not `ok` is shown.
    """

    kind: str
    stated: float
    computed: float
    ok: bool
    text: str
    keys: tuple[int, ...] = field(default=())
