"""Undo instead of confirm: whoever decided takes it back, as long as nothing else has happened since.

What one can take back, the newest first, is read from the history and kept nowhere else: so every window and
every page tells the same, whatever was decided in which of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims import permissions
from claims.actions import assigning, duplicates, queue, setting_aside
from claims.actions.bulk import MOST
from claims.actions.notifying import tell
from claims.models import Claim, ClaimEvent, Telling, User
from claims.statuses import ASKING, ASSIGNINGS, SETTING_ASIDE, TAKEN_BACK, UNDO, Role, Status
from claims.words import said

REACH = 500  # of one's own lines, the newest, that are looked through: a hundred claims make 300 at most
SHIFT = timedelta(hours=12)  # nobody is offered what they decided before this
ASIDE = (ASKING, "duplicate_gained", "duplicate_lost")  # lines that decide nothing by themselves
FACTS = ("action", "at", "reason", "detail", "claim_version", "request_id", "claim__sentence")
GIVEN_BACK = said("%(who)s gave claim %(claim)s back to you; you hold it until %(until)s.")


@transaction.atomic
def undo(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Back to where the claim stood before one's own last decision, and to whose it was.

    What came with the decision (a reason, a canonical) goes. Raises as the permissions do.
    """
    claim = queue.locked(claim_id, version)
    line = permissions.newest_decision(by, claim)
    if line.action in ASSIGNINGS:
        return assigning.give_back(claim, line, by=by)
    if line.action == SETTING_ASIDE:
        return setting_aside.bring_back(claim, line, by=by)
    ended = _ended_by(line)
    return _hand_back(claim, ended, by) if ended else _move_back(claim, line, by)


def _move_back(claim: Claim, line: ClaimEvent, by: User) -> Claim:
    """Of a hold that was given back, `by` holds the claim again."""
    before = line.detail.get("from") or line.from_status
    canonical = claim.canonical_id
    queue.move(claim=claim, action=f"{UNDO}{before}", by=by, holder=by, detail={"undone": line.action})
    if canonical:
        duplicates.tell_canonical(canonical, claim, by=by)
    return claim


def _ended_by(line: ClaimEvent) -> dict[str, Any]:
    """The hold that was ended for this taking: whose, since when and until when it was; {} of any other."""
    before = line.claim.events.filter(pk__lt=line.pk).first() if line.action == "take" else None
    is_over = before is not None and before.action == "break_lock" and before.detail.get("taken_over")
    return before.detail if before and is_over else {}


def _hand_back(claim: Claim, ended: dict[str, Any], by: User) -> Claim:
    """The hold that was taken over goes on for as long as it had; what has run out meanwhile is free."""
    holder = User.objects.get(pk=ended["holder"])
    since, until = (datetime.fromisoformat(ended[name]) for name in ("since", "until"))
    undone = {"undone": "take", "holder": holder.pk}
    if until <= timezone.now() or not (holder.is_active and holder.may(Role.CHECKER)):
        detail = undone | {"ran_out": holder.name}
        return queue.move(claim=claim, action=f"{UNDO}{Status.QUEUED}", by=by, detail=detail)
    hold = {"taken_at": since, "lease_until": until}
    action, detail = f"{UNDO}{Status.IN_PROGRESS}", undone | {"back_to": holder.name}
    queue.move(claim=claim, action=action, by=by, holder=holder, given=hold, detail=detail)
    tell(Telling.ASSIGNED, [holder], GIVEN_BACK, claim=claim, by=by, until=until)
    return claim


def newest(*, by: User) -> list[ClaimEvent]:
    """The newest of one's decisions that can be taken back now: a line of each claim, with its sentence.

    Those of one request are one decision. It stops at what cannot be undone: nothing before that is offered.
    """
    if not by.may(Role.CHECKER):
        return []
    lines = list(_standing(by).select_related("claim").only(*FACTS)[:MOST])
    first = lines[0].request_id if lines else ""
    at_once = [line for line in lines if line.request_id == first] if first else lines[:1]
    return [line for line in at_once if line.action in TAKEN_BACK]


def _standing(by: User) -> QuerySet[ClaimEvent]:
    """One's own lines, the newest first, without undoings and what was undone, overtaken or led on."""
    own = ClaimEvent.objects.filter(actor=by).order_by("-id")
    later = ClaimEvent.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk")).exclude(action=ASKING)
    at_once = later.filter(request_id=OuterRef("request_id"), actor=by)
    lines = own.filter(pk__in=own.values("pk")[:REACH], at__gte=timezone.now() - SHIFT)
    lines = lines.exclude(action__startswith=UNDO).exclude(action__in=ASIDE)
    return lines.exclude(Exists(at_once)).exclude(Exists(later), action__in=TAKEN_BACK)
