"""What is written down of every change to a claim, and how a past change is told to people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from claims.dispatch import current_request
from claims.models import Claim, ClaimEvent, User
from claims.statuses import UNDO

DONE = {
    "found": "found",
    "carried": "carried on",
    "recheck": "found a change in",
    "killed": "flagged",
    "flagged": "flagged",
    "contradicted": "found another figure against",
    "unflag": "found no change any more in",
    "acknowledge": "acknowledged the change in",
    "triage": "queued",
    "take": "took",
    "release": "released",
    "lapse": "put back",
    "wait": "began to wait for a reply on",
    "resume": "resumed",
    "overdue": "waited in vain for a reply on",
    "hand_over": "handed",
    "break_lock": "ended the hold on",
    "assign": "assigned",
    "unassign": "assigned nobody to",
    "send_to_desk": "moved",
    "dismiss": "dismissed",
    "set_aside": "set aside",
    "take_back": "took back to the queue",
    "mark_duplicate": "marked as a duplicate",
    "duplicate_gained": "let another claim share the verdict of",
    "not_same": "told another claim apart from",
    "duplicate_lost": "ended the sharing of the verdict of",
    "split": "split off",
    "part": "parted",
    "propose": "proposed a verdict on",
    "withdraw": "withdrew the verdict on",
    "start_review": "started the review of",
    "vote_for": "agreed to the verdict on",
    "vote_against": "did not agree to the verdict on",
    "return": "sent back",
    "approve": "approved",
    "vanish": "withdrew",
    "reopen": "reopened",
    "publish": "published",
    "correct": "corrected",
    "retract_asked": "asked to retract",
    "retract_dropped": "dropped the request to retract",
    "retract": "retracted",
    "mend": "mended",
    "added": "added",
    "take_apart": "split in two",
    "merge": "merged",
    "noted": "left a note on",
    "evidence_added": "added evidence to",
    "evidence_removed": "removed evidence from",
    "evidence_edited": "edited evidence of",
    "snapshot_asked": "asked for a copy of a page for",
    "contact_asked": "asked somebody about",
    "contact_ended": "wrote down what came of asking about",
}


def note(
    claim: Claim,
    action: str,
    *,
    by: User | None,
    was: str,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> ClaimEvent:
    """Write one line of the claim's history; call it in the transaction of the change itself."""
    event = draft(claim, action, by=by, was=was, reason=reason, detail=detail)
    event.save()
    return event


def draft(
    claim: Claim,
    action: str,
    *,
    by: User | None,
    was: str,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> ClaimEvent:
    """The line `note` would write, unsaved, for writing many at once. The service names its model."""
    return ClaimEvent(
        claim=claim,
        actor=by,
        action=action,
        from_status=was,
        to_status=claim.status,
        reason=reason,
        detail=detail or {},
        claim_version=claim.version,
        model="" if by else claim.model,
        request_id=current_request.get()[:64],
    )


def latest_change(claim: Claim) -> str:
    """Who changed the claim last, what they did and when: "Ada Marlow took this claim at 14:32"."""
    event = claim.events.exclude(action="noted").select_related("actor").first()
    if event is None:
        return "Somebody changed this claim"
    who = event.actor.name if event.actor else "The desk’s own service"
    return f"{who} {done(event.action)} this claim{to_whom(event)} {moment(event.at)}"


def to_whom(event: ClaimEvent) -> str:
    """Whom or what it went to: " to Noor Adeyemi"; "" where it went nowhere."""
    return f" to {event.detail['to']}" if event.detail.get("to") else ""


def done(action: str) -> str:
    """The action in the past tense."""
    if action.startswith(UNDO):
        return "undid a decision on"
    return "brought back" if action.startswith("reappear") else DONE[action]


def moment(at: datetime) -> str:
    """ "at 14:32", with the day where it was another one; in the desk's time zone."""
    local, today = timezone.localtime(at), timezone.localdate()
    if local.date() == today:
        return f"at {local:%H:%M}"
    return f"on {local.day} {local:%B} at {local:%H:%M}"
