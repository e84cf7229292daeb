"""Which tellings say the same as others, written down as links: offered to people, never acted on.

Two tellings are compared where something brings them together: one event, one story, one figure of one
measure, near vectors, or a link that stands already. `claims.matching.claims` decides. A telling keeps its
best links, MOST of each kind; a link stays as long as one of its two ends keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from django.db.models import Q

from claims.actions import comparing, weighing
from claims.matching.claims import compare
from claims.matching.types import Claim, Comparison
from claims.models import Article, ClaimLink, Occurrence
from claims.models import Claim as ClaimRow
from claims.models.link import SAME, VARIANT
from claims.models.linked import Tellings

ELSEWHERE = "elsewhere"  # a variant that is not known to be of the same event
MOST = {SAME: 12, VARIANT: 24, ELSEWHERE: 4}  # links that a telling keeps
NEWEST = 400  # tellings of one story that are compared: a story of forty versions has no more that matter
FAR = 0.2  # score of a variant of another event, below which it is no link: two fifths of the words
WRITTEN = ("kind", "score", "because", "difference")

Pair = tuple[int, int]  # two first tellings, the lower number first


def link(articles: Sequence[Article]) -> int:
    """Compare what these stories tell with what others do; how many links there are now between them.

    All versions that were read count, so that any order of arrival ends in the same links. The number of
    queries does not depend on how many stories there are. Call it in a transaction, as the only matcher.
    """
    own = Tellings(ClaimRow.objects.filter(article__in=articles))
    mine = set(sorted(set(own.first.values()))[-NEWEST * max(1, len(articles)) :])
    if not mine:
        return 0
    standing = {(link.one_id, link.other_id): link for link in _standing(mine)}
    told = comparing.tellings(mine)
    pairs, told = _pairs(told, standing)
    found = _best({pair: _compared(pair, told) for pair in pairs}, told, mine)
    _drop(link for pair, link in standing.items() if pair not in found and not link.refused_by_id)
    _write(found, standing)
    weighing.spread_anew(_claims({*mine, *(key for pair in (*found, *standing) for key in pair)}))
    return len(found)


def _claims(tellings: Collection[int]) -> list[int]:
    return list(Occurrence.objects.filter(pk__in=tellings).values_list("claim_id", flat=True))


def _standing(mine: Collection[int]) -> Iterable[ClaimLink]:
    return ClaimLink.objects.filter(Q(one__in=mine) | Q(other__in=mine))


def _pairs(mine: dict[int, Claim], standing: Collection[Pair]) -> tuple[set[Pair], dict[int, Claim]]:
    """The pairs that are worth comparing, and all that is told by them."""
    brought = {*comparing.candidates(mine), *standing}
    theirs = {key for pair in brought for key in pair} - mine.keys()
    first = comparing.first_of(theirs)
    told = mine | comparing.tellings(set(first.values()) - mine.keys())
    pairs = {_ordered(first.get(one, one), first.get(other, other)) for one, other in brought}
    within = {_ordered(*pair) for group in _stories(mine) for pair in combinations(group, 2)}
    known = {pair for pair in pairs | within if pair[0] != pair[1] and told.keys() >= set(pair)}
    return known, told


def _stories(mine: dict[int, Claim]) -> Iterator[list[int]]:
    """Tellings of one story and one measure: its versions, and figures that are parts of others."""
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for key, claim in mine.items():
        if claim.reading and claim.figure:
            groups[claim.article, claim.reading.measure].append(key)
    yield from groups.values()


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _compared(pair: Pair, told: dict[int, Claim]) -> Comparison:
    """Two figures of one claim are never the same: one of them took the other's place.

    What a story of something else says in other words ("12 killed" there, too) is not worth a link.
    """
    one, other = told[pair[0]], told[pair[1]]
    found = compare(one, other)
    is_one = found.kind == SAME and one.claim == other.claim
    is_far = _kind(found, one, other) == ELSEWHERE and found.score < FAR
    return Comparison("other") if is_one or is_far else found


def _kind(found: Comparison, one: Claim, other: Claim) -> str:
    is_of_one = one.event is not None and one.event == other.event
    return ELSEWHERE if found.kind == VARIANT and not is_of_one else found.kind


def _best(
    compared: dict[Pair, Comparison], told: dict[int, Claim], mine: Collection[int]
) -> dict[Pair, Comparison]:
    """What one end at least of `mine` keeps: the best of each kind."""
    ends: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair, found in compared.items():
        kind = _kind(found, told[pair[0]], told[pair[1]])
        for end in pair:
            if end in mine and kind in MOST:
                ends[end, kind].append(pair)
    kept: dict[Pair, Comparison] = {}
    for (_, kind), pairs in ends.items():
        pairs.sort(key=lambda pair: (-compared[pair].score, pair))
        kept |= {pair: compared[pair] for pair in pairs[: MOST[kind]]}
    return kept


def _drop(links: Iterable[ClaimLink]) -> None:
    gone = [link.pk for link in links]
    if gone:
        ClaimLink.objects.filter(pk__in=gone).delete()


def _write(found: dict[Pair, Comparison], standing: dict[Pair, ClaimLink]) -> None:
    """New links and those that say something else now; who refused one stays written."""
    rows = [_row(pair, comparison) for pair, comparison in found.items()]
    changed = [row for row in rows if not _says_so(standing.get((row.one_id, row.other_id)), row)]
    ClaimLink.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["one", "other"], update_fields=WRITTEN
    )


def _row(pair: Pair, found: Comparison) -> ClaimLink:
    return ClaimLink(
        one_id=pair[0],
        other_id=pair[1],
        kind=found.kind,
        score=found.score,
        because=found.because,
        difference=found.difference,
    )


def _says_so(known: ClaimLink | None, row: ClaimLink) -> bool:
    return known is not None and all(getattr(known, name) == getattr(row, name) for name in WRITTEN)
