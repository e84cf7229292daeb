"""Which claims of earlier versions a newer one says again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from claims.models import Claim


class Reading(NamedTuple):
    """What makes two claims the same: sentence, type, the figure as read, and claimant."""

    sentence: str
    type: str
    figure: tuple[float, float | None, str, str, str, str] | None
    claimant: str


class Match(NamedTuple):
    """`pairs` (known, read) are said again, `gone` are said no more, `fresh` for the first time."""

    pairs: list[tuple[Claim, Claim]]
    gone: list[Claim]
    fresh: list[Claim]


def match(known: Iterable[Claim], read: Iterable[Claim]) -> Match:
    """Pair known claims with just read, unsaved ones of the same reading, each once, in order of the text."""
    waiting: dict[Reading, list[Claim]] = defaultdict(list)
    for claim in sorted(known, key=lambda claim: claim.start, reverse=True):
        waiting[reading(claim)].append(claim)
    matched = Match([], [], [])
    for row in read:
        same = waiting[reading(row)]
        if same:
            matched.pairs.append((same.pop(), row))
        else:
            matched.fresh.append(row)
    matched.gone.extend(claim for claims in waiting.values() for claim in claims)
    return matched


def reading(claim: Claim) -> Reading:
    """Line breaks and runs of spaces are no difference."""
    figure = getattr(claim, "figure", None)
    values = figure and (figure.low, figure.high, figure.qualifier, figure.unit, figure.of, figure.per)
    return Reading(" ".join(claim.sentence.split()), claim.type, values, claim.claimant)
