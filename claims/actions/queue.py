"""A claim's way through the desk. `move` is the one place where a claim's status is assigned."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, rechecks, weighing
from claims.actions.wording import lacking, typed
from claims.exceptions import Conflict
from claims.models import Claim, ClaimQuerySet, User
from claims.statuses import OPEN, UNFINISHED, DismissReason, Role, Status, transition
from claims.words import said

UNKNOWN_REASON = said("Choose a reason from the list.")
REASON_NEEDED = said("Say why, in a few words.")


def move(
    *,
    claim: Claim,
    action: str,
    by: User | None,
    holder: User | None = None,
    given: dict[str, Any] | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> Claim:
    """Take `claim` along one row of the table and write its history; call it inside a transaction.

    Compare-and-set on the version that `claim` was read with: raises Conflict, which names who changed
    it and when, if it changed since, or if the table has no such row. `holder` takes it when it comes to
    be in progress; `given` is what its new state needs: a dismiss_reason, the canonical of a duplicate,
    the assignee who waits, or since when and until when `holder` has it, where that is no fresh hold.
    """
    row, was = transition(action, Status(claim.status)), claim.status
    if row is None:
        stands = {"status": _(Status(was).label).lower(), "change": history.latest_change(claim)}
        raise Conflict(_("This claim is %(status)s. %(change)s.") % stands)
    hold = _held_by(holder) if row.target == Status.IN_PROGRESS else NOBODY
    told = NOTHING | (given or {})
    missed = {} if row.target in UNFINISHED else {"overdue_at": None}
    changes = {"status": row.target, **missed, **hold, **told}
    seen = Claim.objects.filter(pk=claim.pk, version=claim.version, status=was)
    if not seen.update(version=F("version") + 1, **changes):
        raise changed_meanwhile(claim)
    claim.refresh_from_db(fields=MOVED)
    claim.status, claim.dismiss_reason, claim.canonical = (
        row.target,
        told["dismiss_reason"],
        told["canonical"],
    )
    history.note(claim, action, by=by, was=was, reason=reason, detail=detail)
    if was not in OPEN and row.target in OPEN:
        weighing.weigh_again(claim, is_compared_later=by is None)
    return claim


def locked(claim_id: int, version: int | None = None) -> Claim:
    """The claim, locked until the transaction ends. Raises Claim.DoesNotExist.

    Where `version` is given and is not the claim's own, raises Conflict naming who changed it and when.
    """
    claim = Claim.objects.select_for_update().get(pk=claim_id)  # no join: a joined row may be an older one
    if version is not None and version != claim.version:
        raise changed_meanwhile(claim)
    return claim


def changed_meanwhile(claim: Claim) -> Conflict:
    told = {"change": history.latest_change(claim)}
    words = _("%(change)s, after you opened it. Nothing of yours was saved yet.") % told
    return Conflict(words, brief=history.latest_change(claim, brief=True))


@transaction.atomic
def triage(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Worth checking: put a new claim in the queue."""
    claim = locked(claim_id, version)
    permissions.check_may_triage(by, claim)
    return move(claim=claim, action="triage", by=by)


