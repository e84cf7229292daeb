"""How widely a claim is told: by how many independent sources, and whether another claim told it first.

Counted over the links of kind *same* that nobody refused, in stories that everybody may see and that stand:
priorities are seen by all. Copies of one text count once, and so does all that one source tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from claims.matching.types import COPIED
from claims.models.article import Article
from claims.models.link import SAME, ClaimLink
from claims.models.linked import Tellings
from claims.models.occurrence import Occurrence


@dataclass(frozen=True, slots=True)
class Spread:
    """`agencies`: sources that tell the same in words of their own, the claim's own source among them."""

    agencies: int = 1
    told_before: bool = False


class Told(NamedTuple):
    """A telling: whose it is, and when the version that told it was sent."""

    key: int
    claim: int
    article: int
    source: int
    at: datetime


Pairs = dict[int, set[int]]  # by telling: those linked with it


def spread_of(claims: Collection[int]) -> dict[int, Spread]:
    """By the claim's number, each as its newest version tells it. Six queries, whatever the number."""
    newest = Tellings(claims).newest
    same = _links(Q(one__in=newest.values()) | Q(other__in=newest.values()))
    tied = _both_ways(same)
    told = _told({key for pair in same for key in pair[:2]})
    standing = set(Tellings({each.claim for each in told.values()}).newest.values())
    copies = _both_ways(_copies(told, same))
    return {
        claim: _spread(told.get(key), [told[other] for other in tied[key] if other in told], standing, copies)
        for claim, key in newest.items()
    }


def _links(wanted: Q) -> list[tuple[int, int, str]]:
    links = ClaimLink.objects.filter(wanted, kind=SAME, refused_by=None)
    return list(links.values_list("one_id", "other_id", "because"))


def _copies(told: Collection[int], same: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Which of them are one text in two papers."""
    among = _links(Q(one__in=told, other__in=told, because__startswith=COPIED))
    return [*among, *(link for link in same if link[2].startswith(COPIED))]


def _both_ways(links: Iterable[tuple[int, int, str]]) -> Pairs:
    found: Pairs = defaultdict(set)
    for one, other, _ in links:
        found[one].add(other)
        found[other].add(one)
    return found


def _told(keys: Collection[int]) -> dict[int, Told]:
    """Those of stories that stand and that everybody may see."""
    free = Article.objects.free().filter(killed_at=None)
    rows = Occurrence.objects.filter(pk__in=keys, claim__article__in=free).values_list(
        "pk", "claim_id", "claim__article_id", "claim__article__source_id",
        "revision__sent_at", "revision__received_at",
    )  # fmt: skip
    return {
        pk: Told(pk, claim, article, source, sent or got) for pk, claim, article, source, sent, got in rows
    }


def _spread(own: Told | None, others: list[Told], standing: Collection[int], copies: Pairs) -> Spread:
    """What the others make of `own`; None is of a story that not everybody may see, and counts alone."""
    if own is None:
        return Spread()
    elsewhere = [each for each in others if each.claim != own.claim]
    tellers = [own, *(each for each in elsewhere if each.key in standing and each.article != own.article)]
    told_before = any((each.at, each.claim) < (own.at, own.claim) for each in elsewhere)
    return Spread(_independent(tellers, copies), told_before)


def _independent(tellers: list[Told], copies: Pairs) -> int:
    """How many are left where those of one source, or of one text, are one."""
    groups: list[set[tuple[str, int]]] = []
    for each in tellers:
        marks = {("source", each.source), ("text", each.key), *(("text", key) for key in copies[each.key])}
        near = [group for group in groups if group & marks]
        groups = [group for group in groups if group not in near] + [marks.union(*near)]
    return len(groups)
