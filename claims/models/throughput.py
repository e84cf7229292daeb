"""How much passes each stage of the desk, by hour and by day, and how long a stage takes: of all together.

Never of one person: nothing here reads who it was. Days and hours are those of the desk's clock.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDay, TruncHour
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.event import ClaimEvent
from claims.statuses import Status
from claims.words import said

HOURS, DAYS = 24, 14  # that the page looks back
SAMPLE = 1_000  # newest moves that a median is taken of
TAKEN_IN = said("taken in")
STAGES = (TAKEN_IN, said("triaged"), said("proposed"), said("approved"), said("published"))
ACTIONS = {
    "triage": "triaged",
    "dismiss": "triaged",
    "mark_duplicate": "triaged",
    "propose": "proposed",
    "approve": "approved",
    "publish": "published",
}
WAITS = (  # a stage's name for people, and the status that a claim is in while it lasts
    (said("Until somebody triages it"), Status.NEW),
    (said("In the queue"), Status.QUEUED),
    (said("Being checked"), Status.IN_PROGRESS),
    (said("Until a review begins"), Status.PROPOSED),
    (said("In review"), Status.IN_REVIEW),
    (said("Until it is published"), Status.APPROVED),
)
Trunc = type[TruncDay] | type[TruncHour]


@dataclass(frozen=True, slots=True)
class Span:
    """One hour or day from `start`: how many claims passed each of STAGES."""

    start: datetime
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """How long claims stay in a stage: the middle of the newest `of` moves out of it; None without any."""

    name: str
    usual: timedelta | None
    of: int


def hours() -> list[Span]:
    """The last HOURS hours, the current one first."""
    now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    return _spans([now - timedelta(hours=n) for n in range(HOURS)], TruncHour)


def days() -> list[Span]:
    """The last DAYS days, today first."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return _spans([today - timedelta(days=n) for n in range(DAYS)], TruncDay)


def _spans(starts: list[datetime], trunc: Trunc) -> list[Span]:
    since = starts[-1]
    found = Counter[tuple[datetime, str]]()
    arrived = Claim.objects.filter(created_at__gte=since).annotate(since=trunc("created_at"))
    for start, count in arrived.values_list("since").annotate(Count("pk")).order_by():
        found[start, TAKEN_IN] += count
    moved = ClaimEvent.objects.filter(at__gte=since, actor__isnull=False, action__in=ACTIONS)
    passed = moved.annotate(since=trunc("at")).values_list("since", "action").annotate(Count("pk")).order_by()
    for start, action, count in passed:
        found[start, ACTIONS[action]] += count
    return [Span(start, tuple(found[start, stage] for stage in STAGES)) for start in starts]


def waits() -> list[Wait]:
    """How long each stage takes, by the newest moves of the last DAYS days."""
    since = timezone.now() - timedelta(days=DAYS)
    return [_wait(name, status, since) for name, status in WAITS]


def _wait(name: str, status: Status, since: datetime) -> Wait:
    known = [lasted for _, lasted in _moves(status, since) if lasted is not None]
    return Wait(name, _middle(known), len(known))


def _middle(lasted: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(each.total_seconds() for each in lasted)) if lasted else None


def _moves(status: Status, since: datetime) -> QuerySet[ClaimEvent, tuple[int, timedelta | None]]:
    """Moves out of `status` by people, each with how long it lasted since the claim came into it."""
    came = ClaimEvent.objects.filter(claim=OuterRef("claim"), pk__lt=OuterRef("pk"), to_status=status)
    before = Subquery(came.exclude(from_status=status).order_by("-id").values("at")[:1])
    left = ClaimEvent.objects.filter(at__gte=since, actor__isnull=False, from_status=status)
    newest = left.exclude(to_status=status).order_by("-at")
    return newest.annotate(lasted=F("at") - before).values_list("pk", "lasted")[:SAMPLE]
