"""What is written down of every change to a claim, and how a past change is told to people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.dispatch import current_request
from claims.models import Claim, ClaimEvent, User
from claims.models.clock import moment
from claims.statuses import ASKING, UNDO
from claims.words import said

BACK, UNDONE = said("brought back"), said("undid a decision on")

DONE = {
    "found": said("found"),
    "carried": said("carried on"),
    "recheck": said("found a change in"),
    "killed": said("flagged"),
    "flagged": said("flagged"),
    "contradicted": said("found another figure against"),
    "unflag": said("found no change any more in"),
    "acknowledge": said("acknowledged the change in"),
    "triage": said("queued"),
    "take": said("took"),
    "release": said("released"),
    "lapse": said("put back"),
    "wait": said("began to wait for a reply on"),
    "resume": said("resumed"),
    "overdue": said("waited in vain for a reply on"),
    "hand_over": said("handed"),
    "break_lock": said("ended the hold on"),
    "ask_for": said("asked for"),
    "assign": said("assigned"),
    "unassign": said("assigned nobody to"),
    "send_to_desk": said("moved"),
    "dismiss": said("dismissed"),
    "set_aside": said("set aside"),
    "take_back": said("took back to the queue"),
    "mark_duplicate": said("marked as a duplicate"),
    "duplicate_gained": said("let another claim share the verdict of"),
    "not_same": said("told another claim apart from"),
    "duplicate_lost": said("ended the sharing of the verdict of"),
    "split": said("split off"),
    "part": said("parted"),
    "propose": said("proposed a verdict on"),
    "withdraw": said("withdrew the verdict on"),
    "start_review": said("started the review of"),
    "vote_for": said("agreed to the verdict on"),
    "vote_against": said("did not agree to the verdict on"),
    "return": said("sent back"),
    "approve": said("approved"),
    "vanish": said("withdrew"),
    "reopen": said("reopened"),
    "publish": said("published"),
    "correct": said("corrected"),
    "retract_asked": said("asked to retract"),
    "retract_dropped": said("dropped the request to retract"),
    "retract": said("retracted"),
    "mend": said("mended"),
    "added": said("added"),
    "take_apart": said("split in two"),
    "merge": said("merged"),
    "noted": said("left a note on"),
    "evidence_added": said("added evidence to"),
    "evidence_removed": said("removed evidence from"),
    "evidence_edited": said("edited evidence of"),
    "snapshot_asked": said("asked for a copy of a page for"),
    "contact_asked": said("asked somebody about"),
    "contact_ended": said("wrote down what came of asking about"),
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


def latest_change(claim: Claim, *, brief: bool = False) -> str:
    """Who changed the claim last, what they did and when: "Ada Marlow took this claim at 14:32".

    In `brief` without the hour, a sentence that is the same of many claims: "Ada Marlow took it meanwhile."
    """
    event = claim.events.exclude(action__in=("noted", ASKING)).select_related("actor").first()
    if event is None:
        return _("Somebody changed it meanwhile.") if brief else _("Somebody changed this claim")
    told = {
        "who": event.actor.name if event.actor else _("The desk’s own service"),
        "done": _(done(event.action)),
        "to": event.detail.get("to"),
        "when": moment(event.at),
    }
    if brief:
        return _("%(who)s %(done)s it meanwhile.") % told
    if told["to"]:
        return _("%(who)s %(done)s this claim to %(to)s %(when)s") % told
    return _("%(who)s %(done)s this claim %(when)s") % told


def done(action: str) -> str:
    """The action in the past tense: marked words, to be said where they are shown."""
    if action.startswith(UNDO):
        return UNDONE
    return BACK if action.startswith("reappear") else DONE[action]
