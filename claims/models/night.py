"""What one night brought, as the page of the night tells it: read from the rows, nothing stored.

A night runs from noon to noon in the desk's time zone, so that whatever is dropped in late in the
morning still belongs to the night before. Arrivals count by the database's clock, whatever time is replayed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from statistics import median
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone
from django.utils.translation import gettext

from claims.models.arrival import Arrival, ArrivalQuerySet
from claims.models.article import Article, ArticleQuerySet
from claims.models.claim import Claim, ClaimQuerySet
from claims.models.hours import NOON, Hour, Wire, by_hour, since_noon
from claims.models.quarantine import Quarantine
from claims.models.run import ExtractionRun, IngestRun
from claims.models.source import Source
from claims.models.user import User
from claims.statuses import DECIDED, ArrivalStatus, ArticleState, Role

USUAL_NIGHTS = 14
LISTED = ":8"  # lines of a list on the page, as a slice; the rest is a link away
SHORTEST = 8  # hours that the charts show at least
STEPS = 48  # points of the backlog's line
UNREAD = (ArrivalStatus.QUARANTINED, ArrivalStatus.REJECTED, ArrivalStatus.EMPTY)
TO_READ = (ArrivalStatus.NEW, ArrivalStatus.REVISION, ArrivalStatus.REFILE, ArrivalStatus.EMBARGOED)
FOUND = ("found", "recheck")


@dataclass(frozen=True)
class Night:
    """From `evening` noon to the next day's noon.

    Its lists and its sums are of the stories that `reader` may see, of all where that is None.
    """

    evening: date
    reader: User | None = None

    @classmethod
    def containing(cls, moment: datetime) -> Night:
        local = timezone.localtime(moment)
        return cls(local.date() if local.time() >= NOON else local.date() - timedelta(days=1))

    @classmethod
    def latest(cls, reader: User | None = None) -> Night:
        """The newest night in which anything arrived; the present one where nothing ever did."""
        seen = Arrival.objects.visible_to(reader) if reader else Arrival.objects.all()
        newest = seen.aggregate(at=Max("at"))["at"]
        return cls.containing(newest or timezone.now()).told_to(reader)

    def told_to(self, person: User | None) -> Night:
        return replace(self, reader=person)

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.evening, NOON))

    @property
    def end(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.morning, NOON))

    @property
    def morning(self) -> date:
        return self.evening + timedelta(days=1)

    @property
    def before(self) -> Night:
        return Night(self.evening - timedelta(days=1))

    @property
    def after(self) -> Night:
        return Night(self.evening + timedelta(days=1))

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.end

    @cached_property
    def arrivals(self) -> QuerySet[Arrival]:
        return self._arrivals.filter(at__gte=self.start, at__lt=self.end)

    @cached_property
    def outcomes(self) -> Counter[str]:
        """Arrivals by status."""
        rows = self.arrivals.order_by().values_list("status").annotate(Count("pk"))
        return Counter(dict(rows))

    @property
    def arrived(self) -> int:
        return self.outcomes.total()

    @property
    def parsed(self) -> int:
        return self.arrived - sum(self.outcomes[status] for status in UNREAD)

    @cached_property
    def usual(self) -> float | None:
        """Arrivals of a usual night: the median of those before it that had any, 14 at most."""
        nights = _totals(self._earlier)
        return median(nights) if nights else None

    @cached_property
    def hours(self) -> list[Hour]:
        """Hour by hour, from the first arrival to the last and eight hours at least."""
        arrived = dict(by_hour(self.arrivals))
        usual = self._usual_hours()
        return [Hour(at, arrived.get(at, 0), usual.get(since_noon(at))) for at in self._shown(arrived)]

    @cached_property
    def wires(self) -> list[Wire]:
        """What each source sent, the busiest first."""
        hours = [hour.start for hour in self.hours]
        hourly = self.arrivals.order_by().annotate(hour=TruncHour("at"))
        counts = {
            (source, at): count
            for source, at, count in hourly.values_list("source", "hour").annotate(Count("pk"))
        }
        found = self.arrivals.order_by().values_list("source", "source__name").annotate(**_COLUMNS)
        rows = [
            Wire(name or gettext("Unknown"), [counts.get((source, at), 0) for at in hours], *columns)
            for source, name, *columns in found
        ]
        return sorted(rows, key=lambda wire: -wire.arrived)

    @cached_property
    def claims(self) -> list[tuple[str, int]]:
        """Claims found, by type, the most frequent first."""
        rows = self._found.order_by().values_list("type").annotate(found=Count("pk"))
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    @property
    def claims_found(self) -> int:
        return sum(count for _, count in self.claims)

    @cached_property
    def rechecks(self) -> QuerySet[Claim]:
        """Claims that a version of this night changed and nobody has acknowledged."""
        changed = Q(events__action="recheck", events__at__gte=self.start, events__at__lt=self.end)
        claims = self._claims.filter(changed, needs_recheck=True, killed_at=None).distinct()
        return claims.with_context().by_priority()

    @cached_property
    def killed(self) -> QuerySet[Article]:
        """Stories that the wire killed, with how many claims that holds and how many of those are decided."""
        kills = self.arrivals.filter(status=ArrivalStatus.CANCELED).values("article")
        stories = self._stories.filter(pk__in=kills, killed_at__isnull=False).with_current()
        decided = Count("claims", filter=Q(claims__status__in=DECIDED))
        return stories.annotate(held=Count("claims"), decided=decided).order_by("-killed_at", "-pk")

    @cached_property
    def quarantined(self) -> QuerySet[Quarantine]:
        """What came this night and still waits for somebody."""
        held = Quarantine.objects.open().filter(received_at__gte=self.start, received_at__lt=self.end)
        return held.select_related("source").defer("raw")

    @cached_property
    def failed(self) -> QuerySet[Article]:
        """Stories of this night that no worker could read."""
        stories = self._stories.filter(state=ArticleState.FAILED, arrivals__in=self.arrivals.order_by())
        return stories.distinct().with_current()

    @cached_property
    def slowest(self) -> QuerySet[ExtractionRun]:
        took = ExpressionWrapper(F("finished_at") - F("started_at"), output_field=DurationField())
        runs = self._reads.annotate(took=took).select_related("revision__article__source")
        return runs.defer("revision__body", "revision__raw").order_by("-took", "-pk")

    @cached_property
    def runs(self) -> QuerySet[IngestRun]:
        seen = IngestRun.objects.visible_to(self.reader) if self.reader else IngestRun.objects.all()
        runs = seen.filter(started_at__gte=self.start, started_at__lt=self.end)
        return runs.select_related("source")

    @cached_property
    def failing_sources(self) -> QuerySet[Source]:
        """Watched folders and feeds whose last look failed: of the present, not of this night."""
        return Source.objects.filter(is_active=True, failures__gt=0)

    @cached_property
    def waiting(self) -> int:
        """Stories that wait to be read now."""
        return self._stories.unsettled().count()

    @cached_property
    def backlog(self) -> list[tuple[datetime, int]]:
        """Stories waiting to be read, at the end of each of 48 steps from the first hour to the last."""
        span = self.hours[-1].start + timedelta(hours=1) - self.hours[0].start
        step = span / STEPS
        to_read = self.arrivals.filter(status__in=TO_READ).exclude(article__current__skipped__gt="")
        came = to_read.order_by().values_list("at", flat=True)
        read = self._reads.order_by().values_list("finished_at", flat=True)
        begin = self.hours[0].start
        moves = Counter(int((at - begin) / step) for at in came)
        moves.subtract(int((at - begin) / step) for at in read)
        levels = accumulate((moves[number] for number in range(STEPS)), lambda level, by: max(0, level + by))
        return [(begin + step * (number + 1), level) for number, level in enumerate(levels)]

    @property
    def _stories(self) -> ArticleQuerySet:
        return Article.objects.visible_to(self.reader) if self.reader else Article.objects.all()

    @property
    def _claims(self) -> ClaimQuerySet:
        return Claim.objects.visible_to(self.reader) if self.reader else Claim.objects.all()

    @property
    def _arrivals(self) -> ArrivalQuerySet:
        return Arrival.objects.visible_to(self.reader) if self.reader else Arrival.objects.all()

    @property
    def _is_narrowed(self) -> bool:
        """Whether there may be stories that the reader is not told of."""
        return self.reader is not None and not self.reader.may(Role.CHECKER)

    @property
    def _found(self) -> QuerySet[Claim]:
        return self._claims.filter(created_at__gte=self.start, created_at__lt=self.end)

    @property
    def _reads(self) -> QuerySet[ExtractionRun]:
        ended = ExtractionRun.objects.filter(finished_at__gte=self.start, finished_at__lt=self.end)
        return ended.filter(revision__article__in=self._stories) if self._is_narrowed else ended

    @cached_property
    def _earlier(self) -> list[tuple[datetime, int]]:
        """Arrivals by hour of the nights before this one."""
        since = self.start - timedelta(days=USUAL_NIGHTS)
        return list(by_hour(self._arrivals.filter(at__gte=since, at__lt=self.start)))

    def _usual_hours(self) -> dict[int, float]:
        """The median number of arrivals for each hour since noon, over the earlier nights that had any."""
        nights = len(_totals(self._earlier))
        counts: dict[int, list[int]] = {}
        for at, count in self._earlier:
            counts.setdefault(since_noon(at), []).append(count)
        return {
            hour: median([*counts.get(hour, []), *[0] * (nights - len(counts.get(hour, [])))])
            for hour in range(24 if nights else 0)
        }

    def _shown(self, arrived: Iterable[datetime]) -> list[datetime]:
        """The hours of the charts, on the hour."""
        first = min(arrived, default=self.start + timedelta(hours=10))
        last = max(max(arrived, default=first), first + timedelta(hours=SHORTEST - 1))
        first = min(first, self.end - timedelta(hours=SHORTEST))
        count = int((min(last, self.end - timedelta(hours=1)) - first) / timedelta(hours=1)) + 1
        return [timezone.localtime(first + timedelta(hours=number)) for number in range(count)]


_COLUMNS: dict[str, Any] = {
    "arrived": Count("pk"),
    "unread": Count("pk", filter=Q(status__in=UNREAD)),
    "twice": Count("pk", filter=Q(status=ArrivalStatus.DUPLICATE)),
    "quarantined": Count("pk", filter=Q(status=ArrivalStatus.QUARANTINED)),
    "corrected": Count("pk", filter=Q(signal__in=["correction", "corrective"])),
    "last": Max("at"),
}


def _totals(hours: Sequence[tuple[datetime, int]]) -> list[int]:
    """Arrivals of each night that had any."""
    nights: Counter[date] = Counter()
    for at, count in hours:
        nights[Night.containing(at).evening] += count
    return list(nights.values())
