"""What a person tells otherwise than the extractor read, and what is said of a claim in notes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.exceptions import Conflict, NotAllowed
from claims.models import Article, Claim, User
from claims.permissions.holding import check_may_hold
from claims.permissions.rules import check_is_alive, check_role
from claims.permissions.sharing import check_may_mark_duplicate
from claims.statuses import ArticleState, Role, Status

# What was read is the ground of a verdict: while one stands, it stays as it is.
FIRST = {
    Status.PROPOSED: gettext_lazy(
        "A verdict rests on what was read here: whoever proposed it can withdraw it first."
    ),
    Status.IN_REVIEW: gettext_lazy("A verdict that rests on what was read is in review: send it back first."),
    Status.APPROVED: gettext_lazy("An approved verdict rests on what was read: reopen the claim first."),
    Status.PUBLISHED: gettext_lazy("Readers see a check of this claim: correct the check instead."),
    Status.CORRECTED: gettext_lazy("Readers see a check of this claim: correct the check instead."),
    Status.RETRACTED: gettext_lazy(
        "The check of this claim was retracted, so nothing of it is changed any more."
    ),
    Status.DISMISSED: gettext_lazy("This claim is dismissed: reopen it first."),
    Status.DUPLICATE: gettext_lazy("This claim shares the verdict of another: split it off first."),
    Status.WITHDRAWN: gettext_lazy("The newest version of the story no longer says this."),
}


def check_may_mend(person: User, claim: Claim) -> None:
    """Its holder; while nobody holds it, an editor, and whoever found it. Never under a verdict."""
    _check_open(person, "mend", claim)
    is_free = claim.status in (Status.NEW, Status.QUEUED)
    if is_free and claim.added_by_id != person.pk and not person.may(Role.EDITOR):
        raise NotAllowed(
            _("Mending an extraction needs the role editor, or your hold: take the claim first.")
        )


def check_may_take_apart(person: User, claim: Claim) -> None:
    check_role(person, "take_apart", Role.EDITOR)
    _check_open(person, "take_apart", claim)


def check_may_merge(person: User, claim: Claim) -> None:
    """Make it the duplicate of another claim of its own story, which no comparison has to offer."""
    check_role(person, "merge", Role.EDITOR)
    check_may_mark_duplicate(person, claim)


def check_may_add_claim(person: User, article: Article) -> None:
    """To the newest version, once it has been read: what comes then would not know of the claim."""
    check_role(person, "add_claim", Role.CHECKER)
    if article.killed_at:
        raise Conflict(_("The wire killed this story, so nothing new comes to rest on it."))
    if article.current is None or article.current.extracted_at is None:
        raise Conflict(_("This story is still to be read; add what is missing once that is done."))
    if article.state in (ArticleState.WAITING, ArticleState.EXTRACTING):
        raise Conflict(
            _("A newer version of this story is being read; add what is missing once that is done.")
        )


def check_may_note(person: User, claim: Claim) -> None:
    """Notes are for those who work on claims: to read as to write."""
    check_role(person, "note", Role.CHECKER)


def _check_open(person: User, action: str, claim: Claim) -> None:
    """Open, without a verdict, in a story that stands, and held by nobody else."""
    check_role(person, action, Role.CHECKER)
    if claim.status in FIRST:
        raise Conflict(str(FIRST[Status(claim.status)]))
    check_is_alive(claim)
    if claim.status == Status.IN_PROGRESS:
        check_may_hold(person, claim)
    if claim.status == Status.WAITING and claim.assignee_id != person.pk and not person.may(Role.EDITOR):
        raise Conflict(_("Somebody waits for a reply about this claim, and can mend it meanwhile."))
