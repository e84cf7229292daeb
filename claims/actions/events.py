"""Which event each story tells of: its accounts are written, compared with others, and grouped.

The groups are those of `claims.matching.events`, over all accounts that a change can reach, so that any order
of arrival ends in the same ones. What a person put somewhere stays there, and what is new joins the pinned
event that it has most in common with. Each change is a line of its event's history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from claims.actions import event_rows
from claims.actions.event_rows import Node
from claims.actions.tellings import stories_of
from claims.matching.events import DAYS_APART, accounts, same_event
from claims.matching.events.grouping import groups
from claims.matching.types import Story
from claims.models import Account, Article

WINDOW = timedelta(days=DAYS_APART)
MOST_CANDIDATES = 400  # nearest in time; where more share a key, the key says nothing
TOLD = ("event_id", "at", "keys", "told")  # columns of an account that the rule goes by
ROUNDS = 6  # of looking further, where the regrouping of one event reaches another


class Placed(NamedTuple):
    """The events touched, and for claims that left one for another the one that they were of."""

    touched: set[int]
    left: dict[int, int]


def place(article: Article) -> set[int]:
    """Find the events that the story tells of, and move whatever that moves; the numbers of those touched."""
    return place_all([article]).touched


def place_all(articles: Iterable[Article]) -> Placed:
    """The same for several stories, one after the other; what their events are called is told at the end.

    Call it in a transaction, as the only matcher, with the articles locked.
    """
    touched: set[int] = set()
    changed: set[int] = set()
    articles = list(articles)
    told, placed = stories_of(articles), event_rows.placed_before(articles)
    for article in articles:
        moved, events = _placed(article, told.get(article.pk), is_new=article.pk not in placed)
        touched |= events
        changed |= {article.pk, *(node.row.article_id for node in moved)}
    event_rows.describe(touched)
    return Placed(touched, event_rows.assign_claims(changed))


def _placed(article: Article, story: Story | None, *, is_new: bool) -> tuple[list[Node], set[int]]:
    """The accounts that are new to their event, and the events touched."""
    own, left = event_rows.own_nodes(article, accounts(story) if story else [], is_new=is_new)
    reach = _Reach(own, left)
    near = reach.beside(own)
    moved = own if not left and _joins_alone(own, near) else reach.settle(near)
    return moved, left | event_rows.move(moved) | {node.row.event_id for node in own}


def _joins_alone(own: Sequence[Node], near: Collection[int]) -> bool:
    """Whether a story that is new has one event `near` and moves nothing there; it is given that event.

    So it is where all that it goes with is of one event, with the oldest account of that, an older one, among
    it: no group changes its centre, and nothing comes nearer to one. Most stories are placed so.
    """
    if len(own) != 1 or own[0].was is not None or len(near) != 1:
        return False
    [event_id] = near
    first = list(Account.objects.filter(event=event_id).order_by("at", "pk")[:2])
    is_oldest = len(first) == 1 or first[0].at < first[1].at
    if not is_oldest or first[0].at >= own[0].told.at:
        return False
    own[0].to = event_id
    return bool(same_event(own[0].told, event_rows.told_of(first[0])))


def _like(nodes: Collection[Node], known: Collection[int]) -> set[int]:
    """The events, but for those known, of accounts that are of one event with any of these."""
    keys = {key for node in nodes for key in node.told.keys}
    if not keys:
        return set()
    times = [node.told.at for node in nodes]
    near = Account.objects.filter(
        keys__overlap=sorted(keys), at__range=(min(times) - WINDOW, max(times) + WINDOW)
    )
    elsewhere = near.exclude(event__in=known).order_by("-at", "pk").values_list(*TOLD, named=True)
    others = [(row.event_id, event_rows.told_of(row)) for row in elsewhere[:MOST_CANDIDATES]]
    return {event_id for event_id, told in others if any(same_event(node.told, told) for node in nodes)}


class _Reach:
    """All accounts that a change can reach, and the answers of the rule so far."""

    def __init__(self, own: Sequence[Node], left: Collection[int]) -> None:
        self.nodes = list(own)
        self._events: set[int] = set()
        self._answers: dict[tuple[int, int], bool] = {}
        self._looked: set[int] = set()
        self._load({*left, *(node.was for node in own if node.was is not None)})

    def settle(self, near: Collection[int]) -> list[Node]:
        """Give each account its event, looking beyond those `near` until nothing more moves; the new ones."""
        self._load(near)
        for _ in range(ROUNDS):
            moved = self._grouped()
            further = self.beside([node for node in moved if id(node) not in self._looked]) - self._events
            if not further:
                break
            self._load(further)
        return moved

    def _grouped(self) -> list[Node]:
        """The nodes whose event is another than it was, once all are in groups; None is an event to begin."""
        pinned = [node for node in self.nodes if node.is_pinned]
        free = [node for node in self.nodes if not node.is_pinned]
        for node in pinned:
            node.to = node.was
        found = groups(free, self._is_same, lambda node: node.rank)
        taken = {node.was for node in pinned}
        numbers = _numbers(free, taken)
        for group in found:
            event = self._pinned_beside(group, pinned) or _number(group, numbers)
            for node in group:
                node.to, node.group = event, group[0]
        return [node for node in free if node.to != node.was or node.to is None]

    def _pinned_beside(self, group: Iterable[Node], pinned: Sequence[Node]) -> int | None:
        """The event that people made with which the group has most in common; the lower number of two."""
        common = Counter(
            other.was for node in group for other in pinned if other.was and self._is_same(node, other)
        )
        return min(common, key=lambda event: (-common[event], event)) if common else None

    def _is_same(self, one: Node, other: Node) -> bool:
        key = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        if key not in self._answers:
            self._answers[key] = bool(same_event(one.told, other.told))
        return self._answers[key]

    def _load(self, event_ids: Collection[int]) -> None:
        """Bring in all accounts of these events."""
        fresh = set(event_ids) - self._events
        self._events |= fresh
        known = {node.row.pk for node in self.nodes}
        if fresh:
            rows = event_rows.with_articles().filter(event__in=fresh).exclude(pk__in=known - {None})
            self.nodes += [event_rows.node_of(row) for row in rows]

    def beside(self, nodes: Collection[Node]) -> set[int]:
        """The events of accounts elsewhere that are of one event with any of these."""
        self._looked |= {id(node) for node in nodes}
        return _like(nodes, self._events)


def _numbers(nodes: Iterable[Node], taken: Collection[int | None]) -> dict[int, list[int]]:
    """By the identity of each account that is the oldest of events: their numbers, which go where it goes."""
    oldest: dict[int, Node] = {}
    for node in nodes:
        if node.was is not None and node.was not in taken:
            oldest[node.was] = min(oldest.get(node.was, node), node, key=lambda each: each.rank)
    numbers: dict[int, list[int]] = {}
    for event, node in sorted(oldest.items()):
        numbers.setdefault(id(node), []).append(event)
    return numbers


def _number(group: Sequence[Node], numbers: dict[int, list[int]]) -> int | None:
    """The number of the event whose oldest account is the oldest of the group's; None: a new event begins."""
    return next((numbers[id(node)][0] for node in group if id(node) in numbers), None)
