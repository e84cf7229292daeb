"""Deciding on many claims at once, and keeping a view of the queue under a name: one's own, or the desk's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import NotAllowed
from claims.models import Desk, SavedView, User
from claims.permissions.rules import needs_role
from claims.statuses import Role


def check_may_decide_many(person: User) -> None:
    """At the door of the bar for all selected claims; what each allows is asked claim by claim."""
    if not person.may(Role.CHECKER):
        raise needs_role(person, _("Deciding on claims"), Role.CHECKER)


def check_may_keep(person: User, desk: Desk | None) -> None:
    """For oneself anybody; for a desk its editors."""
    if desk is not None and not person.may(Role.EDITOR):
        raise needs_role(person, _("Keeping a view for a desk"), Role.EDITOR)


def check_may_change_view(person: User, view: SavedView) -> None:
    if view.person_id not in (None, person.pk):
        raise NotAllowed(_("This view is somebody else’s."))
    check_may_keep(person, view.desk)
