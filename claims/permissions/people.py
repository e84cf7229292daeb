"""Who may say who may do what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict, NotAllowed
from claims.models import User
from claims.permissions.rules import needs_role
from claims.statuses import Role


def check_may_set_role(by: User, person: User) -> None:
    """Admins, and never their own: so there is always another one left. Raises NotAllowed."""
    _check_admin(by)
    if by.pk == person.pk:
        raise NotAllowed(_("Nobody changes their own role: ask another person with the role admin."))


def check_may_switch_off(by: User, person: User) -> None:
    """Raises NotAllowed, and Conflict where it is done already."""
    _check_admin(by)
    if by.pk == person.pk:
        raise NotAllowed(_("Nobody switches off their own account: ask another person with the role admin."))
    if not person.is_active:
        raise Conflict(_("%(name)s is switched off already.") % {"name": person.name})


def check_may_switch_on(by: User, person: User) -> None:
    """Raises NotAllowed, and Conflict where it is done already."""
    _check_admin(by)
    if person.is_active:
        raise Conflict(_("%(name)s is at the desk already.") % {"name": person.name})


def _check_admin(by: User) -> None:
    if not by.may(Role.ADMIN):
        raise needs_role(by, _("Changing what people may do"), Role.ADMIN)


def check_may_see_throughput(by: User) -> None:
    """Raises NotAllowed."""
    if not by.may(Role.EDITOR):
        raise needs_role(by, _("Seeing how much the desk gets through"), Role.EDITOR)
