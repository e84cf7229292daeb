"""What the API says, and what it takes besides stories; the OpenAPI file is made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from claims.extraction.types import TYPES
from claims.ratings import Stance
from claims.statuses import Status

PAGE = 50  # claims a page
LARGEST_PAGE = 200
STATUSES = ("open", *Status)
BIGGEST_INT = 2**31 - 1  # what the column holds


class Refusal(Schema):
    code: str
    message: str
    fields: dict[str, str] | None = None


class ErrorOut(Schema):
    """Every answer of 400 and above."""

    error: Refusal


class TakenOut(Schema):
    """What became of a story, in the words of ingest_wire; `id` null: it is none, and nothing was stored.

    `version` is the one that stands.
    """

    id: int | None
    status: str
    version: int | None


class TakenOneOut(TakenOut):
    """One of several, or what is no story; `reason` says why it was not taken in."""

    guid: str
    reason: str


class TakenSeveralOut(TakenOut):
    """A message with several stories: each one's outcome, the first one's on top."""

    stories: list[TakenOneOut]


class CutOut(Schema):
    start: int
    end: int
    reason: str


class StoryOut(Schema):
    """A story as it stands; `status` is waiting, extracting, ready or failed."""

    id: int
    source: str
    external_id: str
    status: str
    failure: str
    version: int
    title: str
    byline: str
    url: str
    text: str
    published_at: datetime | None
    received_at: datetime
    repairs: list[str]
    notes: list[str]
    chrome: list[CutOut]
    claims: list[int]


class FigureOut(Schema):
    text: str
    low: float
    high: float | None
    qualifier: str
    unit: str
    of: str
    per: str | None
    converted: str | None


class ReasonOut(Schema):
    name: str
    points: int


class ClaimOut(Schema):
    """`sentence` stands at start..end of the story's text, in version `version`.

    `mended_at`: when somebody last told it otherwise than it was read; null where it stands as read.
    """

    id: int
    guid: str
    version: int
    source: str
    article: int
    sentence: str
    start: int
    end: int
    type: str
    figure: FigureOut | None
    speaker: str | None
    via: str | None
    speaker_how: str
    place: str | None
    standalone: str | None
    check_worthiness: float
    worth: int
    model: str
    status: str
    mended_at: datetime | None
    claim_version: int
    needs_recheck: bool
    recheck: dict[str, Any] | None
    canonical: int | None
    same_as: list[int]
    variants: list[int]
    notes: list[str]
    priority: int
    reasons: list[ReasonOut]
    event: str | None
    event_id: int | None


class ClaimPage(Schema):
    """`next` is the cursor of the following page, null on the last."""

    claims: list[ClaimOut]
    next: str | None


class ClaimQuery(Schema):
    """Which claims of the newest versions: those that match all that is given, by priority."""

    status: Annotated[str | None, Field(json_schema_extra={"enum": list(STATUSES)})] = None
    type: Annotated[str | None, Field(json_schema_extra={"enum": list(TYPES)})] = None
    source: Annotated[str | None, Field(max_length=120)] = None
    q: Annotated[str | None, Field(max_length=200, description="words in the sentence or the claimant")] = (
        None
    )
    cursor: Annotated[str | None, Field(pattern=r"^-?\d{1,9}_\d{1,18}$", description="`next` of a page")] = (
        None
    )
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = PAGE


class PointOut(Schema):
    """A figure on the timeline; `normalised` is its value in the period of the others, where that differs."""

    guid: str
    version: int
    source: str
    speaker: str | None
    at: datetime
    low: float
    high: float | None
    qualifier: str
    per: str | None
    period: str | None
    normalised: float | None
    relays: str | None
    repeat: bool
    void: bool
    claim: int


class ClashOut(Schema):
    """Two claims that cannot both be true; `told_in` and `figures` are of the versions that raised it."""

    a: int
    b: int
    since: datetime
    until: datetime | None
    settled: str | None
    told_in: list[str]
    figures: list[float]
    speakers: list[str | None]


class LatestOut(Schema):
    """What is told now; with the qualifier "disputed" the span of the rivals."""

    low: float
    high: float | None
    qualifier: str
    per: str | None
    normalised: bool
    source: str


class TollOut(Schema):
    measure: str
    unit: str
    points: list[PointOut]
    conflicts: list[ClashOut]
    latest: LatestOut | None


class TollLineOut(Schema):
    """A toll in a list of events; `points` counts them."""

    measure: str
    unit: str
    latest: LatestOut | None
    points: int
    open_conflicts: int


class EventHead(Schema):
    """`stories` and the times are of the stories that the token's person may see."""

    id: int
    name: str
    place: str | None
    kind: str | None
    stories: int
    began_at: datetime
    latest_at: datetime


class EventOut(EventHead):
    tolls: list[TollOut]


class EventLineOut(EventHead):
    tolls: list[TollLineOut]


class EventPage(Schema):
    """`next` is the cursor of the following page, null on the last."""

    events: list[EventLineOut]
    next: str | None


class EventQuery(Schema):
    cursor: Annotated[str | None, Field(pattern=r"^\d{1,18}$", description="`next` of a page")] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = PAGE


class EvidenceIn(Schema):
    model_config = ConfigDict(strict=True)

    url: str
    title: str
    stance: Annotated[str, Field(json_schema_extra={"enum": list(Stance)})]
    quote: str = ""
    publisher: str = ""
    is_primary: bool = False


class VerdictIn(Schema):
    """A whole check: the claim is taken where nobody holds it, the evidence added, the verdict proposed."""

    model_config = ConfigDict(strict=True)

    rating: Annotated[str, Field(description="a code of the scale of the claim's desk")]
    explanation: str
    idempotency_key: Annotated[str, Field(description="a UUID; sent again, nothing happens twice")]
    version: Annotated[
        int, Field(ge=0, le=BIGGEST_INT, description="`claim_version` as it was read; another is a conflict")
    ]
    evidence: Annotated[list[EvidenceIn], Field(max_length=20)] = []
    finding: str = ""
    no_contact: Annotated[
        str, Field(description="why the speaker was not asked, where the desk's policy wants to know")
    ] = ""


class VerdictOut(Schema):
    id: int
    claim: int
    claim_version: int
    status: str
    rating: str
    scale: str
    scale_version: int
    policy: str
    votes_needed: int
    explanation: str
    proposed_by: str
    proposed_at: datetime
