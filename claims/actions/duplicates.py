"""A claim that says the same as another shares its verdict, once a person has confirmed it.

What a duplicate means: it leaves the queue, points to its *canonical* claim and keeps its own place, text and
history; the desk shows the canonical's verdict with it. No verdict is ever shared over another figure: as
soon as either of the two tells another, or the canonical can have no verdict any more, they part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, queue, weighing
from claims.actions.wording import typed
from claims.exceptions import Conflict
from claims.models import Claim, ClaimLink, User
from claims.models.link import SAME
from claims.models.linked import Tellings
from claims.statuses import PUBLIC, Status
from claims.words import said

NO_LINK = said("Nothing shows that these two claims say the same.")
REFUSED = said("Somebody has said that these two are not the same.")
OTHER_STORY = said("Only claims of one story are merged; of another story, confirm the one that is offered.")
VARIANT = said("The two differ (%(difference)s), and a variant shares no verdict.")
# Reasons that the service writes down: records, and so in English.
OWN_CHANGE = "It tells something else now than claim {canonical}, whose verdict it shared"
CHANGED = "Claim {canonical}, whose verdict it shared, tells something else now"
GONE = "Claim {canonical}, whose verdict it shared, is no longer said"
KILLED = "The story of claim {canonical}, whose verdict it shared, was killed"
RETRACTED = "The verdict that it shared with claim {canonical} was retracted"
WEIGHTY = frozenset({"figure", "meaning", "place"})  # changes after which two claims may differ


@transaction.atomic
def confirm(*, claim_id: int, canonical_id: int, by: User, version: int | None = None) -> Claim:
    """The two say the same: the first shares the verdict of the second, now or once that has one.

    Raises Conflict where nothing offers it, or where the newest versions tell two figures.
    """
    claim, canonical = _both(claim_id, canonical_id, version)
    permissions.check_may_mark_duplicate(by, claim)
    permissions.check_has_verdict_to_share(canonical)
    link = _link(claim, canonical)
    detail = {"canonical": canonical.pk, "because": link.because}
    given = {"canonical": canonical}
    queue.move(claim=claim, action="mark_duplicate", by=by, given=given, detail=detail)
    history.note(canonical, "duplicate_gained", by=by, was=canonical.status, detail={"duplicate": claim.pk})
    return claim


@transaction.atomic
def merge(*, claim_id: int, canonical_id: int, by: User, reason: str, version: int | None = None) -> Claim:
    """Two claims of one story are one: an editor says so, and no comparison has to offer it.

    The first shares the verdict of the second; splitting it off undoes that. Raises NotAllowed, Conflict.
    """
    claim, canonical = _both(claim_id, canonical_id, version)
    permissions.check_may_merge(by, claim)
    permissions.check_has_verdict_to_share(canonical)
    if claim.article_id != canonical.article_id:
        raise Conflict(_(OTHER_STORY))
    why = typed(reason, "reason", missing=queue.REASON_NEEDED)
    detail, given = {"canonical": canonical.pk, "merged": True}, {"canonical": canonical}
    queue.move(claim=claim, action="mark_duplicate", by=by, given=given, reason=why, detail=detail)
    gained = {"duplicate": claim.pk}
    history.note(canonical, "duplicate_gained", by=by, was=canonical.status, reason=why, detail=gained)
    return claim


@transaction.atomic
def refuse(*, link_id: int, by: User) -> ClaimLink:
    """The two are not the same; they are not offered again as long as they tell these figures.

    Raises Conflict where that was said, or where somebody has confirmed the opposite.
    """
    of_claims = ClaimLink.objects.values_list("one__claim", "other__claim").get(pk=link_id)
    claims = [queue.locked(pk) for pk in sorted(set(of_claims))]  # so that nobody confirms it meanwhile
    link = ClaimLink.objects.select_for_update().get(pk=link_id)
    permissions.check_may_refuse(by, link)
    ClaimLink.objects.filter(pk=link.pk).update(refused_by=by, refused_at=Now())
    link.refresh_from_db(fields=["refused_by", "refused_at"])
    for claim, other in zip(claims, reversed(claims), strict=True):
        history.note(claim, "not_same", by=by, was=claim.status, detail={"other": other.pk})
    weighing.spread_anew([claim.pk for claim in claims])
    return link


@transaction.atomic
def split(*, claim_id: int, by: User, reason: str, version: int | None = None) -> Claim:
    """It was no duplicate, or shall have a verdict of its own; what offered it is refused."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_split(by, claim)
    why = typed(reason, "reason", missing=queue.REASON_NEEDED)
    links = _between(claim.pk, claim.canonical_id).filter(refused_by=None)
    links.update(refused_by=by, refused_at=Now())
    weighing.spread_anew([pk for pk in (claim.pk, claim.canonical_id) if pk])
    return _leave(claim, "split", by=by, reason=why)


