"""Who may say how the desk works: its desks, scales and policies."""

from __future__ import annotations

from claims.exceptions import NotAllowed
from claims.models import User
from claims.statuses import Role

NEEDS_STANDARDS = "Changing {what} needs the role standards; yours is {role}."


def check_may_set_up(by: User, what: str) -> None:
    """Raises NotAllowed; `what` is in the plural: "scales"."""
    if not by.may(Role.STANDARDS):
        raise NotAllowed(NEEDS_STANDARDS.format(what=what, role=by.role))
