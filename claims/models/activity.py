"""What a person did at the desk, for that person's own page and for nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from claims.models.claim import Claim, ClaimQuerySet
from claims.models.event import ClaimEvent
from claims.models.user import User

AT_HAND = 50  # claims that the page lists as held or assigned


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day by the desk's clock, the newest first."""

    on: date
    lines: list[ClaimEvent]


def done_by(person: User, *, before: int | None, size: int) -> list[ClaimEvent]:
    """The newest lines of the history by this person, below the number `before`: `size` and one more.

    Each has `seen`: its claim, or None where the person may no longer see it.
    """
    mine = ClaimEvent.objects.filter(actor=person)
    lines = list((mine.filter(pk__lt=before) if before else mine).order_by("-id")[: size + 1])
    told = Claim.objects.visible_to(person).only("sentence", "start", "figure_start", "figure_end")
    seen = told.in_bulk({line.claim_id for line in lines})
    for line in lines:
        line.seen = seen.get(line.claim_id)
    return lines


def by_day(lines: Sequence[ClaimEvent]) -> Iterator[Day]:
    for on, found in groupby(lines, key=lambda line: timezone.localdate(line.at)):
        yield Day(on, list(found))


def held(person: User) -> ClaimQuerySet:
    """What this person holds now, the hold that ends first above."""
    return Claim.objects.held_by(person).visible_to(person).order_by("lease_until")[:AT_HAND]


def assigned(person: User) -> ClaimQuerySet:
    """What is given to this person to do, the most urgent first."""
    given = Claim.objects.visible_to(person).alive().filter(assignee=person)
    return given.by_priority()[:AT_HAND]
