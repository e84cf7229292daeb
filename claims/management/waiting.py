"""Waiting until stories are read and compared, by asking the database at growing intervals."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, Sum

from claims.models import Arrival, Article, ArticleQuerySet, IngestRun
from claims.models.article import TO_MATCH
from claims.statuses import ArticleState

FIRST_PAUSE = 0.1  # seconds
LONGEST_PAUSE = 2.0
QUIET_SECONDS = 20  # after which it is worth saying that nothing moves
PATIENCE_SECONDS = 300  # after which nothing will; longer than a killed worker's lease and its retry


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the stories are; `ready` ones are compared with others, too.

    `sign` changes whenever a worker does anything, for these or for others.
    """

    ready: int
    failed: int
    unsettled: int
    sign: tuple[Any, ...]


def told_by(run: IngestRun) -> ArticleQuerySet:
    """The articles that anything of this run became, or turned out to be."""
    told = Arrival.objects.filter(run=run, article__isnull=False)
    return Article.objects.filter(pk__in=told.order_by().values("article"))


def wait_for(
    articles: ArticleQuerySet,
    *,
    tell: Callable[[Standing], None],
    warn: Callable[[str], None],
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Standing:
    """Return when every article is ready or failed, or when no worker has done anything for very long.

    `tell` is called with every standing, `warn` with a sentence once it has become quiet.
    """
    standing, moved_at, is_warned, nap = standing_of(articles), clock(), False, FIRST_PAUSE
    tell(standing)
    while standing.unsettled and clock() - moved_at < PATIENCE_SECONDS:
        pause(nap)
        nap = min(nap * 1.5, LONGEST_PAUSE)
        earlier, standing = standing, standing_of(articles)
        tell(standing)
        if standing.sign != earlier.sign:
            moved_at, is_warned, nap = clock(), False, FIRST_PAUSE
        elif clock() - moved_at > QUIET_SECONDS and not is_warned:
            warn(f"No worker makes progress on {standing.unsettled} stories. Is one running? (make up)")
            is_warned = True
    return standing


def standing_of(articles: ArticleQuerySet) -> Standing:
    compared = ~TO_MATCH
    ready, failed = Q(compared, state=ArticleState.READY), Q(compared, state=ArticleState.FAILED)
    found = articles.order_by().aggregate(
        ready=Count("pk", filter=ready),
        failed=Count("pk", filter=failed),
        unsettled=Count("pk", filter=~ready & ~failed),
        attempts=Sum("attempts"),
    )
    leases = Article.objects.filter(state=ArticleState.EXTRACTING).aggregate(Max("lease_until"))
    sign = (*found.values(), *leases.values(), Article.objects.to_match().count())
    return Standing(found["ready"], found["failed"], found["unsettled"], sign)
