"""What the claim page shows of other stories: the same told again, variants, the speaker's other figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Claim, User
from claims.models.elsewhere import Elsewhere, notes_of, series_of, told_elsewhere
from claims.models.seeing import as_seen_by
from claims.permissions import check_may_mark_duplicate, check_may_split, why_not
from claims.statuses import OPEN, Role, Status


def panels(claim: Claim, person: User) -> dict[str, Any]:
    """The panels about other stories, each empty where there is nothing to show."""
    found = told_elsewhere(claim, person)
    same = [each for each in found if each.is_same]

    return {
        "same": same,
        "shares": [each.claim for each in same if each.claim.canonical_id == claim.pk],
        "variants": sorted((each for each in found if not each.is_same), key=_nearness(claim)),
        "offered": offered(claim, same),
        "no_duplicate": why_not(check_may_mark_duplicate, person, claim) if same else "",
        "no_refusal": "" if person.may(Role.CHECKER) else _("Saying so needs the role checker."),
        "no_split": why_not(check_may_split, person, claim),
        "notes": notes_of(claim),
        "series": series_of(claim, person),
        "event": as_seen_by([claim.event], person)[0] if claim.event else None,
    }


def _nearness(claim: Any) -> Callable[[Elsewhere], tuple[bool, bool]]:
    """What puts variants in order: those that count the same stand first, and those of other stories."""
    measure = claim.tellings[-1]["measure"] if claim.tellings else ""

    def key(each: Elsewhere) -> tuple[bool, bool]:
        return each.claim.tellings[-1]["measure"] != measure, each.claim.article_id == claim.article_id

    return key


def offered(claim: Claim, same: Sequence[Elsewhere]) -> Elsewhere | None:
    """Of the claims that say the same, the one whose verdict this one had best share: what D confirms."""
    if claim.status not in OPEN:
        return None
    able = [each for each in same if each.claim.status not in (Status.DUPLICATE, Status.WITHDRAWN)]
    return next(iter(sorted(able, key=lambda each: each.claim.status in OPEN)), None)
