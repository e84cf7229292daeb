"""Comparing what stories tell with what others tell: events, links and conflicts, one matcher at a time.

The article's row is the queue here, too: `to_match_since` stands until the comparing of its story is
committed, with all that came of it. A process killed on the way leaves the flag, and the next one does it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from time import monotonic

from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from claims import dispatch
from claims.actions import counting, events, links, matcher, relinking, tolls
from claims.actions.crashpoints import crashpoint
from claims.matching.claims import forget
from claims.models import Article

log = logging.getLogger(__name__)

MOST = 16  # stories of one transaction: their rows are locked for a second at most
ATTEMPTS = 3  # after which a story that cannot be compared is set aside
TURN_SECONDS = 5.0  # after which a worker passes the bell on, so that other work has its turn
SET_ASIDE = "This story could not be compared with others ({error})."


def gather_waiting() -> int:
    """Compare whatever waits, for a while; how many stories. Where more wait after that, the bell is rung.

    Whether anything waits is asked without the lock, after each batch: whoever was turned away by it, with a
    story that was committed meanwhile, is seen.
    """
    compared, until = 0, monotonic() + TURN_SECONDS
    while Article.objects.to_match().exists():
        done = gather()
        compared += done
        if not done:
            break
        if monotonic() > until:
            dispatch.after_commit(dispatch.MATCH)
            break
    return compared


def gather(*, most: int = MOST) -> int:
    """Compare stories whose telling has changed, oldest change first; how many were taken. 0: nothing to do.

    A story that cannot be compared is tried again alone, and set aside with a reason after ATTEMPTS. Also 0
    where another process is at it. Raises OperationalError where the database is away.
    """
    taken: list[Article] = []
    try:
        with transaction.atomic():
            if matcher.is_alone():
                taken = _taken(most)
                _compare(taken)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("stories not compared", extra={"articles": [article.pk for article in taken]})
        _charge(taken, error)
    finally:
        forget()
    return len(taken)


def _compare(articles: Sequence[Article]) -> None:
    counting.count_unread([article.pk for article in articles])
    placed = events.place_all(articles)
    links.link(articles)
    relinking.relink(placed.left)
    tolls.refresh(placed.touched)
    crashpoint("comparing")
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(
        to_match_since=None, match_attempts=0
    )


def _taken(most: int) -> list[Article]:
    """Locked, by their number; those that others hold are passed over. What failed before goes alone."""
    due = Article.objects.to_match()
    free = due.select_for_update(skip_locked=True, of=("self",)).select_related("source")
    fresh = list(free.filter(match_attempts=0).order_by("to_match_since", "id")[:most])
    found = fresh or list(free.order_by("match_attempts", "to_match_since", "id")[:1])
    return sorted(found, key=lambda article: article.pk)


def _charge(articles: Sequence[Article], error: Exception) -> None:
    """Count the attempt; a story that failed alone for the last time is set aside and says why."""
    rows = Article.objects.filter(pk__in=[article.pk for article in articles])
    rows.update(match_attempts=F("match_attempts") + 1, to_match_since=Now())
    spent = Q(match_attempts__gte=ATTEMPTS)
    rows.filter(spent).update(match_failure=SET_ASIDE.format(error=type(error).__name__))
