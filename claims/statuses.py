"""The words of the workflow and its one table: which action moves a claim from where to where.

Plain Python, so that tests, documents and the database constraints read the same table.
Source: the newsroom's workflow (states, roles, guards); see claims/README.md for the diagram.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.words import said


class Role(StrEnum):
    """Who a person is at the desk. Cumulative: each role may do all that the ones before it may."""

    VIEWER = said("viewer")
    CHECKER = said("checker")
    REVIEWER = said("reviewer")
    EDITOR = said("editor")
    STANDARDS = said("standards")
    ADMIN = said("admin")

    def reaches(self, needed: Role) -> bool:
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Status(StrEnum):
    """Where a claim stands."""

    NEW = "new"
    QUEUED = "queued"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    PROPOSED = "proposed"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    DISMISSED = "dismissed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.NEW: said("New"),
    Status.QUEUED: said("Queued"),
    Status.IN_PROGRESS: said("In progress"),
    Status.WAITING: said("Waiting"),
    Status.PROPOSED: said("Proposed"),
    Status.IN_REVIEW: said("In review"),
    Status.APPROVED: said("Approved"),
    Status.PUBLISHED: said("Published"),
    Status.CORRECTED: said("Corrected"),
    Status.RETRACTED: said("Retracted"),
    Status.DISMISSED: said("Dismissed"),
    Status.DUPLICATE: said("Duplicate"),
    Status.WITHDRAWN: said("Withdrawn"),
}

OPEN = (Status.NEW, Status.QUEUED, Status.IN_PROGRESS, Status.WAITING, Status.PROPOSED, Status.IN_REVIEW)
# Whose turn it is in each state; what has no way out says why in ENDS.
OWNERS = {
    Status.NEW: "any checker",
    Status.QUEUED: "any checker",
    Status.IN_PROGRESS: "its holder",
    Status.WAITING: "its assignee",
    Status.PROPOSED: "another reviewer",
    Status.IN_REVIEW: "the reviewers",
    Status.APPROVED: "an editor",
    Status.PUBLISHED: "an editor",
    Status.CORRECTED: "an editor",
    Status.RETRACTED: "nobody",
    Status.DISMISSED: "nobody, until reopened",
    Status.DUPLICATE: "whoever has its canonical",
    Status.WITHDRAWN: "the wire",
}
ENDS = {Status.RETRACTED: "its tombstone stays at the address"}
FREE = (Status.NEW, Status.QUEUED)
HELD = (Status.IN_PROGRESS, Status.WAITING)
UNFINISHED = (Status.QUEUED, Status.IN_PROGRESS)  # where a reply that did not come is still missed
DECIDED = (Status.APPROVED, Status.PUBLISHED, Status.CORRECTED)
PUBLIC = (Status.PUBLISHED, Status.CORRECTED)


class DismissReason(StrEnum):
    """Why a claim is not worth checking; the last one is a lesson for the model."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    NOT_CHECKABLE = "not_checkable"
    TRIVIAL = "trivial"
    OUT_OF_SCOPE = "out_of_scope"
    EXTRACTION_ERROR = "extraction_error"

    @property
    def label(self) -> str:
        return _REASON_LABELS[self]


