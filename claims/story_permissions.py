"""Who may do what with stories, inputs and events: one function for the rule and for the button.

As in `claims.permissions`: each returns when the person may, else raises with a sentence for the page.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict, NotAllowed
from claims.models import Article, Event, Quarantine, Regrouping, User
from claims.statuses import ArticleState, Role

TAKEN_BACK = ("merged", "split", "moved", "renamed", "joined", "begun")  # what can be undone


def check_may_add_story(person: User) -> None:
    """Hand a story in at the desk."""
    _check_role(person, _("Adding a story"), Role.CHECKER)


def check_may_retry(person: User, article: Article) -> None:
    """Have a failed story read again."""
    _check_role(person, _("Retrying a story"), Role.CHECKER)
    if article.state != ArticleState.FAILED:
        words = {"state": _(article.state)}
        raise Conflict(_("This story is %(state)s; only a failed one can be tried again.") % words)


def check_may_hold_text(person: User) -> None:
    """Have a story's text kept whatever its age, or let it go when its time comes."""
    _check_role(person, _("A legal hold"), Role.STANDARDS)


def check_may_see_quarantined(person: User) -> None:
    """Look at the inputs that could not be parsed, and save their bytes."""
    _check_role(person, _("Looking at the quarantine"), Role.CHECKER)


def check_may_retry_quarantined(person: User, held: Quarantine | None = None) -> None:
    """Have an input read again that could not be parsed; without one: have any."""
    _check_quarantined(person, held, _("Trying an input again"), Role.CHECKER)


def check_may_discard_quarantined(person: User, held: Quarantine | None = None) -> None:
    """Say that nobody needs an input that could not be parsed."""
    _check_quarantined(person, held, _("Discarding an input"), Role.EDITOR)


def check_may_regroup(person: User, event: Event) -> None:
    """Merge, split or rename an event, or move a story out of it."""
    _check_role(person, _("Regrouping events"), Role.EDITOR)
    if event.merged_into_id is not None:
        raise Conflict(_("This event was merged into another; regroup that one."))


def check_may_undo(person: User, line: Regrouping) -> None:
    """Take back a regrouping that nobody has taken back, and that can be."""
    _check_role(person, _("Regrouping events"), Role.EDITOR)
    if line.action not in TAKEN_BACK:
        raise Conflict(_("This line of the history is told by another one; undo that."))
    if Regrouping.objects.filter(undoes=line).exists():
        raise Conflict(_("This change was taken back already."))


def _check_quarantined(person: User, held: Quarantine | None, deed: str, needed: Role) -> None:
    _check_role(person, deed, needed)
    if held and held.settled_at:
        words = {"settled": held.get_settled_as_display()}
        raise Conflict(_("This input was %(settled)s already.") % words)


def _check_role(person: User, deed: str, needed: Role) -> None:
    if not person.may(needed):
        words = {"deed": deed, "needed": _(str(needed)), "role": _(person.role)}
        raise NotAllowed(_("%(deed)s needs the role %(needed)s; yours is %(role)s.") % words)
