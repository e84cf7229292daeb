"""Copies of the pages that evidence links to: asked for by a person, fetched by a worker, kept once.

A row that waits is the queue of record. Each look is counted before it begins, so that a page which ends
its worker is given up after MOST_TRIES.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import dispatch, permissions
from claims.actions import history, queue
from claims.exceptions import Conflict
from claims.models import Evidence, Snapshot, User
from claims.words import said

MOST_TRIES = 3  # looks at a page for one asking; only a worker that is lost needs more than one
MOST_ASKED = 5  # times that people may ask for one page
FORGOTTEN = timedelta(minutes=1)  # after which nobody may have rung for it
AT_ONCE = 100
GIVEN_UP = said("The page could not be read: the reading ended early each time.")
KEPT = said("A copy of this page is kept already.")
WAITS = said("A copy of this page has been asked for; it comes in a moment.")
OFTEN = said("This page was asked for often enough. Keep a file of what you saw instead.")


@dataclass(frozen=True, slots=True)
class Copied:
    """What a page was. `text` is "" where it is made of none; `failure` says why it can't be read."""

    address: str
    sha256: str
    title: str = ""
    text: str = ""
    failure: str = ""


def ask(evidence: Evidence) -> Snapshot:
    """Have the page behind a new link copied; call it in the transaction of the change itself."""
    snapshot = Snapshot.objects.create(evidence=evidence)
    dispatch.after_commit(dispatch.SNAPSHOT, snapshot.pk)
    return snapshot


@transaction.atomic
def ask_again(*, evidence_id: int, by: User) -> Snapshot:
    """Try once more after a failure, or for the first time. Raises Evidence.DoesNotExist and Conflict."""
    evidence = Evidence.objects.select_related("snapshot").get(pk=evidence_id)
    claim = evidence.claim = queue.locked(evidence.claim_id)
    permissions.check_may_ask_snapshot(by, evidence)
    before = Snapshot.objects.select_for_update().filter(pk=evidence_id).first()
    if before and before.is_waiting:
        raise Conflict(_(WAITS))
    if before and not before.failure:
        raise Conflict(_(KEPT))
    if claim.events.filter(action="snapshot_asked", detail__evidence=evidence_id).count() >= MOST_ASKED:
        raise Conflict(_(OFTEN))
    if before:
        before.delete()
    detail = {"evidence": evidence_id, "title": evidence.title, "failure": before.failure if before else ""}
    history.note(claim, "snapshot_asked", by=by, was=claim.status, detail=detail)
    return ask(evidence)


def take(snapshot_id: int) -> Snapshot | None:
    """The snapshot that waits, with this look counted; None where there is nothing to do (any more)."""
    waiting = Snapshot.objects.waiting().filter(pk=snapshot_id)
    if waiting.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        return Snapshot.objects.select_related("evidence").filter(pk=snapshot_id).first()
    waiting.update(failure=GIVEN_UP)
    return None


def keep(snapshot: Snapshot, copied: Copied) -> int:
    """Write down what came, unless another worker was first; 1 or 0."""
    return _settle(
        snapshot,
        fetched_at=timezone.now(),
        address=copied.address,
        sha256=copied.sha256,
        title=copied.title[:300],
        text=copied.text,
        failure=copied.failure[:300],
    )


def fail(snapshot: Snapshot, reason: str) -> int:
    """Nothing came, and why; 1 or 0 as for `keep`."""
    return _settle(snapshot, failure=reason[:300])


def ring_for_waiting() -> int:
    """Ring for copies that a lost worker or a lost message left waiting; how many there were."""
    forgotten = Snapshot.objects.waiting().filter(asked_at__lt=timezone.now() - FORGOTTEN)
    waiting = list(forgotten.order_by("asked_at").values_list("pk", flat=True)[:AT_ONCE])
    for snapshot_id in waiting:
        dispatch.after_commit(dispatch.SNAPSHOT, snapshot_id)
    return len(waiting)


def _settle(snapshot: Snapshot, **found: object) -> int:
    """Of the asking that was answered, not of a later one for another address."""
    return Snapshot.objects.waiting().filter(pk=snapshot.pk, asked_at=snapshot.asked_at).update(**found)
