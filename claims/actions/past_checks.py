"""Checks published before, by others and by ourselves, offered where they bear on a claim.

An offer says what agrees and what differs, and that is all it does: no verdict is ever taken over from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from claims.actions import comparing
from claims.actions.candidates import near, nearest
from claims.actions.check_import import key_of
from claims.extraction.types import Figure, Span
from claims.matching.claims import compare
from claims.matching.types import Claim as Compared
from claims.matching.types import Comparison
from claims.models import Check, CheckVector, Claim, Occurrence, PastCheck
from claims.models.linked import Tellings
from claims.statuses import PUBLIC
from claims.tolls.types import Reading, Role

NEAREST = 12  # past checks and claims of ours that are looked at for their words
SAME_FIGURE = 24  # and for their figure
ALIKE = 0.7  # from which on a check that the rules call another is shown for its words
OFFERS = 6
ORDER = {"same": 0, "variant": 1, "near": 2}


@dataclass(frozen=True, slots=True)
class Offer:
    """A check that bears on a claim. `kind`: "same", "variant" or "near" (much the same words only).

    `past_check` or, of a check of ours, `claim` has its number; `url` is where it can be read.
    """

    kind: str
    because: str
    difference: str
    publisher: str
    claimed: str
    claimant: str
    rating: str
    published_on: date | None
    url: str
    past_check: int | None = None
    claim: int | None = None
    score: float = 0.0


def offers(claim: Claim, *, most: int = OFFERS) -> list[Offer]:
    """Past checks, and ours, that bear on what the claim's newest version tells; the nearest first."""
    told = Occurrence.objects.filter(claim=claim, revision=claim.revision_id).first()
    mine = comparing.tellings([told.pk]).get(told.pk) if told else None
    if told is None or mine is None:
        return []
    found = [*_of_others(claim, told, mine), *_of_ours(claim, told, mine)]
    return sorted(found, key=lambda offer: (ORDER[offer.kind], -offer.score))[:most]


def _of_others(claim: Claim, told: Occurrence, mine: Compared) -> Iterator[Offer]:
    alike = dict(nearest([claim.pk], CheckVector, NEAREST).get(claim.pk, []))
    rows = {row.pk: row for row in PastCheck.objects.filter(pk__in=alike)}
    if key := key_of(told.measure, told.low):
        rows |= {row.pk: row for row in PastCheck.objects.filter(keys__contains=[key])[:SAME_FIGURE]}
    for row in rows.values():
        found = _compared(mine, [*_tellings(row)], alike.get(row.pk, 0.0))
        if found.kind != "other":
            yield _offer(row, found)


def _compared(mine: Compared, theirs: Sequence[Compared], alike: float) -> Comparison:
    """The best of what the rules say of any of its figures; much the same words are shown in any case."""
    found = [compare(mine, other) for other in theirs]
    best = max(found, key=lambda each: (each.kind == "same", each.kind == "variant", each.score))
    if best.kind == "other" and alike >= ALIKE:
        differs = "another figure, or none" if mine.figure or theirs[0].figure else "not known to be one case"
        return Comparison("near", alike / 2, "told in much the same words", best.difference or differs)
    return best


def _tellings(row: PastCheck) -> Iterator[Compared]:
    """The check's claim once for each of its figures, or once without."""
    bare = _bare(row)
    for each in row.told:
        raw = dict(each["figure"])
        figure = Figure(span=Span(**raw.pop("span")), **raw)
        reading = each["reading"] | {
            "role": Role(each["reading"]["role"]), "subject": tuple(each["reading"]["subject"])
        }  # fmt: skip
        yield replace(bare, figure=figure, reading=Reading(**reading))
    if not row.told:
        yield bare


def _bare(row: PastCheck) -> Compared:
    on = row.said_on or row.published_on
    return Compared(
        key=-row.pk,
        sentence=row.claim,
        type="quantity" if row.told else "event",
        figure=None,
        reading=None,
        speaker=row.claimant,
        at=datetime(on.year, on.month, on.day, tzinfo=UTC) if on else None,
        source=row.publisher,
    )


def _offer(row: PastCheck, found: Comparison) -> Offer:
    return Offer(
        kind=found.kind,
        because=found.because,
        difference=found.difference,
        publisher=row.publisher,
        claimed=row.claim,
        claimant=row.claimant,
        rating=row.rating,
        published_on=row.published_on,
        url=row.url,
        past_check=row.pk,
        score=found.score,
    )


def _of_ours(claim: Claim, told: Occurrence, mine: Compared) -> Iterator[Offer]:
    """Claims of other stories that readers have a check of, as it stands now."""
    numbers = _public(claim, told, near([told.pk], NEAREST).get(told.pk, []))
    checks = {check.pk: check for check in Check.objects.clean().with_page().filter(pk__in=numbers)}
    newest = Tellings(list(checks)).newest if checks else {}
    for other in comparing.tellings(newest.values()).values():
        found = compare(mine, other)
        if other.claim is not None and found.kind != "other":
            yield _own(checks[other.claim], found)


def _public(claim: Claim, told: Occurrence, near_by: Sequence[int]) -> list[int]:
    """Numbers of published claims that tell the same figure or much the same words."""
    same = Q(measure=told.measure, low=told.low) if key_of(told.measure, told.low) else Q(pk=None)
    public = Occurrence.objects.filter(same | Q(pk__in=near_by), claim__status__in=PUBLIC)
    others = public.exclude(claim=claim).order_by("-pk")
    return list(dict.fromkeys(others.values_list("claim_id", flat=True)[:SAME_FIGURE]))


def _own(check: Check, found: Comparison) -> Offer:
    """As the newest edition has it. Read the check `with_page`."""
    payload = check.current.payload if check.current else {}
    said = payload.get("claim", {})
    return Offer(
        kind=found.kind,
        because=found.because,
        difference=found.difference,
        publisher=settings.OUTLET,
        claimed=said.get("standalone") or said.get("sentence", ""),
        claimant=payload.get("claimant", {}).get("name", ""),
        rating=payload.get("rating", {}).get("label", ""),
        published_on=check.published_at.date(),
        url=reverse("check", args=[check.pk]),
        claim=check.pk,
        score=found.score,
    )
