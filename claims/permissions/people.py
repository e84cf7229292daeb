"""Who may say who may do what."""

from __future__ import annotations

from claims.exceptions import Conflict, NotAllowed
from claims.models import User
from claims.statuses import Role

NEEDS_ADMIN = "Changing what people may do needs the role admin; yours is {role}."
NEEDS_EDITOR = "Seeing how much the desk gets through needs the role editor; yours is {role}."
OWN_ROLE = "Nobody changes their own role: ask another person with the role admin."
OWN_ACCOUNT = "Nobody switches off their own account: ask another person with the role admin."
ALREADY_OFF = "{name} is switched off already."
ALREADY_ON = "{name} is at the desk already."


def check_may_set_role(by: User, person: User) -> None:
    """Admins, and never their own: so there is always another one left. Raises NotAllowed."""
    _check_admin(by)
    if by.pk == person.pk:
        raise NotAllowed(OWN_ROLE)


def check_may_switch_off(by: User, person: User) -> None:
    """Raises NotAllowed, and Conflict where it is done already."""
    _check_admin(by)
    if by.pk == person.pk:
        raise NotAllowed(OWN_ACCOUNT)
    if not person.is_active:
        raise Conflict(ALREADY_OFF.format(name=person.name))


def check_may_switch_on(by: User, person: User) -> None:
    """Raises NotAllowed, and Conflict where it is done already."""
    _check_admin(by)
    if person.is_active:
        raise Conflict(ALREADY_ON.format(name=person.name))


def _check_admin(by: User) -> None:
    if not by.may(Role.ADMIN):
        raise NotAllowed(NEEDS_ADMIN.format(role=by.role))


def check_may_see_throughput(by: User) -> None:
    """Raises NotAllowed."""
    if not by.may(Role.EDITOR):
        raise NotAllowed(NEEDS_EDITOR.format(role=by.role))
