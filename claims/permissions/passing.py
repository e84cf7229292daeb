"""A claim that passes from one person to another: handed over, taken from its holder, assigned."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, User
from claims.permissions.rules import check, check_role, holder, hour, impossible, needs_role
from claims.statuses import ASKING, OPEN, Role, Status

NO_CHECKER = gettext_lazy("Choose somebody who checks claims here.")

ASK_AGAIN = timedelta(minutes=15)  # after which somebody may ask once more for the same claim


def checkers() -> QuerySet[User]:
    """Whom a claim can be given to."""
    able = [role for role in Role if role.reaches(Role.CHECKER)]
    return User.objects.filter(is_active=True, role__in=able).order_by("first_name", "last_name", "pk")


def check_may_hand_over(person: User, claim: Claim) -> None:
    """Its holder, or an editor."""
    check(person, "hand_over", claim)
    if claim.holder_id != person.pk and not person.may(Role.EDITOR):
        words = {"name": holder(claim)}
        raise NotAllowed(_("Only %(name)s, who holds this claim, or an editor may hand it over.") % words)


def check_may_break_lock(person: User, claim: Claim) -> None:
    """An editor; for a hold of one's own there is releasing."""
    check(person, "break_lock", claim)
    if claim.holder_id == person.pk:
        raise Conflict(_("You hold this claim yourself; you can release it."))


def check_may_ask_for(person: User, claim: Claim) -> None:
    """Whoever could take the claim if nobody held it; once in ASK_AGAIN."""
    check_role(person, ASKING, Role.CHECKER)
    is_held = claim.lease_until is not None and claim.lease_until > timezone.now()
    if claim.status != Status.IN_PROGRESS or not is_held:
        raise Conflict(_("Nobody holds this claim, so there is nobody to ask for it."))
    if claim.holder_id == person.pk:
        raise Conflict(_("You hold this claim already."))
    asked_at = _asked_at(person, claim)
    if asked_at and asked_at > timezone.now() - ASK_AGAIN:
        words = {"name": holder(claim), "asked": hour(asked_at), "again": hour(asked_at + ASK_AGAIN)}
        raise Conflict(
            _("You asked %(name)s for this claim at %(asked)s; you can ask again at %(again)s.") % words
        )


def _asked_at(person: User, claim: Claim) -> datetime | None:
    """When this person asked for the claim last; a page has read it with the claim."""
    if hasattr(claim, "asked_at"):
        asked_at: datetime | None = claim.asked_at
        return asked_at
    lines = claim.events.filter(action=ASKING, actor=person)
    return lines.values_list("at", flat=True).first()


def check_may_assign(person: User, claim: Claim) -> None:
    """A checker what nobody else has, an editor every claim that is still to be decided."""
    check_role(person, "assign", Role.CHECKER)
    _check_open(claim, "assign")
    if claim.assignee and claim.assignee_id != person.pk and not person.may(Role.EDITOR):
        words = {"name": claim.assignee.name}
        raise NotAllowed(_("This claim is assigned to %(name)s; an editor can give it to you.") % words)


def check_may_send_to_desk(person: User, claim: Claim) -> None:
    check_role(person, "send_to_desk", Role.EDITOR)
    _check_open(claim, "send_to_desk")


def check_recipient(person: User) -> None:
    """Whoever is given a claim can work on it."""
    if not person.may(Role.CHECKER):
        raise Incomplete(str(NO_CHECKER), {"person": str(NO_CHECKER)})


def check_assignee(by: User, claim: Claim, to: User | None) -> None:
    """Oneself, or anybody where an editor says so; nobody, but not while a reply is waited for."""
    if to is None:
        _check_unassigned(claim)
        return
    check_recipient(to)
    if claim.assignee_id == to.pk:
        raise Conflict(_("This claim is assigned to %(name)s already.") % {"name": to.name})
    if to.pk != by.pk and not by.may(Role.EDITOR):
        raise needs_role(by, _("Assigning a claim to somebody else"), Role.EDITOR)


def _check_unassigned(claim: Claim) -> None:
    if claim.assignee is None:
        raise Conflict(_("This claim is assigned to nobody."))
    if claim.status == Status.WAITING:
        words = {"name": claim.assignee.name}
        raise Conflict(_("%(name)s waits for a reply on this claim; assign it to somebody else.") % words)


def _check_open(claim: Claim, action: str) -> None:
    if claim.status not in OPEN:
        raise impossible(claim, action)
