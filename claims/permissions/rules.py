"""The rule and the button share one function, and these are what all of them are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.exceptions import Conflict, DeskError, NotAllowed
from claims.models import Claim, User
from claims.statuses import TABLE, Role, Status, transition

Check = Callable[[User, Claim], None]

# What each action is called: as a task ("Taking a claim needs ...") and as what can't be done to a claim.
NAMES = {
    "triage": (_("Queueing a claim"), pgettext_lazy("cannot be", "put in the queue")),
    "take": (_("Taking a claim"), pgettext_lazy("cannot be", "taken")),
    "release": (_("Releasing a claim"), pgettext_lazy("cannot be", "released")),
    "wait": (_("Waiting for a reply"), pgettext_lazy("cannot be", "left waiting")),
    "resume": (_("Resuming a claim"), pgettext_lazy("cannot be", "resumed")),
    "hand_over": (_("Handing over a claim"), pgettext_lazy("cannot be", "handed over")),
    "break_lock": (_("Ending somebody’s hold"), pgettext_lazy("cannot be", "taken from anybody")),
    "ask_for": (_("Asking for a claim"), pgettext_lazy("cannot be", "asked for")),
    "assign": (_("Assigning a claim"), pgettext_lazy("cannot be", "assigned")),
    "send_to_desk": (
        _("Moving a claim to another desk"),
        pgettext_lazy("cannot be", "moved to another desk"),
    ),
    "undo": (_("Undoing a decision"), pgettext_lazy("cannot be", "undone")),
    "dismiss": (_("Dismissing a claim"), pgettext_lazy("cannot be", "dismissed")),
    "set_aside": (_("Setting a claim aside"), pgettext_lazy("cannot be", "set aside")),
    "take_back": (
        _("Taking a claim back to the queue"),
        pgettext_lazy("cannot be", "taken back to the queue"),
    ),
    "mark_duplicate": (_("Marking a duplicate"), pgettext_lazy("cannot be", "marked as a duplicate")),
    "split": (_("Splitting off a duplicate"), pgettext_lazy("cannot be", "split off")),
    "propose": (_("Proposing a verdict"), pgettext_lazy("cannot be", "given a verdict")),
    "withdraw": (_("Withdrawing a verdict"), pgettext_lazy("cannot be", "withdrawn from review")),
    "start_review": (_("Reviewing a verdict"), pgettext_lazy("cannot be", "reviewed")),
    "return": (_("Sending a verdict back"), pgettext_lazy("cannot be", "sent back")),
    "approve": (_("Approving a verdict"), pgettext_lazy("cannot be", "approved")),
    "reopen": (_("Reopening a claim"), pgettext_lazy("cannot be", "reopened")),
    "acknowledge": (_("Acknowledging a change"), pgettext_lazy("cannot be", "acknowledged")),
    "publish": (_("Publishing a verdict"), pgettext_lazy("cannot be", "published")),
    "correct": (_("Correcting a published check"), pgettext_lazy("cannot be", "corrected")),
    "retract": (_("Retracting a published check"), pgettext_lazy("cannot be", "retracted")),
    "mend": (_("Mending an extraction"), pgettext_lazy("cannot be", "mended")),
    "add_claim": (_("Adding a claim"), pgettext_lazy("cannot be", "added")),
    "take_apart": (_("Splitting a claim in two"), pgettext_lazy("cannot be", "split in two")),
    "merge": (_("Merging claims"), pgettext_lazy("cannot be", "merged")),
    "note": (_("Leaving a note"), pgettext_lazy("cannot be", "noted")),
    "evidence": (_("Reading a file of the evidence"), pgettext_lazy("cannot be", "researched")),
    "contact": (_("Asking people about a claim"), pgettext_lazy("cannot be", "asked about")),
    "reply": (_("Reading what people answered"), pgettext_lazy("cannot be", "answered")),
}

# What is said to whoever would bring a claim to where it is.
ALREADY = {
    Status.QUEUED: _("It is in the queue already."),
    Status.WAITING: _("It waits for a reply already."),
    Status.PROPOSED: _("Its verdict is proposed already."),
    Status.IN_REVIEW: _("Its verdict is in review already."),
    Status.APPROVED: _("Its verdict is approved already."),
    Status.PUBLISHED: _("It is published already."),
    Status.RETRACTED: _("It is retracted already."),
    Status.DISMISSED: _("It is dismissed already."),
    Status.DUPLICATE: _("It is marked as a duplicate already."),
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
        raise impossible(claim, action)
    check_role(person, action, row.role)


def check_role(person: User, action: str, needed: Role | None) -> None:
    if needed is None or not person.may(needed):
        raise needs_role(person, str(NAMES[action][0]), needed)


def needs_role(person: User, deed: str, needed: Role | None) -> NotAllowed:
    """The refusal for whoever lacks a role; None is nobody's."""
    words = {"deed": deed, "needed": gettext(str(needed)), "role": gettext(person.role)}
    return NotAllowed(gettext("%(deed)s needs the role %(needed)s; yours is %(role)s.") % words)


def impossible(claim: Claim, action: str) -> Conflict:
    """The refusal where the claim stands elsewhere than the action begins; it may be where that leads."""
    status = Status(claim.status)
    if status in ALREADY and status in {row.target for row in TABLE if row.action == action}:
        return Conflict(str(ALREADY[status]))
    words = {"standing": standing(claim), "done": NAMES[action][1]}
    return Conflict(gettext("This claim is %(standing)s, so it can’t be %(done)s.") % words)


def check_is_alive(claim: Claim) -> None:
    """No verdict comes to rest on a story that the wire has killed."""
    killed_at = claim.killed_at or claim.article.killed_at
    if killed_at:
        raise Conflict(gettext("The wire killed this story at %(time)s.") % {"time": hour(killed_at)})


def standing(claim: Claim) -> str:
    return gettext(Status(claim.status).label).lower()


def holder(claim: Claim) -> str:
    return claim.holder.name if claim.holder else gettext("Nobody")


def hour(at: datetime | None) -> str:
    """A time of this day by the desk's clock: 21:10."""
    return date_format(timezone.localtime(at), pgettext("date format", "H:i")) if at else "–"


def day(at: datetime) -> str:
    """A day of this year: 23 November."""
    return date_format(timezone.localtime(at), pgettext("date format", "j F"))
