"""Which tellings say the same as others, written down as links: offered to people, never acted on.

Two tellings are compared where something brings them together: one event, one story, one figure of one
measure, near vectors, or a link that stands already. `claims.matching.claims` decides. A telling keeps its
best links, MOST of each kind; a link stays as long as one of its two ends keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from django.db.models import Q

from claims.actions import comparing, weighing
from claims.actions.comparing import Pair
from claims.matching.claims import compare
from claims.matching.types import Claim, Comparison
from claims.models import Article, ClaimLink, Occurrence
from claims.models import Claim as ClaimRow
from claims.models.link import SAME, VARIANT
from claims.models.linked import Tellings

ELSEWHERE = "elsewhere"  # a variant that is not known to be of the same event
OTHER = "other"
MOST = {SAME: 12, VARIANT: 24, ELSEWHERE: 4}  # links that a telling keeps
NEWEST = 400  # tellings of one story that are compared: a story of forty versions has no more that matter
FAR = 0.2  # score of a variant of another event, below which it is no link: two fifths of the words
WRITTEN = ("kind", "score", "because", "difference")
KNOWN = ("pk", "one_id", "other_id", *WRITTEN, "refused_by_id")  # of a link that stands

Standing = Mapping[Pair, Any]  # by the two first tellings: a row of KNOWN


class Decided(NamedTuple):
    """What two tellings are to each other: one of MOST, or OTHER; with what the rules say."""

    kind: str
    says: Comparison


def link(articles: Sequence[Article]) -> int:
    """Compare what these stories tell with what others do; how many links there are now between them.

    All versions that were read count, so that any order of arrival ends in the same links. The number of
    queries does not depend on how many stories there are. Call it in a transaction, as the only matcher.
    """
    own = Tellings(ClaimRow.objects.filter(article__in=articles))
    mine = set(sorted(set(own.first.values()))[-NEWEST * max(1, len(articles)) :])
    if not mine:
        return 0
    standing = standing_of(mine)
    found = best(decide_all(*_pairs(comparing.tellings(mine), standing)), mine)
    write(found, standing)
    weigh({*mine, *ends(same_in(found) | same_in(standing))})
    return len(found)


def standing_of(tellings: Collection[int]) -> Standing:
    """The links that there are at these tellings, as plain values: a story of an event has hundreds."""
    links = ClaimLink.objects.filter(Q(one__in=tellings) | Q(other__in=tellings))
    return {(row.one_id, row.other_id): row for row in links.values_list(*KNOWN, named=True).iterator()}


def decide_all(pairs: Iterable[Pair], told: Mapping[int, Claim]) -> dict[Pair, Decided]:
    """`told` has both ends of each."""
    return {pair: _decide(*(told[key] for key in pair)) for pair in pairs}


def _decide(one: Claim, other: Claim) -> Decided:
    """Two figures of one claim are never the same: one of them took the other's place.

    What a story of something else says in other words ("12 killed" there, too) is not worth a link.
    """
    found = compare(one, other)
    kind = kind_of(found.kind, is_of_one=one.event is not None and one.event == other.event)
    is_one = kind == SAME and one.claim == other.claim
    is_far = kind == ELSEWHERE and found.score < FAR
    return Decided(OTHER if is_one or is_far else kind, found)


def kind_of(kind: str, *, is_of_one: bool) -> str:
    """As MOST has it, of two tellings that are `is_of_one` event or not."""
    return ELSEWHERE if kind == VARIANT and not is_of_one else kind


def best(decided: Mapping[Pair, Decided], mine: Collection[int]) -> dict[Pair, Comparison]:
    """What one end at least of `mine` keeps: the best of each kind."""
    kept_by: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair, (kind, _) in decided.items():
        for end in pair if kind in MOST else ():
            if end in mine:
                kept_by[end, kind].append(pair)
    kept: dict[Pair, Comparison] = {}
    for (_, kind), pairs in kept_by.items():
        pairs.sort(key=lambda pair: (-decided[pair].says.score, pair))
        kept |= {pair: decided[pair].says for pair in pairs[: MOST[kind]]}
    return kept


def write(found: Mapping[Pair, Comparison], standing: Standing) -> None:
    """New links and those that say something else now; the rest goes. Who refused one stays written."""
    gone = [row.pk for pair, row in standing.items() if pair not in found and not row.refused_by_id]
    if gone:
        ClaimLink.objects.filter(pk__in=gone).delete()
    changed = [_row(pair, says) for pair, says in found.items() if not _says_so(standing.get(pair), says)]
    ClaimLink.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["one", "other"], update_fields=WRITTEN
    )


def same_in(links: Mapping[Pair, Any]) -> set[Pair]:
    """Of links, or of what was found, those that say the same: how widely a claim is told hangs on them."""
    return {pair for pair, each in links.items() if each.kind == SAME}


def ends(pairs: Iterable[Pair]) -> set[int]:
    return {key for pair in pairs for key in pair}


def weigh(tellings: Collection[int]) -> None:
    """Who tells the same as these claims may have changed, and with it what they weigh."""
    if tellings:
        told = Occurrence.objects.filter(pk__in=tellings).order_by()
        weighing.spread_anew(set(told.values_list("claim_id", flat=True)))


def _pairs(mine: dict[int, Claim], standing: Collection[Pair]) -> tuple[set[Pair], dict[int, Claim]]:
    """The pairs that are worth comparing, and all that is told by them."""
    brought = {*comparing.candidates(mine), *standing}
    first = comparing.first_of(ends(brought) - mine.keys())
    told = mine | comparing.tellings(set(first.values()) - mine.keys())
    pairs = {ordered(first.get(one, one), first.get(other, other)) for one, other in brought}
    within = {ordered(*pair) for group in _stories(mine) for pair in combinations(group, 2)}
    known = {pair for pair in pairs | within if pair[0] != pair[1] and told.keys() >= set(pair)}
    return known, told


def _stories(mine: dict[int, Claim]) -> Iterator[list[int]]:
    """Tellings of one story and one measure: its versions, and figures that are parts of others."""
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for key, claim in mine.items():
        if claim.reading and claim.figure:
            groups[claim.article, claim.reading.measure].append(key)
    yield from groups.values()


def ordered(one: int, other: int) -> Pair:
    """The lower number first."""
    return (one, other) if one < other else (other, one)


def _row(pair: Pair, found: Comparison) -> ClaimLink:
    return ClaimLink(
        one_id=pair[0],
        other_id=pair[1],
        kind=found.kind,
        score=found.score,
        because=found.because,
        difference=found.difference,
    )


def _says_so(known: Any, found: Comparison) -> bool:
    return known is not None and all(getattr(known, name) == getattr(found, name) for name in WRITTEN)
