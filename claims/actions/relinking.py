"""What becomes of links where stories are regrouped: only what hangs on the grouping is decided anew.

What two tellings say stands; whether they are of one event is all that a regrouping changes. So of the claims
that left an event those pairs alone are compared that were of one event and are no more, or that are of one
now and were not. All their other links count as they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from claims.actions import comparing, links
from claims.actions.comparing import Kind, Pair, Row
from claims.actions.links import Decided
from claims.matching.types import Comparison
from claims.models.linked import Tellings


class Place(NamedTuple):
    """A telling in its event, and in the one before; None where it is of none."""

    key: int
    was: int | None
    now: int | None
    kind: Kind


def relink(left: Mapping[int, int]) -> int:
    """Compare claims with those that they came to and those that they left; how many pairs.

    `left` has by claim the event before. The number of queries does not depend on how many there are.
    """
    first = Tellings(left).first
    mine = set(first.values())
    if not mine:
        return 0
    standing = links.standing_of(mine)
    places = {row.pk: _place(row, left) for row in comparing.rows({*mine, *links.ends(standing)})}
    changed = {pair for pair in standing if _is_changed(*(places[key] for key in pair))}
    pairs = changed | _met([places[key] for key in mine], left, first)
    kept = {pair: _decided(row, places, pair) for pair, row in standing.items() if pair not in pairs}
    found = links.best(kept | links.decide_all(pairs, comparing.tellings(links.ends(pairs))), mine)
    links.write(found, standing)
    links.weigh(links.ends(links.same_in(found) ^ links.same_in(standing)))
    return len(pairs)


def _met(mine: Collection[Place], left: Mapping[int, int], first: Mapping[int, int]) -> set[Pair]:
    """With the newest of one kind that came to their events from elsewhere, or were there before."""
    told = [_place(row, left) for row in comparing.rows_of_events({place.now for place in mine})]
    met = list(_meetings(mine, told))
    firsts = {**comparing.first_of({other for _, other in met} - first.keys()), **first}
    return {links.ordered(one, firsts[other]) for one, other in met}


def _meetings(mine: Iterable[Place], told: Iterable[Place]) -> Iterator[Pair]:
    groups: dict[tuple[int | None, Kind], list[Place]] = defaultdict(list)
    for place in told:
        groups[place.now, place.kind].append(place)
    for one in mine:
        others = (other.key for other in groups[one.now, one.kind] if other.was != one.was)
        yield from ((one.key, other) for other in islice(others, comparing.most_of(one.kind)))


def _place(row: Row, left: Mapping[int, int]) -> Place:
    return Place(row.pk, left.get(row.claim, row.event), row.event, comparing.kind_of(row))


def _is_changed(one: Place, other: Place) -> bool:
    return (one.was == other.was) != (one.now == other.now)


def _decided(row: Any, places: Mapping[int, Place], pair: Pair) -> Decided:
    """What a link says that stands as it is."""
    one, other = (places[key] for key in pair)
    says = Comparison(row.kind, row.score, row.because, row.difference)
    return Decided(links.kind_of(row.kind, is_of_one=one.now is not None and one.now == other.now), says)