_REASON_LABELS = {
    DismissReason.OPINION: said("Opinion"),
    DismissReason.PREDICTION: said("Prediction"),
    DismissReason.NOT_CHECKABLE: said("Can’t be checked"),
    DismissReason.TRIVIAL: said("Trivial"),
    DismissReason.OUT_OF_SCOPE: said("Out of scope"),
    DismissReason.EXTRACTION_ERROR: said("Bad extraction"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `role` None is the service itself: no person may do it."""

    action: str
    sources: tuple[Status, ...]
    target: Status
    role: Role | None


TRANSITIONS = (
    Transition("triage", (Status.NEW,), Status.QUEUED, Role.CHECKER),
    Transition("take", (Status.QUEUED,), Status.IN_PROGRESS, Role.CHECKER),
    Transition("release", (Status.IN_PROGRESS,), Status.QUEUED, Role.CHECKER),
    Transition("lapse", (Status.IN_PROGRESS,), Status.QUEUED, None),
    Transition("dismiss", (Status.NEW, Status.QUEUED), Status.DISMISSED, Role.CHECKER),
    Transition("mark_duplicate", (Status.NEW, Status.QUEUED), Status.DUPLICATE, Role.CHECKER),
    Transition("propose", (Status.IN_PROGRESS,), Status.PROPOSED, Role.CHECKER),
    Transition("withdraw", (Status.PROPOSED,), Status.IN_PROGRESS, Role.CHECKER),
    Transition("start_review", (Status.PROPOSED,), Status.IN_REVIEW, Role.REVIEWER),
    Transition("return", (Status.IN_REVIEW,), Status.IN_PROGRESS, Role.REVIEWER),
    Transition("approve", (Status.IN_REVIEW,), Status.APPROVED, Role.REVIEWER),
    Transition("publish", (Status.APPROVED,), Status.PUBLISHED, Role.EDITOR),
    Transition("correct", PUBLIC, Status.CORRECTED, Role.EDITOR),
    Transition("retract", PUBLIC, Status.RETRACTED, Role.STANDARDS),
)
# Somebody was asked and has time to answer: the claim stays with whoever asked; nobody holds it meanwhile.
PAUSES = (
    Transition("wait", (Status.IN_PROGRESS,), Status.WAITING, Role.CHECKER),
    Transition("resume", (Status.WAITING,), Status.IN_PROGRESS, Role.CHECKER),
    Transition("overdue", (Status.WAITING,), Status.IN_PROGRESS, None),
)
# A hold that passes to somebody else, by its holder's will or without it.
PASSINGS = (
    Transition("hand_over", (Status.IN_PROGRESS,), Status.IN_PROGRESS, Role.CHECKER),
    Transition("break_lock", (Status.IN_PROGRESS,), Status.QUEUED, Role.EDITOR),
)
# A duplicate gets a verdict of its own: a person says so, or the service, where the figures differ now.
PARTINGS = (
    Transition("split", (Status.DUPLICATE,), Status.QUEUED, Role.EDITOR),
    Transition("part", (Status.DUPLICATE,), Status.QUEUED, None),
)
# The newest version of the story no longer says it: the service's doing, whoever held the claim.
_SAID = (*OPEN, Status.APPROVED)
VANISHING = (Transition("vanish", _SAID, Status.WITHDRAWN, None),)
# A version that says it again brings back what stood before; whoever held the claim lost it.
REAPPEARINGS = tuple(
    Transition(f"reappear_{target}", (Status.WITHDRAWN,), target, None)
    for target in (Status.NEW, Status.QUEUED, Status.PROPOSED, Status.IN_REVIEW, Status.APPROVED)
)
# Whoever decided takes it back, as long as nothing else has happened since: to where the claim stood before.
UNDOABLE = ("triage", "take", "release", "dismiss", "mark_duplicate")
UNDO = "undo_"
ASSIGNINGS = ("assign", "unassign")  # which move no status, and are taken back all the same
SETTING_ASIDE = "set_aside"  # neither does this
TAKEN_BACK = (*UNDOABLE, *ASSIGNINGS, SETTING_ASIDE)
ASKING = "ask_for"  # of a claim that somebody else holds: a line of the history that changes nothing
UNDOINGS = (
    Transition(
        f"{UNDO}{Status.NEW}",
        (Status.QUEUED, Status.IN_PROGRESS, Status.DISMISSED, Status.DUPLICATE),
        Status.NEW,
        Role.CHECKER,
    ),
    Transition(
        f"{UNDO}{Status.QUEUED}",
        (Status.IN_PROGRESS, Status.DISMISSED, Status.DUPLICATE),
        Status.QUEUED,
        Role.CHECKER,
    ),
    # Of a release, and of a taking over: whoever held the claim before holds it again.
    Transition(
        f"{UNDO}{Status.IN_PROGRESS}",
        (Status.QUEUED, Status.IN_PROGRESS),
        Status.IN_PROGRESS,
        Role.CHECKER,
    ),
)
# Reopening needs the role that closed the claim: one action, a row for each.
REOPENINGS = (
    Transition("reopen", (Status.DISMISSED,), Status.QUEUED, Role.CHECKER),
    Transition("reopen", (Status.APPROVED,), Status.QUEUED, Role.REVIEWER),
    Transition("reopen", PUBLIC, Status.QUEUED, Role.EDITOR),
)
TABLE = (
    *TRANSITIONS,
    *PAUSES,
    *PASSINGS,
    *UNDOINGS,
    *PARTINGS,
    *VANISHING,
    *REAPPEARINGS,
    *REOPENINGS,
)


def transition(action: str, status: Status) -> Transition | None:
    """The row for `action` from `status`, or None where the table has none."""
    for row in TABLE:
        if row.action == action and status in row.sources:
            return row
    return None


class ArticleState(StrEnum):
    """Where a saved story stands with the extractor. The row itself is the queue of record."""

    WAITING = said("waiting")
    EXTRACTING = said("extracting")
    READY = said("ready")
    FAILED = said("failed")


class PubStatus(StrEnum):
    """IPTC's publishing status of a story."""

    USABLE = said("usable")
    WITHHELD = said("withheld")
    CANCELED = said("canceled")


class ArrivalStatus(StrEnum):
    """What became of a story that arrived: the words of `ingest_wire --json`."""

    NEW = said("new")
    REVISION = said("revision")
    DUPLICATE = said("duplicate")
    STALE = said("stale")
    REFILE = said("refile")
    CANCELED = said("canceled")
    EMBARGOED = said("embargoed")
    WITHHELD = said("withheld")
    ADVISORY = said("advisory")
    EMPTY = said("empty")
    REJECTED = said("rejected")
    QUARANTINED = said("quarantined")
