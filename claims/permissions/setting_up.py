"""Who may say how the desk works: its desks, scales and policies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.models import User
from claims.permissions.rules import needs_role
from claims.statuses import Role

DEEDS = {"desks": _("Changing desks"), "scales": _("Changing scales")}


def check_may_set_up(by: User, what: str) -> None:
    """Raises NotAllowed; `what` is one of DEEDS."""
    if not by.may(Role.STANDARDS):
        raise needs_role(by, str(DEEDS[what]), Role.STANDARDS)
