"""What the stories say together: events, accounts, conflicts and links."""

from __future__ import annotations

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import Account, ClaimLink, Conflict, Event, Regrouping
from tests.factories import ArticleFactory
from tests.wire_factories import OccurrenceFactory


class EventFactory(DjangoModelFactory[Event]):
    class Meta:
        model = Event

    name = "Corvane ferry"
    place = "Port Selwick"
    kind = "sinking"
    began_at = factory.LazyFunction(timezone.now)
    latest_at = factory.SelfAttribute("began_at")


class AccountFactory(DjangoModelFactory[Account]):
    class Meta:
        model = Account

    article = factory.SubFactory(ArticleFactory, state="ready")
    event = factory.SubFactory(EventFactory)
    at = factory.LazyFunction(timezone.now)
    keys = factory.LazyFunction(lambda: ["port selwick"])
    told = factory.LazyFunction(
        lambda: {"kind": "sinking", "places": ["port selwick"], "claims": [], "name": "Ferry sinks"}
    )


class ToldFactory(OccurrenceFactory):
    """A claim as its own revision tells it, read as a point of the toll of people killed."""

    measure = "killed"
    role = "point"
    low = factory.LazyAttribute(lambda told: told.figure["low"] if told.figure else None)


class ConflictFactory(DjangoModelFactory[Conflict]):
    class Meta:
        model = Conflict

    event = factory.SubFactory(EventFactory)
    measure = "killed"
    one = factory.SubFactory(ToldFactory)
    other = factory.SubFactory(ToldFactory)
    since = factory.LazyFunction(timezone.now)


class LinkFactory(DjangoModelFactory[ClaimLink]):
    class Meta:
        model = ClaimLink

    one = factory.SubFactory(ToldFactory)
    other = factory.SubFactory(ToldFactory)
    kind = "same"
    because = "same figure of the same event"


class RegroupingFactory(DjangoModelFactory[Regrouping]):
    class Meta:
        model = Regrouping

    event = factory.SubFactory(EventFactory)
    action = "begun"
