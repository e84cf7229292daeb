"""Who has a part in a claim, and is told when the ground beneath it goes: by the wire, or by a mending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from claims.actions.notifying import tell
from claims.models import Claim, Mending, Revision, Telling, User, Verdict
from claims.statuses import PUBLIC, Role
from claims.words import said

CHANGED = said("The wire changed what claim %(claim)s says. It asks for another look.")
GONE = said("The newest version of its story no longer says claim %(claim)s.")
CONTRADICTED = said("Another report tells another figure than claim %(claim)s.")
SET_APART = said("%(who)s mended a record, and now another report tells another figure than claim %(claim)s.")
KILLED = said("A story that claim %(claim)s rests on was killed.")
BEHIND = said("A story behind the published verdict on claim %(claim)s was killed.")
ANSWERABLE = (Role.EDITOR, Role.STANDARDS)  # for what stands before readers
SOON = timedelta(hours=1)  # within which a mending has been compared with what others tell


def tell_of_change(claims: Iterable[Claim], words: str = CHANGED, by: User | None = None) -> None:
    """Whoever holds each of these, was given it, or stands for its verdict, but for whose deed it was.

    Call it in the transaction of the change, and of a claim that leaves the desk before it does.
    """
    for claim, people in _parts(list(claims)):
        tell(Telling.RECHECK, people, words, claim=claim, by=by)


def tell_of_conflict(claim: Claim, sides: Collection[int]) -> None:
    """Another report contradicts it; `sides` are the claims that tell the two figures."""
    by = _set_apart_by(sides)
    tell_of_change([claim], SET_APART if by else CONTRADICTED, by)


def _set_apart_by(claims: Collection[int]) -> User | None:
    """Who mended one of their figures just now; nobody where a story was read since."""
    mended = Mending.objects.filter(claim__in=claims, at__gte=timezone.now() - SOON, now__has_key="figure")
    last = mended.select_related("by").first()
    if last is None or Revision.objects.filter(claims__in=claims, extracted_at__gt=last.at).exists():
        return None
    return last.by


def tell_of_kill(claims: Iterable[Claim]) -> None:
    """The same; of a verdict before readers the editors of its desk besides, as a matter of its own."""
    found = list(claims)
    public = [claim for claim in found if claim.status in PUBLIC]
    tell_of_change((claim for claim in found if claim.status not in PUBLIC), KILLED)
    for claim, people in _parts(public):
        everybody = [*people, *_editors(claim)]
        tell(Telling.KILLED, everybody, BEHIND, claim=claim, by=None)


def _parts(claims: Sequence[Claim]) -> Iterator[tuple[Claim, list[User]]]:
    """Each claim with its people, two queries for all; most claims of a night have none."""
    ids: dict[int, set[int | None]] = defaultdict(set)
    for claim in claims:
        ids[claim.pk] |= {claim.holder_id, claim.assignee_id}
    standing = Verdict.objects.standing().filter(claim__in=list(ids))
    for pk, proposer, approver in standing.values_list("claim", "proposed_by", "approved_by"):
        ids[pk] |= {proposer, approver}
    known = User.objects.in_bulk({one for found in ids.values() for one in found if one is not None})
    for claim in claims:
        yield claim, [known[one] for one in ids[claim.pk] if one is not None]


def _editors(claim: Claim) -> Iterable[User]:
    """Those of the claim's desk, and those who are at no desk in particular."""
    here = Q(desks=claim.desk_id) if claim.desk_id else Q(desks__is_default=True)
    return User.objects.filter(here | Q(desks=None), role__in=ANSWERABLE, is_active=True).distinct()
