"""A claim's priority by the weights of its desk: the one place where its terms are set.

`weigh` is for claims whose reading is new, `set_terms` for what happens to them later. Each reads the weights
after the claims are locked, or in a reading of a story, which waits for whoever changes weights: so nothing
that was weighed by older weights is written after `reweighing` has passed it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from claims import priorities
from claims.extraction.alignment import names
from claims.extraction.name_words import BODY_WORDS
from claims.models import Claim, Desk
from claims.models.spread import Spread, spread_of
from claims.priorities import Facts, Reason, Weights

HOUR = timedelta(hours=1)
ALONE = Spread()
WRITE = """
    UPDATE claims_claim SET priority = anew.priority, reasons = anew.reasons
    FROM unnest(%s::bigint[], %s::int[], %s::jsonb[]) AS anew(id, priority, reasons)
    WHERE claims_claim.id = anew.id
"""


@dataclass
class Scales:
    """What one desk weighs by: its weights, and the speakers whose claims come first."""

    weights: Weights
    speakers: tuple[str, ...] = ()
    known: dict[str, bool] = field(default_factory=dict)

    def lists(self, claimant: str) -> bool:
        """Whether the claimant is one of the desk's speakers, in a fuller or a shorter form of the name."""
        if claimant not in self.known:
            self.known[claimant] = any(is_one(claimant, speaker) for speaker in self.speakers)
        return self.known[claimant]


Shelf = dict[int | None, Scales]  # by desk; under None those of the default one
_at_hand: ContextVar[Shelf | None] = ContextVar("scales", default=None)


@contextmanager
def same_scales() -> Iterator[None]:
    """Read the weights once for all claims of one transaction: those of a story, say."""
    token = _at_hand.set(scales())
    try:
        yield
    finally:
        _at_hand.reset(token)


def scales() -> Shelf:
    """The scales of every desk; one query."""
    at_hand = _at_hand.get()
    if at_hand is not None:
        return at_hand
    given: dict[int, dict[str, int]] = {}
    shelf: Shelf = {None: Scales(Weights())}
    rows = Desk.objects.order_by("pk")
    for pk, is_default, speakers, term, points in rows.values_list(
        "pk", "is_default", "speakers", "weights__term", "weights__points"
    ):
        shelf.setdefault(pk, Scales(Weights(given.setdefault(pk, {})), _lines(speakers)))
        if term is not None:
            given[pk][term] = points
        if is_default:
            shelf[None] = shelf[pk]
    return shelf


def is_one(claimant: str, speaker: str) -> bool:
    """Whether two names are of one speaker. A body's kind alone ("the ministry") names nobody."""
    words = names.naming(claimant)
    if not words or words <= BODY_WORDS:
        return claimant.casefold() == speaker.casefold()
    return names.related(claimant, speaker)


def weigh(claims: Iterable[Claim]) -> None:
    """By what their newest version tells; how they stand at the desk is kept. Saved by whoever calls."""
    shelf = scales()
    for claim in claims:
        by = _of(shelf, claim)
        stood = claim.reasons or [priorities.novelty(False, by.weights)]
        claim.priority, claim.reasons = priorities.reread(
            stood, priorities.read(facts(claim, by), by.weights)
        )


def facts(claim: Claim, by: Scales, spread: Spread = ALONE) -> Facts:
    """All that the claim is weighed by; its revision and its figure are read with it."""
    figure = getattr(claim, "figure", None)
    return Facts(
        type=claim.type,
        check_worthiness=claim.check_worthiness,
        size=figure.low if figure else None,
        unit=figure.unit if figure else "",
        urgency=claim.revision.urgency,
        agencies=spread.agencies,
        told_before=spread.told_before,
        is_disputed=priorities.has(claim.reasons, priorities.CONFLICT),
        needs_recheck=claim.needs_recheck,
        waited=waited(claim),
        is_listed=by.lists(claim.claimant),
    )


def waited(claim: Claim) -> float:
    """Hours since it came in; one that is not saved yet has not waited."""
    return (timezone.now() - claim.created_at) / HOUR if claim.pk and claim.created_at else 0.0


def set_terms(claims: Iterable[Claim], terms: Callable[[Claim, Weights], Iterable[Reason]]) -> list[Claim]:
    """Exchange these terms of locked claims; those whose sum is another now, saved by whoever calls."""
    shelf, changed = scales(), []
    for claim in claims:
        before = claim.priority, claim.reasons
        anew = terms(claim, _of(shelf, claim).weights)
        claim.priority, claim.reasons = priorities.exchanged(claim.reasons, *anew)
        if (claim.priority, claim.reasons) != before:
            changed.append(claim)
    return changed


def write(claims: Collection[Claim]) -> int:
    """Save their sums in one statement; forms that are open stay good. How many there were."""
    if claims:
        rows = ((claim.pk, claim.priority, json.dumps(claim.reasons)) for claim in claims)
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(column) for column in zip(*rows, strict=True)])
    return len(claims)


@transaction.atomic
def spread_anew(claims: Collection[int]) -> int:
    """Who tells the same may have changed: give the open ones of these claims their terms.

    How many got others. Only those are locked that change, in the order of their numbers.
    """
    open_ones = Claim.objects.open().filter(pk__in=claims)
    told = spread_of(list(open_ones.values_list("pk", flat=True)))

    def terms(claim: Claim, weights: Weights) -> list[Reason]:
        spread = told.get(claim.pk, ALONE)
        return [
            priorities.agencies(spread.agencies, weights),
            priorities.novelty(spread.told_before, weights),
        ]

    moving = [claim.pk for claim in set_terms(_sums(open_ones), terms)]
    locked = _sums(open_ones.filter(pk__in=moving)).select_for_update(no_key=True).order_by("id")
    return write(set_terms(locked if moving else (), terms))


def weigh_whole(claims: Collection[Claim]) -> list[Claim]:
    """Every term anew, of locked claims; those whose sum changed, unsaved."""
    shelf, changed = scales(), []
    spread = spread_of([claim.pk for claim in claims])
    for claim in claims:
        by, before = _of(shelf, claim), (claim.priority, claim.reasons)
        known = facts(claim, by, spread.get(claim.pk, ALONE))
        claim.priority, claim.reasons = priorities.priority(known, by.weights)
        if (claim.priority, claim.reasons) != before:
            changed.append(claim)
    return changed


def weigh_again(claim: Claim, *, is_compared_later: bool = False) -> None:
    """A locked claim that comes back to the queue, or to another desk, is weighed as it stands now.

    Who else tells it is counted, but for what the wire brings back: that is compared anyway, many at a time.
    """
    if is_compared_later:
        weigh([claim])
        set_terms([claim], lambda one, weights: [priorities.age(waited(one), weights)])
    else:
        weigh_whole([claim])
    write([claim])


def _of(shelf: Shelf, claim: Claim) -> Scales:
    """A desk made since the scales were read weighs as the default one, until it is its turn."""
    return shelf.get(claim.desk_id) or shelf[None]


def _sums(claims: Any) -> Any:
    return claims.only("pk", "desk_id", "priority", "reasons")


def _lines(speakers: str) -> tuple[str, ...]:
    return tuple(name for line in speakers.splitlines() if (name := line.strip()))
