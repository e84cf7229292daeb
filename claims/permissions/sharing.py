"""Sharing one verdict among claims that say the same."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exceptions import Conflict
from claims.models import Claim, ClaimLink, User
from claims.permissions.rules import check, check_is_alive, check_role, standing
from claims.statuses import Role, Status


def check_may_mark_duplicate(person: User, claim: Claim) -> None:
    """Not where readers see a check of it, nor where other claims share its verdict."""
    check(person, "mark_duplicate", claim)
    if hasattr(claim, "published_check"):
        raise Conflict(_("Readers see a check of this claim, so it keeps a verdict of its own."))
    shared = getattr(claim, "is_shared", None)  # read by a page, which asks for several buttons
    if claim.duplicates.exists() if shared is None else shared:
        raise Conflict(
            _("Other claims share the verdict of this one; mark the other claim as its duplicate.")
        )


def check_may_split(person: User, claim: Claim) -> None:
    check(person, "split", claim)


def check_may_refuse(person: User, link: ClaimLink) -> None:
    """Say that two claims are not the same, whatever the matcher says; not where they share a verdict."""
    check_role(person, "mark_duplicate", Role.CHECKER)
    if link.refused_by_id:
        raise Conflict(_("Somebody has said already that these two are not the same."))
    one, other = link.one.claim, link.other.claim
    if other.pk == one.canonical_id or one.pk == other.canonical_id:
        raise Conflict(_("These two share a verdict; an editor can split them."))


def check_has_verdict_to_share(claim: Claim) -> None:
    """A claim whose verdict another may share: one that is, or can be, given a verdict."""
    if claim.status in (Status.DUPLICATE, Status.WITHDRAWN, Status.RETRACTED):
        words = {"standing": standing(claim)}
        raise Conflict(_("The other claim is %(standing)s, so it has no verdict to share.") % words)
    check_is_alive(claim)
