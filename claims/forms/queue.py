"""What the queue shows, kept in its address: the view, the filters, the place in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import QueryDict
from django.utils.translation import gettext

from claims.forms.counting import bounded, bounded_count
from claims.forms.narrowing import LARGEST_ID, LONGEST_SEARCH, NARROWINGS, texts, whole
from claims.forms.view import VIEWS
from claims.models import Claim, ClaimQuerySet, User

__all__ = ["LARGEST_ID", "LONGEST_SEARCH", "VIEWS", "QueueFilter", "above", "below", "counts", "whole"]

_PLACE = Tuple(F("priority"), F("pk"))


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """The queue's query string, parsed leniently: what it does not know it leaves out.

    Each filter is a row of NARROWINGS. `after` is the (priority, id) of the last row above the page.
    """

    view: str = "open"
    types: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    desks: tuple[int, ...] = ()
    urgencies: tuple[int, ...] = ()
    age: str = ""
    hands: str = ""
    at_least: int | None = None
    conflict: bool = False
    recheck: bool = False
    claimant: str = ""
    place: str = ""
    q: str = ""
    after: tuple[int, int] | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> QueueFilter:
        view = query.get("view", "open")
        read: dict[str, Any] = {name: row.read(query.getlist(row.key)) for name, row in NARROWINGS.items()}
        return cls(view=view if view in VIEWS else "open", after=_place(query.get("after", "")), **read)

    @property
    def title(self) -> str:
        return gettext(VIEWS[self.view].title)

    @property
    def on(self) -> dict[str, Any]:
        """The filters that are on, by their names."""
        return {name: value for name in NARROWINGS if (value := getattr(self, name))}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.on)

    def in_view(self, person: User, view: str | None = None) -> ClaimQuerySet:
        """The view's claims without the filters."""
        wanted, claims = VIEWS[view or self.view], Claim.objects.visible_to(person)
        return wanted.chosen(claims if wanted.of_all_versions else claims.current(), person)

    def claims(self, person: User) -> ClaimQuerySet:
        """The claims of the view that pass the filters, highest priority first."""
        found = self.in_view(person)
        for name, value in self.on.items():
            found = found.filter(NARROWINGS[name].passes(value, person))
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
        for name, row in NARROWINGS.items():
            made.setlist(row.key, texts(getattr(self, name)))
        if self.after:
            made["after"] = "{}.{}".format(*self.after)
        encoded = made.urlencode()
        return f"?{encoded}" if encoded else ""

    def at_top(self) -> QueueFilter:
        return replace(self, after=None)

    @property
    def searched(self) -> QueueFilter:
        """The view and its search alone, without the filters beside them."""
        return QueueFilter(view=self.view, q=self.q)

    def going_on_after(self, claim: Claim) -> QueueFilter:
        """The same list from below this claim."""
        return replace(self, after=(claim.priority, claim.pk))

    def turned_to(self, view: str) -> QueueFilter:
        """Another view, with the filters kept."""
        return replace(self, view=view, after=None)

    def without(self, name: str, value: object = None) -> QueueFilter:
        """The filter with one value of one field dropped."""
        held = getattr(self, name)
        kept: Any = getattr(QueueFilter(), name)
        if isinstance(held, tuple) and value is not None:
            kept = tuple(each for each in held if each != value)
        left: dict[str, Any] = {name: kept}
        return replace(self, after=None, **left)


def counts(asked: Sequence[ClaimQuerySet], most: int) -> list[str]:
    """How many claims each of them holds, in one query, each counted no further than `most`."""
    if not asked:
        return []
    anybody = User.objects.order_by("pk")[:1]
    found = anybody.values_list(*(bounded_count(claims, most) for claims in asked)).get()
    return [bounded(number, most) for number in found]


def below(claims: ClaimQuerySet, place: tuple[int, int]) -> ClaimQuerySet:
    """The claims that come after `place` in the order of the desk; as one comparison, for the index."""
    return claims.filter(TupleLessThan(_PLACE, place))


def above(claims: ClaimQuerySet, place: tuple[int, int]) -> ClaimQuerySet:
    """The claims that come before `place`, nearest first."""
    return claims.filter(TupleGreaterThan(_PLACE, place)).order_by("priority", "pk")


def _place(text: str) -> tuple[int, int] | None:
    priority, _, pk = text.partition(".")
    number = whole(pk)
    if number is None or not priority.isascii() or not priority.isdigit() or len(priority) > 4:
        return None
    return int(priority), number
