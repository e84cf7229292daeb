"""What the queue shows, kept in its address: the view, the filters, the place in the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import IntegerField, Q, QuerySet, Subquery
from django.http import QueryDict

from claims.extraction.types import TYPES
from claims.models import Claim, ClaimQuerySet, Conflict, User
from claims.priorities import CONFLICT
from claims.statuses import OPEN, PUBLIC, Status

LARGEST_ID = 2**63 - 1
LONGEST_SEARCH = 200
# Its event has a conflict that is open, and it tells one of the two figures: the reason says so to all.
DISPUTED = Q(
    event__in=Conflict.objects.open().values("event"), reasons__contains=[{"name": CONFLICT}]
)
Choice = Callable[[ClaimQuerySet, User], ClaimQuerySet]


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at the desk: its heading, what it holds, what to say when nothing is left.

    `of_all_versions`: also claims that the newest version of their story no longer makes. `when_any`: in
    the rail only while it holds something.
    """

    title: str
    chosen: Choice
    when_empty: str
    of_all_versions: bool = False
    when_any: bool = False


def _of(*statuses: Status) -> Choice:
    return lambda claims, _: claims.alive().filter(status__in=statuses)


VIEWS = {
    "open": View("Open claims", lambda claims, _: claims.open(), "Every claim that came in is decided."),
    "mine": View("Held by me", lambda claims, person: claims.held_by(person), "You hold no claim."),
    "recheck": View(
        "Changed by the wire",
        lambda claims, _: claims.to_recheck(),
        "Nobody has to look again at a claim that the wire changed.",
        of_all_versions=True,
        when_any=True,
    ),
    "review": View(
        "Ready for review",
        _of(Status.PROPOSED, Status.IN_REVIEW),
        "No verdict waits for a second pair of eyes.",
    ),
    "approved": View("Approved", _of(Status.APPROVED), "No verdict has been approved yet."),
    "embargoed": View(
        "Under embargo",
        lambda claims, _: claims.embargoed().filter(status__in=(*OPEN, Status.APPROVED)),
        "No claim is of a story under embargo.",
        when_any=True,
    ),
    "published": View(
        "Published",
        lambda claims, _: claims.filter(status__in=PUBLIC),
        "No verdict has been published yet.",
        of_all_versions=True,
    ),
    "killed": View(
        "Killed by the wire",
        lambda claims, _: claims.killed(),
        "The wire has killed no story.",
        of_all_versions=True,
        when_any=True,
    ),
    "resting": View(
        "Published, story killed",
        lambda claims, _: claims.resting_on_killed(),
        "No published verdict rests on a story that the wire has killed.",
        of_all_versions=True,
        when_any=True,
    ),
    "dismissed": View("Dismissed", _of(Status.DISMISSED), "Nothing has been dismissed."),
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """The queue's query string, parsed leniently: what it does not know it leaves out.

    `after` is the (priority, id) of the last row above the page.
    """

    view: str = "open"
    types: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    q: str = ""
    conflict: bool = False
    after: tuple[int, int] | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> QueueFilter:
        view = query.get("view", "open")
        return cls(
            view=view if view in VIEWS else "open",
            types=tuple(name for name in TYPES if name in query.getlist("type")),
            sources=tuple(sorted({pk for text in query.getlist("source") if (pk := whole(text))})),
            q=" ".join(query.get("q", "").split())[:LONGEST_SEARCH],
            conflict=query.get("conflict") == "1",
            after=_place(query.get("after", "")),
        )

    @property
    def title(self) -> str:
        return VIEWS[self.view].title

    @property
    def is_narrowed(self) -> bool:
        return bool(self.types or self.sources or self.q or self.conflict)

    def in_view(self, person: User, view: str | None = None) -> ClaimQuerySet:
        """The view's claims without the filters."""
        wanted, claims = VIEWS[view or self.view], Claim.objects.visible_to(person)
        return wanted.chosen(claims if wanted.of_all_versions else claims.current(), person)

    def counts(self, person: User, most: int) -> dict[str, str]:
        """How many claims each view holds, by its name: one query, each counted no further than `most`."""
        asked = {name: BoundedCount(self.in_view(person, name).order_by()[: most + 1]) for name in VIEWS}
        found = User.objects.filter(pk=person.pk).values_list(*asked.values()).get()
        return {name: _bounded(number, most) for name, number in zip(asked, found, strict=True)}

    def claims(self, person: User) -> ClaimQuerySet:
        """The claims of the view that pass the filters, highest priority first."""
        found = self.in_view(person)
        if self.types:
            found = found.filter(type__in=self.types)
        if self.sources:
            found = found.filter(article__source__in=self.sources)
        if self.q:
            found = found.filter(_says(self.q))
        if self.conflict:
            found = found.filter(DISPUTED)
        return found.by_priority()

    def page(self, person: User) -> ClaimQuerySet:
        """The claims from `after` on."""
        return below(self.claims(person), self.after) if self.after else self.claims(person)

    @property
    def query(self) -> str:
        """What stands after the path to make this filter again: "?type=crime"; "" for the plain queue."""
        made = QueryDict(mutable=True)
        if self.view != "open":
            made["view"] = self.view
        made.setlist("type", list(self.types))
        made.setlist("source", [str(pk) for pk in self.sources])
        if self.q:
            made["q"] = self.q
        if self.conflict:
            made["conflict"] = "1"
        if self.after:
            made["after"] = "{}.{}".format(*self.after)
        encoded = made.urlencode()
        return f"?{encoded}" if encoded else ""

    def at_top(self) -> QueueFilter:
        return replace(self, after=None)

    def going_on_after(self, claim: Claim) -> QueueFilter:
        """The same list from below this claim."""
        return replace(self, after=(claim.priority, claim.pk))

    def turned_to(self, view: str) -> QueueFilter:
        """Another view, with the filters kept."""
        return replace(self, view=view, after=None)

    def without(self, name: str, value: object = None) -> QueueFilter:
        """The filter with one value of one field dropped."""
        if name in ("q", "conflict"):
            return replace(self, after=None, **{name: getattr(QueueFilter(), name)})
        kept = tuple(each for each in getattr(self, name) if each != value)
        return replace(self, after=None, **{name: kept})  # type: ignore[arg-type]  # a field's own name


def below(claims: ClaimQuerySet, place: tuple[int, int]) -> ClaimQuerySet:
    """The claims that come after `place` in the order of the desk."""
    priority, pk = place
    return claims.filter(Q(priority__lt=priority) | Q(priority=priority, pk__lt=pk))


def above(claims: ClaimQuerySet, place: tuple[int, int]) -> ClaimQuerySet:
    """The claims that come before `place`, nearest first."""
    priority, pk = place
    return claims.filter(Q(priority__gt=priority) | Q(priority=priority, pk__gt=pk)).order_by(
        "priority", "pk"
    )


class BoundedCount(Subquery):
    """The number of rows of a sliced query, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counted(claims: QuerySet[Claim], most: int) -> str:
    """How many, counted no further than `most`: `214`, or `500+`."""
    return _bounded(claims.order_by()[: most + 1].count(), most)


def _bounded(found: int, most: int) -> str:
    return f"{most}+" if found > most else str(found)


def _says(words: str) -> Q:
    fields = ("sentence", "claimant", "revision__headline")
    return reduce(or_, (Q(**{f"{field}__icontains": words}) for field in fields))


def whole(text: str) -> int | None:
    """A row's number; None for anything that cannot be one."""
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID
        else None
    )


def _place(text: str) -> tuple[int, int] | None:
    priority, _, pk = text.partition(".")
    number = whole(pk)
    if number is None or not priority.isascii() or not priority.isdigit() or len(priority) > 4:
        return None
    return int(priority), number