def part_changed(claims: Iterable[Claim]) -> int:
    """These claims tell something else now: no verdict is shared over that. How many parted.

    Call it in the transaction that records the change, with the claims as that has left them.
    """
    changed = list(claims)
    own = [claim for claim in changed if claim.status == Status.DUPLICATE]
    for claim in own:
        _leave(claim, "part", by=None, reason=OWN_CHANGE.format(canonical=claim.canonical_id))
    return len(own) + part_from([claim.pk for claim in changed], CHANGED)


def part_from(canonicals: Collection[int], because: str) -> int:
    """What shared the verdict of these claims goes back to the queue; how many that are."""
    sharing = Claim.objects.filter(canonical__in=canonicals, status=Status.DUPLICATE)
    parting = list(sharing.select_for_update().order_by("id")) if canonicals else []
    for claim in parting:
        _leave(claim, "part", by=None, reason=because.format(canonical=claim.canonical_id))
    return len(parting)


def part_from_killed(canonicals: Iterable[Claim]) -> int:
    """Nobody can decide on claims of a killed story, so what waits for that gets a verdict of its own.

    What readers have a verdict on keeps it until somebody acknowledges the kill, and so do its duplicates.
    """
    return part_from([claim.pk for claim in canonicals if claim.status not in PUBLIC], KILLED)


def _leave(claim: Claim, action: str, *, by: User | None, reason: str) -> Claim:
    """Back to the queue, with a line in the history of both."""
    canonical = claim.canonical_id
    queue.move(claim=claim, action=action, by=by, reason=reason, detail={"canonical": canonical})
    if canonical:
        tell_canonical(canonical, claim, by=by, reason=reason)
    return claim


def tell_canonical(canonical_id: int, claim: Claim, *, by: User | None, reason: str = "") -> None:
    """A line in its history, too: the duplicate shares its verdict no more."""
    canonical, detail = Claim.objects.get(pk=canonical_id), {"duplicate": claim.pk}
    history.note(canonical, "duplicate_lost", by=by, was=canonical.status, reason=reason, detail=detail)


def _both(claim_id: int, canonical_id: int, version: int | None) -> tuple[Claim, Claim]:
    """The two claims, locked in the order of their numbers. Raises Claim.DoesNotExist."""
    versions = {claim_id: version}
    found = {pk: queue.locked(pk, versions.get(pk)) for pk in sorted({claim_id, canonical_id})}
    if len(found) == 1:
        raise Conflict(_("A claim is no duplicate of itself."))
    return found[claim_id], found[canonical_id]


def _link(claim: Claim, canonical: Claim) -> ClaimLink:
    """What offers it, between the newest tellings. Raises Conflict, which names the difference."""
    newest = Tellings([claim.pk, canonical.pk]).newest
    one, other = sorted(newest.get(each.pk, 0) for each in (claim, canonical))
    link = ClaimLink.objects.filter(one=one, other=other).first()
    if link is None:
        raise Conflict(_(NO_LINK))
    if link.kind != SAME:
        raise Conflict(_(VARIANT) % {"difference": link.difference})
    if link.refused_by_id:
        raise Conflict(_(REFUSED))
    return link


def _between(one: int, other: int | None) -> QuerySet[ClaimLink]:
    """All links between the tellings of two claims."""
    either = Q(one__claim=one, other__claim=other) | Q(one__claim=other, other__claim=one)
    return ClaimLink.objects.filter(either, kind=SAME)
