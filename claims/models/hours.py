"""The hours of a night, and what each wire sent in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone

from claims.models.arrival import Arrival

NOON = time(12)


class Hour(NamedTuple):
    """Stories that arrived in the hour from `start`, and how many usually do (None: no night to compare)."""

    start: datetime
    arrived: int
    usual: float | None


@dataclass(frozen=True)
class Wire:
    """One source's night; `hours` are the arrivals of each hour shown."""

    name: str
    hours: list[int]
    arrived: int
    unread: int
    twice: int
    quarantined: int
    corrected: int
    last: datetime


def by_hour(arrivals: QuerySet[Arrival]) -> Iterable[tuple[datetime, int]]:
    """Each hour that had arrivals, with how many."""
    rows = arrivals.order_by().annotate(hour=TruncHour("at")).values_list("hour").annotate(Count("pk"))
    return [(timezone.localtime(at), count) for at, count in rows]


def since_noon(at: datetime) -> int:
    return (timezone.localtime(at).hour - NOON.hour) % 24
