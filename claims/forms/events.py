"""What the list of events shows, kept in its address: the filters and the place in the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.lookups import IContains, IExact
from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_datetime

from claims.forms.queue import LONGEST_SEARCH, whole
from claims.models import Account, Article, Conflict, ConflictQuerySet, Event, EventQuerySet, User
from claims.statuses import Role

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """The list's query string, parsed leniently; `after` is the (latest_at, id) of the row above the page."""

    q: str = ""
    place: str = ""
    conflict: bool = False
    after: Place | None = None

    @classmethod
    def from_request(cls, request: HttpRequest) -> EventFilter:
        query = request.GET
        return cls(
            q=_words(query, "q"),
            place=_words(query, "place"),
            conflict=query.get("conflict") == "1",
            after=_place(query.get("after", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.place or self.conflict)

    def events(self, person: User) -> EventQuerySet:
        """The standing events that this person may see and that pass the filters, newest first."""
        found = Event.objects.visible_to(person).filter(merged_into=None)
        name, place = _seen(person, "name"), _seen(person, "place")
        if self.q:
            found = found.filter(Q(IContains(name, self.q)) | Q(IContains(place, self.q)))
        if self.place:
            found = found.filter(Q(IExact(place, self.place)))
        if self.conflict:
            found = found.filter(Exists(open_conflicts(person).filter(event=OuterRef("pk"))))
        return found.latest_first()

    def page(self, person: User) -> EventQuerySet:
        """The events from `after` on."""
        found = self.events(person)
        if self.after is None:
            return found
        at, pk = self.after
        return found.filter(Q(latest_at__lt=at) | Q(latest_at=at, pk__lt=pk))

    def going_on_after(self, event: Event) -> EventFilter:
        return replace(self, after=(event.latest_at, event.pk))

    @property
    def without_q(self) -> str:
        return replace(self, q="", after=None).query

    @property
    def without_place(self) -> str:
        return replace(self, place="", after=None).query

    @property
    def without_conflict(self) -> str:
        return replace(self, conflict=False, after=None).query

    @property
    def query(self) -> str:
        """What stands after the path to make this filter again; "" for the plain list."""
        made = QueryDict(mutable=True)
        made.update({name: value for name in ("q", "place") if (value := getattr(self, name))})
        if self.conflict:
            made["conflict"] = "1"
        if self.after:
            at, pk = self.after
            made["after"] = f"{at.isoformat()}~{pk}"
        return f"?{made.urlencode()}" if made else ""


def open_conflicts(person: User) -> ConflictQuerySet:
    """Those between stories that this person may see, both of them."""
    still = Conflict.objects.open()
    if person.may(Role.CHECKER):
        return still
    seen = Article.objects.visible_to(person)
    return still.filter(one__claim__article__in=seen, other__claim__article__in=seen)


def _seen(person: User, field: str) -> F | Case:
    """The name or the place under which this person sees an event, as `as_seen_by` tells it.

    Of an event that a hidden story tells, too, its own would be found by that story's words, and it would
    be found no more by those that everybody reads.
    """
    if person.may(Role.CHECKER):
        return F(field)
    told = Account.objects.filter(event=OuterRef("pk"))
    visible = Article.objects.visible_to(person)
    hidden = told.exclude(article__in=visible)
    return Case(
        When(Exists(hidden), then=_first(told.filter(article__in=visible), field)),
        default=F(field),
        output_field=TextField(),
    )


def _first(accounts: QuerySet[Account], field: str) -> Coalesce:
    """What the first of them that says so calls it; "" where none does."""
    way = KT("told__name" if field == "name" else "told__places__0")
    said = accounts.annotate(said=way).filter(said__gt="").order_by("at", "pk")
    return Coalesce(Subquery(said.values("said")[:1]), Value(""))


def _words(query: QueryDict, name: str) -> str:
    return " ".join(query.get(name, "").split())[:LONGEST_SEARCH]


def _place(text: str) -> Place | None:
    """The place in the list that the address names; None for anything that cannot be one."""
    moment, _, number = text.partition("~")
    pk = whole(number)
    try:
        at = parse_datetime(moment.replace(" ", "+"))
        return (at.astimezone(UTC), pk) if at and at.tzinfo and pk else None
    except (ValueError, OverflowError):  # the zone may move a time out of all years
        return None
