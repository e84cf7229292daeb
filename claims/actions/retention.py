"""Removes the text of stories that the desk is done with, and keeps what was decided on them.

A story's text goes `days` after the last thing that happened to it, once none of its claims is open or to be
checked again. What stays: hashes and ids, claims with what was read of their figures, all that a verdict was
proposed on (its sentence, claimant and place), verdicts, published checks and the history, whose seals hold.
What goes: headline, byline, text, the bytes that came, marks within the text; the words of claims that never
had a verdict, and their vectors; the names by which accounts of it are grouped. A legal hold keeps all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from claims.dispatch import current_request
from claims.models import (
    GONE,
    Account,
    Article,
    Claim,
    ClaimEvent,
    ClaimVector,
    Event,
    Notification,
    Occurrence,
    Quarantine,
    Revision,
    StoryEvent,
    Verdict,
)
from claims.statuses import ArticleState

AT_ONCE = 500  # stories in one transaction
SAYING = "The text was removed on {:%d %B %Y}: the newsroom keeps texts for {} days after a story is closed."
SPOKEN = dict.fromkeys(("claimant", "claimant_via", "claimant_how", "place", "standalone"), "")
COUNTED = ("stories", "versions", "claims", "tellings", "vectors", "accounts", "events")


def purge(*, days: int, dry_run: bool = False) -> Iterator[Counter[str]]:
    """Remove what is older than `days`, a stretch of stories after the other; what each stretch removed.

    Each stretch is a transaction, so that whoever breaks off loses nothing and may start again. A dry run
    does all of it and takes it back: it cannot count anything else than the run would.
    """
    before, last = timezone.now() - timedelta(days=days), 0
    while True:
        with transaction.atomic():
            ids = list(_due(before, after=last)[:AT_ONCE])
            counts = _purge_stories(ids, days) if ids else Counter[str]()
            transaction.set_rollback(dry_run)
        if not ids:
            break
        last = ids[-1]
        yield counts
    yield _purge_the_passing(before, dry_run=dry_run)


def _due(before: datetime, *, after: int) -> QuerySet[Article, int]:
    """Stories with a text, closed and quiet since `before`; locked, so that no version comes in meanwhile."""
    claims = Claim.objects.filter(article=OuterRef("pk"))
    unread = Revision.objects.filter(article=OuterRef("pk"), purged_at=None)
    found = Article.objects.filter(pk__gt=after, legal_hold="", received_at__lt=before, to_match_since=None)
    found = found.filter(Exists(unread), state__in=[ArticleState.READY, ArticleState.FAILED])
    found = found.exclude(Exists(unread.filter(received_at__gte=before)))
    found = found.exclude(Exists(claims.open())).exclude(Exists(claims.to_recheck()))
    found = found.exclude(Exists(claims.resting_on_killed()))
    lately = ClaimEvent.objects.filter(claim__article=OuterRef("pk"), at__gte=before)
    found = found.exclude(Exists(lately)).order_by("pk").select_for_update(of=("self",))
    return found.values_list("pk", flat=True)


def _purge_stories(ids: Collection[int], days: int) -> Counter[str]:
    at = timezone.now()
    unjudged = ~Exists(Verdict.objects.filter(claim=OuterRef("pk")))
    claims = list(Claim.objects.filter(unjudged, article__in=ids).values_list("pk", flat=True))
    counts = Counter[str](stories=len(ids), claims=len(claims))
    counts["versions"] = _purge_versions(ids, at, days)
    _purge_claims(claims)
    counts["tellings"] = _purge_tellings(claims)
    counts["vectors"] = ClaimVector.objects.filter(pk__in=claims).delete()[0]
    counts["accounts"] = _purge_accounts(ids)
    Article.objects.filter(pk__in=ids).update(purged_at=at)
    counts["events"] = _rename_events(ids)
    _write_down(ids, days)
    return counts


def _purge_versions(ids: Collection[int], at: datetime, days: int) -> int:
    gone: dict[str, Any] = dict.fromkeys(("headline", "byline", "ed_note"), "")
    gone |= {name: [] for name in ("chrome", "speeches", "repairs")}
    gone |= {"body": GONE, "raw": b"", "meta": {}, "notes": [SAYING.format(at, days)], "purged_at": at}
    return Revision.objects.filter(article__in=ids, purged_at=None).update(**gone)


def _purge_claims(ids: Collection[int]) -> None:
    """The words of claims that nobody ever judged; what was read of their figures stays."""
    Claim.objects.filter(pk__in=ids).exclude(sentence=GONE).update(
        sentence=GONE, recheck=None, read_as=None, version=F("version") + 1, **SPOKEN
    )


def _purge_tellings(ids: Collection[int]) -> int:
    told = Occurrence.objects.filter(claim__in=ids).exclude(sentence=GONE)
    return told.update(sentence=GONE, recheck=None, notes=[], **SPOKEN)


def _purge_accounts(ids: Collection[int]) -> int:
    """Without its keys no later story is found to tell of the same; names are people's, and the headline."""
    nameless = Func(
        F("told"), Value({"name": "", "names": []}, JSONField()), function="", arg_joiner=" || ",
        output_field=JSONField(),
    )  # fmt: skip
    return Account.objects.filter(article__in=ids).update(told=nameless, keys=[])


def _rename_events(ids: Collection[int]) -> int:
    """An event that the service named after a headline is named by its day, once no story is left."""
    kept = Account.objects.filter(event=OuterRef("pk"), article__purged_at=None)
    events = Event.objects.filter(~Exists(kept), accounts__article__in=ids, named_by=None).distinct()
    renamed = list(events)
    for event in renamed:
        kind = event.kind.capitalize() or "Event"
        event.name = f"{kind} of {event.began_at.day} {event.began_at:%B %Y}"
    return Event.objects.bulk_update(renamed, ["name"])


def _write_down(ids: Collection[int], days: int) -> None:
    asked_by = current_request.get()[:64]
    StoryEvent.objects.bulk_create(
        StoryEvent(article_id=pk, action="purged", detail={"days": days}, request_id=asked_by) for pk in ids
    )


def _purge_the_passing(before: datetime, *, dry_run: bool) -> Counter[str]:
    """Bytes of settled input that no parser could read, and what people were told of long ago."""
    held = ~Q(article__legal_hold="") & Q(article__isnull=False)
    settled = Quarantine.objects.filter(settled_at__lt=before).exclude(held).exclude(raw=GONE.encode())
    with transaction.atomic():
        counts = Counter[str](quarantined=settled.update(raw=GONE.encode()))
        old = Notification.objects.filter(at__lt=before)
        counts["notifications"] = old.count()
        old.delete()
        transaction.set_rollback(dry_run)
    return counts
