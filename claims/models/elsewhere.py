"""Where else a claim is told, for its own page: links, with the other claims, in one query.

`claims.models.linked` reads the links of many claims as numbers; a page wants the claims themselves, and few
queries. The rule is the same: links are between tellings, and count where both are the newest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from claims.matching.types import turned
from claims.models.claim import Claim, ClaimQuerySet
from claims.models.link import SAME, ClaimLink
from claims.models.linked import telling
from claims.models.occurrence import Occurrence
from claims.models.reports import plain, report_of
from claims.models.revision import Revision
from claims.statuses import PubStatus, Role
from claims.tolls.series import Series, series

if TYPE_CHECKING:
    from claims.models.user import User

FIELDS = ("pk", "claim_id", "measure", "role", "place", "sentence", "figure", "reading")
MOST = 12  # links of one kind, which is as many as a telling keeps
REPORTS = 120  # of a speaker, the newest, that a series is made of


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A claim that says the same, or nearly; `because` and `difference` as this side reads them."""

    link: ClaimLink
    claim: Any
    because: str
    difference: str

    @property
    def is_same(self) -> bool:
        return self.link.kind == SAME


def with_tellings(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Each with `tellings`: what its versions told, the oldest first, and the notes on each.

    `is_shared`: other claims share its verdict.
    """
    shared = Exists(Claim.objects.filter(canonical=OuterRef("pk")))
    return claims.annotate(tellings=_tellings("pk"), is_shared=shared)


def told_elsewhere(claim: Any, person: User) -> list[Elsewhere]:
    """What the newest telling is linked with, as far as this person may see it, the best first.

    Read the claim `with_tellings`.
    """
    own = _newest(claim.tellings)
    if own is None:
        return []
    links = ClaimLink.objects.filter(Q(one=own) | Q(other=own), refused_by=None)
    ranked = _with_both(links).order_by("kind", "-score", "pk")
    found = (_side(link, own) for link in ranked[: 2 * MOST])
    return [each for each in found if each.claim.pk != claim.pk and _is_seen(each, person)]


def notes_of(claim: Any) -> list[str]:
    """The sums of its story that don't come out, as its newest version has them."""
    newest = claim.tellings[-1]["notes"] if claim.tellings else []
    return [str(note["text"]) for note in newest or ()]


def series_of(claim: Any, person: User) -> Series | None:
    """What its speaker told of the same thing over the months; None where it was told once, or by nobody."""
    newest = claim.tellings[-1] if claim.tellings else None
    if not claim.claimant or newest is None or not newest["measure"] or not newest["figure"]:
        return None
    surname = claim.claimant.split()[-1]
    told = Occurrence.objects.filter(measure=newest["measure"], figure__isnull=False)
    told = told.filter(claim__in=Claim.objects.visible_to(person), claimant__icontains=surname)
    rows = plain(told).order_by("-pk")[:REPORTS]
    reports = [report for each in rows if (report := report_of(each))]
    mine = (each for each in series(reports) if any(p.report.key == newest["pk"] for p in each.points))
    return next(mine, None)


def _tellings(claim: str) -> ArraySubquery:
    told = Occurrence.objects.filter(claim=OuterRef(claim)).order_by("revision__number")
    return ArraySubquery(told.values(json=JSONObject(**{name: name for name in (*FIELDS, "notes")})))


def _with_both(links: Any) -> Any:
    """The links with the claims, stories and tellings of both sides."""
    sides = [f"{side}__claim" for side in ("one", "other")]
    related = ("article__source", "revision", "figure", "published_check__current")
    joined = links.select_related(*(f"{side}__{name}" for side in sides for name in related))
    joined = joined.defer(*(f"{side}__revision__{name}" for side in sides for name in Revision.LONG))
    return joined.annotate(one_told=_tellings("one__claim"), other_told=_tellings("other__claim"))


def _side(link: Any, own: int) -> Elsewhere:
    """The other end of a link; what stands on it is written from the first one's side."""
    is_first = link.one_id == own
    claim = link.other.claim if is_first else link.one.claim
    claim.tellings = link.other_told if is_first else link.one_told
    because, difference = (words if is_first else turned(words) for words in (link.because, link.difference))
    return Elsewhere(link, claim, because, difference)


def _is_seen(found: Elsewhere, person: User) -> bool:
    """Whether the other is what its story tells now, and one that this person may see."""
    claim, link, article = found.claim, found.link, found.claim.article
    is_current = claim.revision_id == article.current_id
    is_newest = _newest(claim.tellings) in {link.one_id, link.other_id}
    is_free = not article.is_embargoed and article.pub_status != PubStatus.WITHHELD
    return is_current and is_newest and (is_free or person.may(Role.CHECKER))


def _newest(tellings: Sequence[dict[str, Any]]) -> int | None:
    """The first of the occurrences that tell what the newest one tells."""
    keys = list(_keyed(tellings))
    return next((pk for key, pk in keys if key == keys[-1][0]), None)


def _keyed(tellings: Sequence[dict[str, Any]]) -> Iterator[tuple[tuple[Any, ...], int]]:
    for told in tellings:
        yield telling(SimpleNamespace(**told)), told["pk"]
