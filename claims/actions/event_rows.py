"""The rows of events: accounts kept and moved, events begun, named and emptied, each with its line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from claims.actions import regroupings
from claims.actions.wording import room
from claims.matching import types
from claims.models import Account, Article, Claim, Event
from claims.statuses import PubStatus

APART = ("at", "keys")  # fields of an account that have columns of their own
BELONG = """
    UPDATE claims_claim SET event_id = anew.event FROM unnest(%s::bigint[], %s::bigint[]) AS anew(id, event)
    WHERE claims_claim.id = anew.id
"""


@dataclass(eq=False, slots=True)
class Node:
    """An account at work: its row, what it tells, its event as it `was` and where it goes `to`.

    `rank` puts the oldest first, whatever the order of arrival; a group's `group` is its oldest account.
    """

    row: Account
    told: types.Account
    rank: tuple[Any, ...]
    was: int | None
    to: int | None = None
    group: Node | None = None

    @property
    def is_pinned(self) -> bool:
        return self.row.pinned_by_id is not None


def with_articles() -> Any:
    """Accounts with their stories, read by number: a join would have the planner read through all stories."""
    return Account.objects.prefetch_related("article__source").order_by("pk")


def node_of(row: Account, *, is_new: bool = False) -> Node:
    return Node(row, told_of(row), rank_of(row), was=None if is_new else row.event_id)


def rank_of(row: Account) -> tuple[Any, ...]:
    """Puts the oldest first, whatever the order of arrival."""
    return (row.at, row.article.source.name, row.article.guid, row.part)


def told_of(row: Any) -> types.Account:
    """What the rules compare, as it was kept in `at`, `keys` and `told`."""
    told: dict[str, Any] = {
        name: tuple(kept) if isinstance(kept, list) else kept for name, kept in row.told.items()
    }
    return types.Account(at=row.at, keys=tuple(row.keys), **told)


def placed_before(articles: Collection[Article]) -> set[int]:
    """Those of the stories, by number, that tell of an event already."""
    return set(Account.objects.filter(article__in=articles).values_list("article_id", flat=True))


def own_nodes(
    article: Article, told: Sequence[types.Account], *, is_new: bool
) -> tuple[list[Node], set[int]]:
    """The accounts of a story with what it tells now, and the events that it tells of no more.

    An account keeps its row, and so its event, where it tells of the same places; what a person pinned stays
    even where the story tells of it no more. A row that goes is a line in its event's history.
    """
    rows = [] if is_new else _rows_of(article)
    nodes, parts = [], iter(sorted({*range(len(rows) + len(told))} - {row.part for row in rows}))
    for each in told:
        row = _row_for(each, rows)
        if row:
            rows.remove(row)
        nodes.append(_with(each, row, article, 0 if row else next(parts)))
    gone = [row for row in rows if row.pinned_by_id is None]
    for row in gone:
        regroupings.note(row.event_id, "left", detail=regroupings.of(row))
        row.delete()
    kept = [node_of(row) for row in rows if row.pinned_by_id is not None]
    return nodes + kept, {row.event_id for row in gone}


def _rows_of(article: Article) -> list[Account]:
    rows = list(Account.objects.filter(article=article).order_by("part"))
    for row in rows:
        row.article = article
    return rows


def _row_for(told: types.Account, rows: Sequence[Account]) -> Account | None:
    """Of the rows that are left, the one that told of the same place; else the first that is not pinned."""
    same = [row for row in rows if set(row.told["places"]) & set(told.places)]
    free = [row for row in rows if row.pinned_by_id is None]
    return next(iter([*same, *free, *rows]), None)


def _with(told: types.Account, row: Account | None, article: Article, part: int) -> Node:
    """The row with what is told now; a new one is unsaved until its event is known."""
    kept = row or Account(article=article, part=part)
    record = asdict(told)
    kept.at, kept.keys = told.at, list(told.keys)
    kept.told = {name: value for name, value in record.items() if name not in APART}
    if row:
        row.save(update_fields=["at", "keys", "told"])
    return node_of(kept, is_new=row is None)


def move(nodes: Sequence[Node]) -> set[int]:
    """Write where these accounts belong now, beginning events where they have none; the events touched."""
    begun: dict[int, Event] = {}
    for node in sorted(nodes, key=lambda each: each.rank):
        event_id, action = node.to, "joined"
        if event_id is None:
            first = node.group or node
            action = "joined" if id(first) in begun else "begun"
            event_id = begun.setdefault(
                id(first), begin(node.row) if action == "begun" else begun[id(first)]
            ).pk
        _put(node, event_id, action)
    return {node.was for node in nodes if node.was is not None} | {node.row.event_id for node in nodes}


def begin(row: Account) -> Event:
    """A new event, as one account tells of it."""
    name = row.told.get("name") or row.article.guid
    return Event.objects.create(
        name=name[: room(Event, "name")],
        place=_where(row),
        kind=row.told.get("kind", ""),
        began_at=row.at,
        latest_at=row.at,
    )


def _where(row: Account) -> str:
    """The first place that an account tells, else the first area."""
    told = [*row.told.get("places", ()), *row.told.get("areas", ())]
    return told[0].title()[: room(Event, "place")] if told else ""


def _put(node: Node, event_id: int, action: str) -> None:
    row, was = node.row, node.was
    row.event_id = event_id
    row.save()
    detail = regroupings.of(row)
    if was is not None:
        regroupings.note(was, "left", detail=detail | {"to": event_id})
    regroupings.note(event_id, action, detail=detail | {"from": was})


def describe(event_ids: Collection[int]) -> None:
    """What most accounts say of place and kind, the times, and the name unless a person gave one.

    An event left by all its accounts stays, without any; where they went to one event, it leads on to that.
    """
    told: dict[int, list[Account]] = defaultdict(list)
    for row in sorted(with_articles().filter(event__in=event_ids), key=rank_of):
        told[row.event_id].append(row)
    for event in Event.objects.filter(pk__in=event_ids).order_by("pk"):
        before = (event.name, event.place, event.kind, event.began_at, event.latest_at, event.merged_into_id)
        if event.pk in told:
            _describe(event, _seen_by_all(told[event.pk]))
        elif event.merged_into_id is None:
            event.merged_into_id = regroupings.left_for(event.pk)
        after = (event.name, event.place, event.kind, event.began_at, event.latest_at, event.merged_into_id)
        if before != after:
            event.save(update_fields=["name", "place", "kind", "began_at", "latest_at", "merged_into"])
        if before[0] != event.name:
            regroupings.note(event.pk, "renamed", detail={"before": {"name": before[0], "named_by": None}})


def _seen_by_all(rows: Sequence[Account]) -> Sequence[Account]:
    """Those of stories that stand and that everybody may see; where there are none, all."""
    free = [row for row in rows if not _is_kept_back(row.article)]
    return [row for row in free if row.article.killed_at is None] or free or rows


def _is_kept_back(article: Article) -> bool:
    return article.is_embargoed or article.pub_status == PubStatus.WITHHELD


def _describe(event: Event, rows: Sequence[Account]) -> None:
    event.kind = _most(row.told["kind"] for row in rows)
    event.place = _most(map(_where, rows))
    event.began_at, event.latest_at = rows[0].at, rows[-1].at
    if event.named_by_id is None:
        event.name = best_name(rows)[: room(Event, "name")]


def best_name(rows: Sequence[Account]) -> str:
    """The headline that says most of what the others say, in the fewest words; the oldest of equals."""
    names = [row.told["name"] for row in rows]
    often = Counter(word for name in names for word in set(name.lower().split()))
    return max(names, key=lambda name: _weight(name, often), default="")


def _weight(name: str, often: Counter[str]) -> float:
    words = name.lower().split()
    return sum(often[word] for word in words) / len(words) if words else 0.0


def _most(values: Iterable[str]) -> str:
    """The value told most often, the first of equals; blanks don't count."""
    found = Counter(value for value in values if value)
    return max(found, key=lambda value: found[value], default="")


def assign_claims(article_ids: Collection[int]) -> dict[int, int]:
    """Give each claim of these stories the event of its account; what is of no account goes to the first.

    For those that leave one event for another, the one before, by the claim's number.
    """
    wanted: dict[int, int] = {}
    first: dict[int, int] = {}
    for row in Account.objects.filter(article__in=article_ids).order_by("article_id", "part"):
        first.setdefault(row.article_id, row.event_id)
        wanted |= dict.fromkeys(row.told["claims"], row.event_id)
    changed: dict[int, int] = {}
    left: dict[int, int] = {}
    claims = Claim.objects.filter(article__in=article_ids).order_by("pk")
    for pk, article_id, event_id in claims.values_list("pk", "article_id", "event_id"):
        belongs = wanted.get(pk, first.get(article_id))
        if belongs != event_id and belongs is not None:
            changed[pk] = belongs
            left |= {pk: event_id} if event_id is not None else {}
    if changed:
        list(Claim.objects.select_for_update().filter(pk__in=changed).order_by("pk").values_list("pk"))
        with connection.cursor() as cursor:
            cursor.execute(BELONG, [list(changed), list(changed.values())])
    return left
