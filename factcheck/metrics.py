"""What a monitor wants to know, in Prometheus' text format: how much is unread, and for how long.

Alarm when `factcheck_oldest_waiting_seconds` passes 900: reading has stopped. When
`factcheck_oldest_unmatched_seconds` does, comparing has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from secrets import compare_digest

from django.conf import settings
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.models import Article
from claims.statuses import ArticleState
from factcheck.errors import not_found

OPEN_STATES = (ArticleState.WAITING, ArticleState.EXTRACTING, ArticleState.FAILED)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts and ages; in production for the bearer of METRICS_TOKEN only."""
    if not may_read(request):
        return not_found(request)
    return HttpResponse("\n".join(lines()) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def may_read(request: HttpRequest) -> bool:
    """Whether the request bears the token; where none is set, whether this is a local site."""
    if not settings.METRICS_TOKEN:
        return not settings.PRODUCTION
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return compare_digest(given.encode(), settings.METRICS_TOKEN.encode())


def lines() -> Iterator[str]:
    counts = Article.objects.filter(state__in=OPEN_STATES).values_list("state").annotate(Count("id"))
    found = dict(counts.order_by())
    yield "# HELP factcheck_stories Stories that are not read, by state."
    yield "# TYPE factcheck_stories gauge"
    yield from (f'factcheck_stories{{state="{state}"}} {found.get(state.value, 0)}' for state in OPEN_STATES)
    yield "# HELP factcheck_oldest_waiting_seconds Age of the oldest story that is still to be read."
    yield "# TYPE factcheck_oldest_waiting_seconds gauge"
    oldest = Article.objects.unsettled().aggregate(at=Min("current__received_at"))["at"]
    yield f"factcheck_oldest_waiting_seconds {age(oldest):.0f}"
    yield from unmatched()


def unmatched() -> Iterator[str]:
    """How many stories were read and are still to be compared with others, and since when."""
    found = Article.objects.to_match().aggregate(stories=Count("id"), at=Min("to_match_since"))
    set_aside = Article.objects.exclude(match_failure="").count()
    yield "# HELP factcheck_unmatched_stories Stories that are read and not yet compared with others."
    yield "# TYPE factcheck_unmatched_stories gauge"
    yield f"factcheck_unmatched_stories {found['stories']}"
    yield "# HELP factcheck_oldest_unmatched_seconds Age of the oldest of them."
    yield "# TYPE factcheck_oldest_unmatched_seconds gauge"
    yield f"factcheck_oldest_unmatched_seconds {age(found['at']):.0f}"
    yield "# HELP factcheck_unmatchable_stories Stories that could not be compared and were set aside."
    yield "# TYPE factcheck_unmatchable_stories gauge"
    yield f"factcheck_unmatchable_stories {set_aside}"


def age(at: datetime | None) -> float:
    """Seconds since `at`, or 0 without one."""
    return max((timezone.now() - at).total_seconds(), 0) if at else 0
