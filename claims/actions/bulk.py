"""One decision on many claims: each by its own action and in a transaction of its own.

What somebody else changed meanwhile is left alone and named; the others are done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from claims.actions.wording import lacking
from claims.exceptions import DeskError
from claims.models import Claim, User
from claims.permissions import keeping
from claims.words import said

MOST = 100  # claims at once: what somebody can have looked at
NONE_CHOSEN = said("Choose at least one claim.")
TOO_MANY = said("%(most)s claims at once are the most; nothing was done.")
GONE = said("There is no such claim.")


@dataclass(slots=True)
class Outcome:
    """The claims that it was done to, and why it was not done to the others: (number of the claim, why)."""

    done: list[Claim] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def check_number(chosen: Iterable[object]) -> None:
    """Raises Incomplete unless between one and MOST are chosen."""
    number = len(list(chosen))
    if number == 0:
        raise lacking("claim", NONE_CHOSEN)
    if number > MOST:
        raise lacking("claim", TOO_MANY, most=MOST)


def each(*, chosen: dict[int, int | None], act: Callable[..., Any], by: User, **given: Any) -> Outcome:
    """Call `act` for each claim of `chosen` (its number -> the version seen). Raises Incomplete, NotAllowed.

    Those that `by` may not see are told like those that are not there.
    """
    keeping.check_may_decide_many(by)
    check_number(chosen)
    outcome = Outcome()
    seen = set(Claim.objects.visible_to(by).filter(pk__in=chosen).values_list("pk", flat=True))
    for number, version in chosen.items():
        if number not in seen:
            outcome.refused.append((number, _(GONE)))
            continue
        try:
            outcome.done.append(act(claim_id=number, by=by, version=version, **given))
        except DeskError as refusal:
            outcome.refused.append((number, refusal.brief))
    return outcome
