"""Triage, holding a claim, dismissing and reopening it, and acknowledging a change."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.exceptions import Conflict
from claims.models import Claim, Revision, User
from claims.permissions.rules import check, check_is_alive, check_role, holder, hour, impossible, standing
from claims.statuses import PUBLIC, Role, Status


def check_may_triage(person: User, claim: Claim) -> None:
    check(person, "triage", claim)


def check_may_take(person: User, claim: Claim) -> None:
    """A new or queued claim, or one whose holder has been silent for too long; none of a killed story."""
    if claim.status == Status.IN_PROGRESS:
        check_role(person, "take", Role.CHECKER)
        _check_lapsed(person, claim)
    elif claim.status != Status.NEW:
        check(person, "take", claim)
    else:
        check_role(person, "take", Role.CHECKER)
        check(person, "triage", claim)
    check_is_alive(claim)


def check_may_hold(person: User, claim: Claim) -> None:
    """Work on the claim: only its holder."""
    check_role(person, "take", Role.CHECKER)
    if claim.status == Status.WAITING:
        raise Conflict(_("This claim waits for a reply; it is resumed before anybody works on it."))
    if claim.status != Status.IN_PROGRESS:
        words = {"standing": standing(claim)}
        raise Conflict(_("This claim is %(standing)s; take it before you work on it.") % words)
    if claim.holder_id != person.pk:
        words = {"name": holder(claim), "until": hour(claim.lease_until)}
        raise Conflict(_("%(name)s holds this claim until %(until)s; you can read it meanwhile.") % words)


def check_may_release(person: User, claim: Claim) -> None:
    check(person, "release", claim)
    check_may_hold(person, claim)


def check_may_dismiss(person: User, claim: Claim) -> None:
    """Not while readers see a check of it: that one is corrected or retracted."""
    check(person, "dismiss", claim)
    if hasattr(claim, "published_check"):
        raise Conflict(_("Readers see a check of this claim, so it needs a verdict and can’t be dismissed."))


def check_may_set_aside(person: User, claim: Claim) -> None:
    """A claim that nobody works on yet and no change waits for: that one is looked at now."""
    check_role(person, "set_aside", Role.CHECKER)
    if claim.status not in (Status.NEW, Status.QUEUED):
        raise impossible(claim, "set_aside")
    if claim.needs_recheck:
        raise Conflict(_("The wire changed this claim; look at the change before you set it aside."))


def check_may_take_back(person: User, claim: Claim) -> None:
    check_role(person, "take_back", Role.CHECKER)
    if claim.set_aside_until is None or claim.set_aside_until <= timezone.now():
        raise Conflict(_("This claim is in the queue already."))


def check_may_reopen(person: User, claim: Claim) -> None:
    """A closed claim, as long as the newest version that was read still says it."""
    check(person, "reopen", claim)
    check_is_still_said(claim)


def check_is_still_said(claim: Claim) -> None:
    """Nothing comes back to the desk that the newest version that was read does not say."""
    newer = Revision.objects.filter(article=claim.article_id, number__gt=claim.revision.number)
    if newer.exclude(extracted_at=None).exists():
        raise Conflict(_("The newest version of the story no longer says this, so it can’t be reopened."))


def check_may_acknowledge(person: User, claim: Claim) -> None:
    """Where a change waits for it: whoever checks claims, and an editor once readers have a verdict."""
    if not claim.needs_recheck:
        raise Conflict(_("No change of this claim waits to be acknowledged."))
    check_role(person, "acknowledge", Role.EDITOR if claim.status in PUBLIC else Role.CHECKER)


def _check_lapsed(person: User, claim: Claim) -> None:
    if claim.holder_id == person.pk:
        raise Conflict(_("You hold this claim already."))
    lapsed = getattr(claim, "has_lapsed", None)  # read by a page, for each of its rows
    if not (Claim.objects.lapsed().filter(pk=claim.pk).exists() if lapsed is None else lapsed):
        words = {
            "name": holder(claim), "since": hour(claim.taken_at), "until": hour(claim.lease_until)
        }  # fmt: skip
        told = _("%(name)s took this claim at %(since)s and holds it until %(until)s.") % words
        raise Conflict(told, brief=_("%(name)s holds it.") % words)
