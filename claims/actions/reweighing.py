"""A desk's open claims weighed anew, in the background: after its weights changed, and as they wait.

`Weighing` says how far it has come, so that it goes on after a restart; a claim that is weighed twice comes
to the same sum. Batches are small and each is a transaction of its own: the queue goes on meanwhile.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from time import monotonic

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims import dispatch, priorities
from claims.actions import relays, weighing
from claims.models import Claim, Desk, Revision, Weighing
from claims.priorities import STEPS

BATCH = 400  # claims of one transaction: their rows are locked for a fifth of a second
TURN_SECONDS = 5.0  # after which a worker passes the bell on, so that other work has its turn
LONGEST = timedelta(hours=STEPS[-1][0])


def hold_readings() -> None:
    """Call it before weights or speakers change, in the same transaction.

    A story that is being read is written by the old weights before that, and one that is read later by the
    new ones: `begin` misses none of them.
    """
    relays.wait_for_readings()


def begin(*, desk_id: int) -> None:
    """The desk's weights, speakers or claims are others now: weigh all its open claims from the first on."""
    Weighing.objects.update_or_create(desk_id=desk_id, defaults={"after": 0})
    dispatch.after_commit(dispatch.WEIGH)


def weigh_due() -> int:
    """Whatever is to be weighed, for a while; how many claims. Where more wait, the bell is rung again."""
    _miss_no_desk()
    done, until = 0, monotonic() + TURN_SECONDS
    while (batch := _next()) is not None:
        done += batch
        if monotonic() > until:
            dispatch.after_commit(dispatch.WEIGH)
            break
    return done


def age_due() -> int:
    """Give the claims that have waited past another step their points, desk by desk; how many there were."""
    _miss_no_desk()
    return sum(_age(row) for row in Weighing.objects.select_related("desk").order_by("pk"))


def _miss_no_desk() -> None:
    """A desk that was made since has its row now."""
    missing = Desk.objects.filter(weighing=None).values_list("pk", flat=True)
    Weighing.objects.bulk_create([Weighing(desk_id=pk) for pk in missing], ignore_conflicts=True)


@transaction.atomic
def _next() -> int | None:
    """One batch of a desk that nobody else is at, and how many claims it had; None: nothing is left here."""
    free = Weighing.objects.unfinished().select_for_update(skip_locked=True, of=("self",))
    row = free.select_related("desk").order_by("pk").first()
    if row is None or row.after is None:
        return None
    claims = _locked(row, row.after)
    weighing.write(weighing.weigh_whole(claims))
    row.after = claims[-1].pk if len(claims) == BATCH else None
    row.save(update_fields=["after"])
    return len(claims)


def _locked(row: Weighing, after: int) -> list[Claim]:
    """The next claims with what they are weighed by; nobody else's row is locked, and no long field read."""
    related = row.claims().filter(pk__gt=after).select_related("revision", "figure")
    short = related.defer(*(f"revision__{name}" for name in Revision.LONG), "sentence", "standalone")
    return list(short.select_for_update(of=("self",), no_key=True).order_by("pk")[:BATCH])


def _age(row: Weighing) -> int:
    """Those of one desk, batch by batch; what was not finished is done again, and comes to the same."""
    now, last, moved = timezone.now(), 0, 0
    crossed = _crossed(row.aged_at or now - 2 * LONGEST, now)
    while claims := _older(row, crossed, last):
        moved += len(claims)
        last = claims[-1]
    Weighing.objects.filter(pk=row.pk).update(aged_at=now)
    return moved


def _crossed(since: datetime, now: datetime) -> Q:
    """Claims that came in so long ago that they passed a step between the two moments."""
    steps = (timedelta(hours=hours) for hours, _ in STEPS)
    return reduce(or_, (Q(created_at__gt=since - step, created_at__lte=now - step) for step in steps))


@transaction.atomic
def _older(row: Weighing, crossed: Q, after: int) -> list[int]:
    """One batch of them; their numbers."""
    due = (
        row.claims().filter(crossed, pk__gt=after).only("pk", "desk_id", "priority", "reasons", "created_at")
    )
    claims = list(due.select_for_update(no_key=True).order_by("pk")[:BATCH])
    weighing.write(
        weighing.set_terms(claims, lambda claim, weights: [priorities.age(weighing.waited(claim), weights)])
    )
    return [claim.pk for claim in claims]
