"""The rule and the button share one function, and these are what all of them are made of."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from claims.exceptions import Conflict, DeskError, NotAllowed
from claims.models import Claim, User
from claims.statuses import Role, Status, transition

Check = Callable[[User, Claim], None]

# What each action is called: as a task ("Taking a claim needs ...") and as done to a claim.
NAMES = {
    "triage": ("Queueing a claim", "queued"),
    "take": ("Taking a claim", "taken"),
    "release": ("Releasing a claim", "released"),
    "wait": ("Waiting for a reply", "left waiting"),
    "resume": ("Resuming a claim", "resumed"),
    "hand_over": ("Handing over a claim", "handed over"),
    "break_lock": ("Ending somebody’s hold", "taken from anybody"),
    "assign": ("Assigning a claim", "assigned"),
    "send_to_desk": ("Moving a claim to another desk", "moved to another desk"),
    "undo": ("Undoing a decision", "undone"),
    "dismiss": ("Dismissing a claim", "dismissed"),
    "set_aside": ("Setting a claim aside", "set aside"),
    "take_back": ("Taking a claim back to the queue", "taken back to the queue"),
    "mark_duplicate": ("Marking a duplicate", "marked as a duplicate"),
    "split": ("Splitting off a duplicate", "split off"),
    "propose": ("Proposing a verdict", "given a verdict"),
    "withdraw": ("Withdrawing a verdict", "withdrawn from review"),
    "start_review": ("Reviewing a verdict", "reviewed"),
    "return": ("Sending a verdict back", "sent back"),
    "approve": ("Approving a verdict", "approved"),
    "reopen": ("Reopening a claim", "reopened"),
    "acknowledge": ("Acknowledging a change", "acknowledged"),
    "publish": ("Publishing a verdict", "published"),
    "correct": ("Correcting a published check", "corrected"),
    "retract": ("Retracting a published check", "retracted"),
    "mend": ("Mending an extraction", "mended"),
    "add_claim": ("Adding a claim", "added"),
    "take_apart": ("Splitting a claim in two", "split in two"),
    "merge": ("Merging claims", "merged"),
    "note": ("Leaving a note", "noted"),
    "evidence": ("Reading a file of the evidence", "researched"),
    "contact": ("Asking people about a claim", "asked about"),
    "reply": ("Reading what people answered", "answered"),
}


def why_not(check: Check, person: User, claim: Claim) -> str:
    """The sentence for a disabled button; "" where the person may."""
    try:
        check(person, claim)
    except DeskError as refusal:
        return str(refusal)
    return ""


def check(person: User, action: str, claim: Claim) -> None:
    """The table's say: the claim's status allows the action, and the person's role reaches it."""
    row = transition(action, Status(claim.status))
    if row is None:
        raise Conflict(f"This claim is {standing(claim)}, so it can’t be {NAMES[action][1]}.")
    check_role(person, action, row.role)


def check_role(person: User, action: str, needed: Role | None) -> None:
    if needed is None or not person.may(needed):
        raise NotAllowed(f"{NAMES[action][0]} needs the role {needed}; yours is {person.role}.")


def check_is_alive(claim: Claim) -> None:
    """No verdict comes to rest on a story that the wire has killed."""
    killed_at = claim.killed_at or claim.article.killed_at
    if killed_at:
        raise Conflict(f"The wire killed this story at {timezone.localtime(killed_at):%H:%M}.")


def standing(claim: Claim) -> str:
    return Status(claim.status).label.lower()


def holder(claim: Claim) -> str:
    return claim.holder.name if claim.holder else "Nobody"


def since(claim: Claim) -> str:
    return f" at {timezone.localtime(claim.taken_at):%H:%M}" if claim.taken_at else ""


def until(claim: Claim) -> str:
    return f" until {timezone.localtime(claim.lease_until):%H:%M}" if claim.lease_until else ""
