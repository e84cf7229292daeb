"""Which claims say the same as another, or nearly, as links between tellings have it.

A *telling* is a claim with one figure: as long as its versions tell the same, the first of them stands for
all, and links are between such first occurrences. So a refused link stays refused for as long as the figures
do, and a version that changes the figure brings links of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.db.models import Q

from claims.matching.types import COPIED, turned
from claims.models.claim import Claim
from claims.models.link import SAME, ClaimLink
from claims.models.occurrence import Occurrence

if TYPE_CHECKING:
    from claims.models.user import User

FIGURE = ("low", "high", "qualifier", "unit", "per")
READING = ("subject", "period", "per")
LINK = (
    "one_id", "other_id", "kind", "score", "because", "difference", "one__claim_id", "other__claim_id"
)  # fmt: skip
TOLD = ("pk", "claim_id", "measure", "role", "place", "sentence", "figure", "reading")


Tied = dict[int, list[tuple[int, int, ClaimLink]]]  # by telling: claim and telling at the other end


class Seen(NamedTuple):
    """A link as one of its two sides reads it: the other claim, and what agrees and differs."""

    link: ClaimLink
    claim: int
    kind: str
    because: str
    difference: str

    @property
    def is_copy(self) -> bool:
        """Whether it is one text in two papers, which counts as one source."""
        return self.kind == SAME and self.because.startswith(COPIED)


@dataclass(frozen=True, slots=True)
class Linked:
    """The claims that say the same, and those that nearly do; the nearest first."""

    seen: tuple[Seen, ...] = ()

    @property
    def same_as(self) -> list[int]:
        return list(dict.fromkeys(each.claim for each in self.seen if each.kind == SAME))

    @property
    def told_again(self) -> list[int]:
        """Those of `same_as` that tell it in words of their own."""
        return list(dict.fromkeys(each.claim for each in self.seen if each.kind == SAME and not each.is_copy))

    @property
    def variants(self) -> list[int]:
        return list(dict.fromkeys(each.claim for each in self.seen if each.kind != SAME))


class Tellings:
    """The tellings of some claims, given by number or as a query.

    `first` has for each occurrence the first that tells the same, `newest` for each claim that of its newest.
    """

    def __init__(self, claims: Collection[int] | models.QuerySet[Any, Any]) -> None:
        self.first: dict[int, int] = {}
        self.newest: dict[int, int] = {}
        known: dict[tuple[Any, ...], int] = {}
        told = Occurrence.objects.filter(claim__in=claims).order_by("claim_id", "revision__number")
        for each in told.values_list(*TOLD, named=True):
            self.first[each.pk] = known.setdefault(telling(each), each.pk)
            self.newest[each.claim_id] = self.first[each.pk]


def telling(told: Any) -> tuple[Any, ...]:
    """What two occurrences of a claim, given as rows of TOLD, have in common where they tell the same."""
    figure, reading = told.figure, told.reading or {}
    if figure is None:
        return told.claim_id, told.sentence
    read = (str(reading.get(name)) for name in READING)
    numbers = tuple(figure.get(name) for name in FIGURE)
    return told.claim_id, told.measure, told.role, told.place, *read, *numbers


def links_of(claims: Iterable[Claim], person: User | None = None) -> dict[int, Linked]:
    """By claim: its links as its newest version tells it, with claims that newest versions tell.

    Given a person, with those claims alone that they may see. Five queries, whatever the number of claims.
    """
    numbers = {claim.pk for claim in claims}
    own = Tellings(numbers)
    tied = _ties(own.newest.values())
    others = {claim for ties in tied.values() for claim, _, _ in ties}
    told = Tellings(_current(others, person))
    standing = {telling: claim for claim, telling in told.newest.items()}
    return {pk: _linked(own.newest.get(pk, 0), tied, pk, standing) for pk in numbers}


def links_of_tellings(occurrences: Sequence[Occurrence]) -> dict[int, Linked]:
    """By occurrence: the links of what that version told, with whatever other versions told."""
    own = Tellings({each.claim_id for each in occurrences})
    tied = _ties({own.first[each.pk] for each in occurrences})
    return {each.pk: _linked(own.first[each.pk], tied, None, None) for each in occurrences}


def _ties(tellings: Collection[int]) -> Tied:
    """The links of tellings that nobody refused, the best first."""
    found: Tied = defaultdict(list)
    links = ClaimLink.objects.filter(Q(one__in=tellings) | Q(other__in=tellings), refused_by=None)
    shown = links.select_related("one", "other").only(*LINK).order_by("kind", "-score", "id")
    for link in shown:
        found[link.one_id].append((link.other.claim_id, link.other_id, link))
        found[link.other_id].append((link.one.claim_id, link.one_id, link))
    return found


def _linked(first: int, tied: Tied, own: int | None, standing: dict[int, int] | None) -> Linked:
    """The links of the telling `first`; given those that stand now, with these alone and other claims."""
    return Linked(
        tuple(
            _seen(first, claim, link)
            for claim, telling, link in tied.get(first, ())
            if standing is None or (telling in standing and claim != own)
        )
    )


def _seen(first: int, claim: int, link: ClaimLink) -> Seen:
    side = link.difference if link.one_id == first else turned(link.difference)
    return Seen(link, claim, link.kind, link.because, side)


def _current(claims: Collection[int], person: User | None) -> set[int]:
    """Those of the claims that the newest version of their story tells, and the person may see."""
    seen = Claim.objects.filter(pk__in=claims).current()
    if person is not None:
        seen = seen.visible_to(person)
    return set(seen.values_list("pk", flat=True))
