"""What a monitor wants to know, in Prometheus' text format: how much is unread, and for how long.

Each is counted anew when it is asked for, from indexes, and tells of the whole site whichever web process
answers: take the highest of several, never the sum. `deploy/alerts.yml` says what is too much.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest

from django.conf import settings
from django.db.models import Count, F, Max, Min, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from claims.actions.sealing import LOGS, without_seal
from claims.models import Article, Claim, Delivery, ExtractionRun, Quarantine, Seal, Worker
from claims.statuses import OPEN, ArticleState
from factcheck.errors import not_found

OPEN_STATES = (ArticleState.WAITING, ArticleState.EXTRACTING, ArticleState.FAILED)
LATELY = timedelta(hours=1)  # of what extraction took
Samples = Iterable[tuple[str, float]]  # labels as '{state="waiting"}', or "", and the value


@dataclass(frozen=True, slots=True)
class Metric:
    """A name, what it counts, and where its samples come from."""

    name: str
    about: str
    samples: Callable[[], Samples]

    def lines(self) -> Iterator[str]:
        yield f"# HELP {self.name} {self.about}"
        yield f"# TYPE {self.name} gauge"
        yield from (f"{self.name}{labels} {value:g}" for labels, value in self.samples())


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts and ages; in production for the bearer of METRICS_TOKEN only."""
    if not may_read(request):
        return not_found(request)
    lines = "".join(f"{line}\n" for metric in METRICS for line in metric.lines())
    return HttpResponse(lines + of_requests(), content_type="text/plain; version=0.0.4; charset=utf-8")


def of_requests() -> str:
    """What django-prometheus counts of requests and answers, of all web processes of this machine."""
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:  # factcheck.gunicorn sets it
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry).decode()


def may_read(request: HttpRequest) -> bool:
    """Whether the request bears the token; where none is set, whether this is a local site."""
    if not settings.METRICS_TOKEN:
        return not settings.PRODUCTION
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return compare_digest(given.encode(), settings.METRICS_TOKEN.encode())


def unread() -> Samples:
    counts = Article.objects.filter(state__in=OPEN_STATES).values_list("state").annotate(Count("id"))
    found = dict(counts.order_by())
    return [(f'{{state="{state}"}}', found.get(state.value, 0)) for state in OPEN_STATES]


def oldest_waiting() -> Samples:
    return [("", age(Article.objects.unsettled().aggregate(at=Min("current__received_at"))["at"]))]


def oldest_unmatched() -> Samples:
    return [("", age(Article.objects.to_match().aggregate(at=Min("to_match_since"))["at"]))]


def open_claims() -> Samples:
    """Of stories that stand; what is decided only grows and would cost a count of everything."""
    counts = Claim.objects.open().order_by().values_list("status").annotate(Count("id"))
    found = dict(counts)
    return [(f'{{status="{status}"}}', found.get(status.value, 0)) for status in OPEN]


def extraction() -> Samples:
    """Of the last hour: seconds in all, and stories, so that one divided by the other is a mean."""
    lately = ExtractionRun.objects.filter(finished_at__gte=timezone.now() - LATELY)
    found = lately.aggregate(took=Sum(F("finished_at") - F("started_at")), stories=Count("id"))
    took: timedelta = found["took"] or timedelta()
    return [('{of="seconds"}', took.total_seconds()), ('{of="stories"}', found["stories"])]


def workers_silent() -> Samples:
    """Seconds since each worker's last sign of life, with the model that it reads with."""
    return [
        (f'{{worker="{told(worker.name)}",queues="{told(worker.queues)}",model="{told(worker.model)}"}}',
         age(worker.at))
        for worker in Worker.objects.all()
    ]  # fmt: skip


def seals_behind() -> Samples:
    """Lines of the history, the newest of each log, that wait for their seal."""
    newest = dict(Seal.objects.order_by().values_list("log").annotate(Max("row")))
    behind = sum(without_seal(log).filter(pk__gt=newest.get(log, 0))[:10_000].count() for log in LOGS)
    return [("", behind)]


def oldest_unsealed() -> Samples:
    """Of each log the oldest line after the last seal: sealing goes in the order of the lines."""
    newest = dict(Seal.objects.order_by().values_list("log").annotate(Max("row")))
    first = [without_seal(log).filter(pk__gt=newest.get(log, 0)).order_by("pk").first() for log in LOGS]
    return [("", max((age(line.at) for line in first if line), default=0))]


def told(label: str) -> str:
    """A label's value as the format has it."""
    return label.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def age(at: datetime | None) -> float:
    """Seconds since `at`, or 0 without one."""
    return round(max((timezone.now() - at).total_seconds(), 0)) if at else 0


def _count(found: Callable[[], object]) -> Callable[[], Samples]:
    return lambda: [("", found().count())]  # type: ignore[attr-defined]  # a QuerySet


METRICS = (
    Metric("factcheck_stories", "Stories that are not read, by state.", unread),
    Metric(
        "factcheck_oldest_waiting_seconds", "Age of the oldest story still to be read.", oldest_waiting
    ),
    Metric(
        "factcheck_unmatched_stories",
        "Stories that are read and not yet compared with others.",
        _count(Article.objects.to_match),
    ),
    Metric("factcheck_oldest_unmatched_seconds", "Age of the oldest of them.", oldest_unmatched),
    Metric(
        "factcheck_unmatchable_stories",
        "Stories that could not be compared and were set aside.",
        _count(lambda: Article.objects.exclude(match_failure="")),
    ),
    Metric("factcheck_open_claims", "Claims that nobody has decided yet, by status.", open_claims),
    Metric(
        "factcheck_claims_to_recheck",
        "Claims that the wire changed and nobody has looked at since.",
        _count(Claim.objects.to_recheck),
    ),
    Metric(
        "factcheck_extraction", "What reading took in the last hour: seconds, and stories.", extraction
    ),
    Metric("factcheck_worker_silent_seconds", "Age of each worker's last sign of life.", workers_silent),
    Metric(
        "factcheck_deliveries_waiting",
        "Messages that are still to leave the desk.",
        _count(lambda: Delivery.objects.filter(next_attempt_at__isnull=False)),
    ),
    Metric(
        "factcheck_quarantined", "Inputs that no parser could read and nobody has settled.",
        _count(Quarantine.objects.open),
    ),
    Metric("factcheck_seals_behind", "New lines of the history that have no seal yet.", seals_behind),
    Metric("factcheck_oldest_unsealed_seconds", "Age of the oldest of them.", oldest_unsealed),
    Metric(
        "factcheck_backlog_limit",
        "Stories that may wait before senders are turned away.",
        lambda: [("", settings.FACTCHECK_BACKLOG_LIMIT)],
    ),
)  # fmt: skip