@transaction.atomic
def take(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Start working on a claim: triages a new one first, takes over a hold that has lapsed."""
    claim = locked(claim_id, version)
    permissions.check_may_take(by, claim)
    return _take(claim, by)


@transaction.atomic
def take_next(*, by: User, wanted: ClaimQuerySet) -> Claim | None:
    """Hand out the first of the `wanted` claims that is free; None: nothing is left.

    Rows that others hold locked are passed over, so that no two people are given the same claim and
    nobody waits for anybody; so is what is assigned to others, or set aside for later.
    """
    permissions.check_role(by, "take", Role.CHECKER)
    free = wanted.open().at_hand().free_for(by)
    claim = free.select_for_update(of=("self",), skip_locked=True).first()
    return _take(claim, by) if claim else None


def _take(claim: Claim, by: User) -> Claim:
    """Take the locked claim. Its line keeps why it was chosen and where it stood."""
    detail = {"priority": claim.priority, "reasons": claim.reasons, "from": claim.status}
    if claim.status == Status.IN_PROGRESS:
        _lapse(claim)
        detail["from"] = claim.status
    if claim.status == Status.NEW:
        move(claim=claim, action="triage", by=by)
    return move(claim=claim, action="take", by=by, holder=by, detail=detail)


@transaction.atomic
def renew_hold(*, claim_id: int, by: User) -> Claim:
    """Still at work: the hold runs anew. It is no change to the claim, so its version stays."""
    claim = locked(claim_id)
    permissions.check_may_hold(by, claim)
    return extend_hold(claim)


def extend_hold(claim: Claim) -> Claim:
    """Let the holder's time run anew; whoever calls has checked who holds it."""
    Claim.objects.filter(pk=claim.pk).update(lease_until=_hold_end())
    claim.refresh_from_db(fields=["lease_until"])
    return claim


@transaction.atomic
def release(*, claim_id: int, by: User, version: int | None = None, reason: str = "") -> Claim:
    """Give the claim back to the queue."""
    claim = locked(claim_id, version)
    permissions.check_may_release(by, claim)
    return move(claim=claim, action="release", by=by, reason=typed(reason, "reason"))


@transaction.atomic
def dismiss(*, claim_id: int, by: User, reason: str, version: int | None = None, note: str = "") -> Claim:
    """Not worth checking. `reason` is a DismissReason; `note` says more where need be."""
    claim = locked(claim_id, version)
    permissions.check_may_dismiss(by, claim)
    if reason not in list(DismissReason):
        raise lacking("reason", UNKNOWN_REASON)
    detail = {"note": typed(note, "note")} if note.strip() else None
    given = {"dismiss_reason": reason}
    return move(claim=claim, action="dismiss", by=by, given=given, reason=reason, detail=detail)


@transaction.atomic
def reopen(*, claim_id: int, by: User, reason: str, version: int | None = None) -> Claim:
    """Back to the queue, with a reason; a verdict that stood ends, and stays readable.

    A change by the wire that asked for another look has got it: the claim is looked at from the beginning.
    """
    claim = locked(claim_id, version)
    permissions.check_may_reopen(by, claim)
    why = typed(reason, "reason", missing=REASON_NEEDED)
    claim.verdicts.standing().update(ended_at=Now())
    detail = {"recheck": rechecks.for_history(claim.recheck or {})} if claim.needs_recheck else None
    rechecks.ask(claim, None)
    claim.save(update_fields=rechecks.ASKED)
    return move(claim=claim, action="reopen", by=by, reason=why, detail=detail)


@transaction.atomic
def lapse_silent() -> int:
    """Put back the claims whose holders have been silent for too long; how many."""
    silent = Claim.objects.lapsed().select_for_update(skip_locked=True).order_by("id")
    for claim in silent:
        _lapse(claim)
    return len(silent)


def _lapse(claim: Claim) -> Claim:
    holder = claim.holder.name if claim.holder else ""
    reason = f"{holder} was silent for {settings.FACTCHECK_HOLD_MINUTES} minutes"
    return move(claim=claim, action="lapse", by=None, reason=reason, detail={"holder": claim.holder_id})


NOTHING: dict[str, Any] = {"dismiss_reason": "", "canonical": None, "set_aside_until": None}
MOVED = ("version", "holder", "taken_at", "lease_until", "set_aside_until", "assignee", "overdue_at")
NOBODY: dict[str, Any] = {"holder": None, "taken_at": None, "lease_until": None}


def _held_by(holder: User | None) -> dict[str, Any]:
    return {"holder": holder, "taken_at": Now(), "lease_until": _hold_end()}


def _hold_end() -> Any:
    """By the database's clock, whatever the web server's says."""
    return Now() + timedelta(minutes=settings.FACTCHECK_HOLD_MINUTES)
