"""Embargoes end by the clock; their end is written down as an event of the story."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from claims.actions import story_history
from claims.actions.awaiting import await_matching
from claims.models import Article, clock

AT_ONCE = 500  # stories; the next look a moment later does the rest


@transaction.atomic
def pass_embargoes() -> int:
    """Note the embargoes that have passed; how many. Safe from two processes at once, any number of times.

    Nothing waits for it: whether a story may be told is asked of the clock itself.
    """
    now = clock()
    over = Article.objects.filter(embargoed_until__lte=now, embargo_passed_at=None)
    passed = list(over.select_for_update(skip_locked=True).order_by("id")[:AT_ONCE])
    for article in passed:
        article.embargo_passed_at = now
        article.save(update_fields=["embargo_passed_at"])
        until = article.embargoed_until.isoformat() if article.embargoed_until else ""
        story_history.note(article, "embargo_passed", detail={"until": until})
    await_matching(*(article.pk for article in passed))
    return len(passed)


def follow(article: Article, until: datetime | None) -> None:
    """The newest version's embargo is the story's: moved, dropped, or lapsed on arrival, which is none.

    Sets the fields of a locked article; whoever calls saves it.
    """
    if article.embargoed_until != until:
        article.embargoed_until = until
        article.embargo_passed_at = None if article.is_embargoed or until is None else clock()
