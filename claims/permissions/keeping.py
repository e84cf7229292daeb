"""Deciding on many claims at once, and keeping a view of the queue under a name: one's own, or the desk's."""

from __future__ import annotations

from claims.exceptions import NotAllowed
from claims.models import Desk, SavedView, User
from claims.statuses import Role


def check_may_decide_many(person: User) -> None:
    """At the door of the bar for all selected claims; what each allows is asked claim by claim."""
    if not person.may(Role.CHECKER):
        raise NotAllowed(f"Deciding on claims needs the role checker; yours is {person.role}.")


def check_may_keep(person: User, desk: Desk | None) -> None:
    """For oneself anybody; for a desk its editors."""
    if desk is not None and not person.may(Role.EDITOR):
        raise NotAllowed(f"Keeping a view for a desk needs the role editor; yours is {person.role}.")


def check_may_change_view(person: User, view: SavedView) -> None:
    if view.person_id not in (None, person.pk):
        raise NotAllowed("This view is somebody else’s.")
    check_may_keep(person, view.desk)
