"""The envelopes: an id in, one plain call, a small count out. Safe to deliver twice."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import task_prerun

from claims import dispatch
from claims.actions import (
    check_import,
    delivering,
    embargo,
    gathering,
    leasing,
    reweighing,
    sealing,
    snapshots,
    vectors,
)
from claims.actions.crashpoints import crashpoint
from workers import alive, batches, copying, deafness, leaving, likening, loading, looking, notifying

__all__ = [
    "age",
    "alive",
    "copy_page",
    "deafness",
    "extract",
    "leaving",
    "liken",
    "liken_claim",
    "match",
    "notify",
    "pass_embargoes",
    "reconcile",
    "seal",
    "watch",
    "weigh",
]  # alive, deafness, leaving: their signals have to be connected


@shared_task(name=dispatch.EXTRACT)
def extract(article_id: int) -> int:
    """Read a story, if it is still due, and others that wait; returns how many claims were found."""
    crashpoint("received")
    with dispatch.few_bells():  # each story that is read asks to be compared
        found = batches.read_waiting(article_id, loading.scorer())
    crashpoint("answered")
    return found


@shared_task(name=dispatch.MATCH)
def match() -> int:
    """Compare the stories that were read with all others; returns how many there were."""
    return gathering.gather_waiting()


@shared_task(name=dispatch.LIKEN)
def liken() -> int:
    """Give vectors to the past checks that have none; returns how many."""
    return likening.liken_waiting(loading.scorer())


@shared_task(name=dispatch.LIKEN_CLAIM)
def liken_claim(claim_id: int) -> int:
    """Give a vector to a claim whose words a person changed or found; 1 where it still had none."""
    return likening.liken_claim(claim_id, loading.scorer())


@shared_task(name=dispatch.NOTIFY)
def notify(_: int) -> int:
    """Send what people wait to be told, this message among it; returns how many went out."""
    return notifying.deliver_waiting()


@shared_task(name=dispatch.SNAPSHOT)
def copy_page(snapshot_id: int) -> int:
    """Keep a copy of the page behind a piece of evidence, if one is still wanted; 1 where it was."""
    return copying.copy_page(snapshot_id)


@shared_task(name=dispatch.RECONCILE)
def reconcile() -> dict[str, int]:
    """Find the stories and messages that nobody rang for, and the claims that nobody works on any more."""
    check_import.ring_for_unread()
    snapshots.ring_for_waiting()
    vectors.ring_for_missing()
    delivering.ring_for_due()
    return leasing.reconcile()


@shared_task(name=dispatch.WATCH)
def watch() -> int:
    """Look at the folders and feeds whose time has come; returns how many there were."""
    return looking.look_at_due()


@shared_task(name=dispatch.EMBARGO)
def pass_embargoes() -> int:
    """Write down which embargoes have passed; returns how many."""
    return embargo.pass_embargoes()


@shared_task(name=dispatch.SEAL)
def seal() -> int:
    """Seal what was written to the history since; returns how many lines."""
    return sealing.seal_new()


@shared_task(name=dispatch.WEIGH)
def weigh() -> int:
    """Weigh the open claims of desks whose weights changed; returns how many."""
    return reweighing.weigh_due()


@shared_task(name=dispatch.AGE)
def age() -> int:
    """Give claims that wait their points for it, and go on weighing; returns how many had waited longer."""
    aged = reweighing.age_due()
    reweighing.weigh_due()
    return aged


@task_prerun.connect
def name_the_work(task_id: str, **_: Any) -> None:
    """History and log lines written by this task carry its id."""
    dispatch.current_request.set(task_id)
