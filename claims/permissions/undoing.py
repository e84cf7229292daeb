"""Taking back what one has just decided."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict, NotAllowed
from claims.models import Claim, ClaimEvent, User
from claims.permissions.holding import check_is_still_said
from claims.permissions.rules import check_role
from claims.statuses import ASKING, TAKEN_BACK, Role, Status


def check_may_undo(person: User, claim: Claim) -> None:
    """Whoever decided last, as long as nothing else has happened to the claim since."""
    newest_decision(person, claim)


def newest_decision(person: User, claim: Claim) -> ClaimEvent:
    """The line of the history that `person` may undo: their own, and the newest of all."""
    check_role(person, "undo", Role.CHECKER)
    line = claim.events.exclude(action=ASKING).select_related("actor").first()
    if line is None or line.actor is None or line.action not in TAKEN_BACK:
        raise Conflict(_("Nothing that happened to this claim last can be undone."))
    if line.actor_id != person.pk:
        raise NotAllowed(_("Only %(name)s, who decided this, may undo it.") % {"name": line.actor.name})
    if claim.status in (Status.DISMISSED, Status.DUPLICATE):
        check_is_still_said(claim)
    return line
