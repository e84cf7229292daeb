"""Events for people's programs: what happened, and the figures told of it over time."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min, Q
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.responses import codes_4xx

from claims.api.schemas import ErrorOut, EventOut, EventPage, EventQuery
from claims.api.tokens import BearerToken, TokenRequest, person
from claims.models import Article, Event, EventQuerySet, Scope, User
from claims.models.seeing import as_seen_by, leads_to
from claims.models.timeline import latest_record, moment, toll_record, tolls_of
from claims.tolls.types import Toll

router = Router(tags=["events"], auth=BearerToken(Scope.READ))


@router.get("", response={200: EventPage, codes_4xx: ErrorOut})
def list_events(request: TokenRequest, query: Query[EventQuery]) -> dict[str, Any]:
    """Events of which any story may be seen, the newest first; follow `next` for more."""
    by = person(request)
    events = seen(by).filter(merged_into=None).order_by("-pk")
    if query.cursor:
        events = events.filter(pk__lt=int(query.cursor))
    page = as_seen_by(events[: query.limit + 1], by)
    shown = page[: query.limit]
    tolled = tolls_of([event.pk for event in shown], by)
    lines = [record(event) | {"tolls": [summary(toll) for toll in tolled[event.pk]]} for event in shown]
    return {"events": lines, "next": str(shown[-1].pk) if len(page) > query.limit else None}


@router.get("/{int:event_id}", response={200: EventOut, codes_4xx: ErrorOut})
def get_event(request: TokenRequest, event_id: int) -> dict[str, Any]:
    """One event with all points of its tolls; of one that was merged, the event that it became."""
    by = person(request)
    whole = leads_to(get_object_or_404(Event, pk=event_id))
    [event] = as_seen_by([get_object_or_404(seen(by), pk=whole.pk)], by)
    return record(event) | {"tolls": [toll_record(toll) for toll in tolls_of([event.pk], by)[event.pk]]}


def seen(by: User) -> EventQuerySet:
    """The events that a person may see; how many stories tell of each and since when, of those stories."""
    free = Q(accounts__article__in=Article.objects.visible_to(by))
    told = Event.objects.visible_to(by)
    return told.annotate(
        stories=Count("accounts__article", filter=free, distinct=True),
        first_at=Min("accounts__at", filter=free),
        last_at=Max("accounts__at", filter=free),
    )


def record(event: Any) -> dict[str, Any]:
    return {
        "id": event.pk,
        "name": event.name,
        "place": event.place or None,
        "kind": event.kind or None,
        "stories": event.stories,
        "began_at": moment(event.first_at),
        "latest_at": moment(event.last_at),
    }


def summary(toll: Toll) -> dict[str, Any]:
    return {
        "measure": toll.measure,
        "unit": toll.unit,
        "latest": latest_record(toll.latest),
        "points": len(toll.points),
        "open_conflicts": sum(clash.until is None for clash in toll.clashes),
    }
