"""Rows of the desk's own making: desks, and whom they asked."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import Contact, Desk, RatingScale
from claims.models.policy import Policy
from tests.factories import ClaimFactory, UserFactory


class DeskFactory(DjangoModelFactory[Desk]):
    """A desk beside the default one, with a shipped scale and policy."""

    class Meta:
        model = Desk

    name = factory.Sequence(lambda n: f"Night desk {n}")
    scale = factory.LazyFunction(lambda: RatingScale.objects.earliest("pk"))
    policy = factory.LazyFunction(lambda: Policy.objects.earliest("pk"))


class ContactFactory(DjangoModelFactory[Contact]):
    """The harbour office, asked by telephone for an answer within the hour."""

    class Meta:
        model = Contact

    claim = factory.SubFactory(ClaimFactory)
    whom = "The harbour office"
    asked = "source"
    channel = "phone"
    asked_by = factory.SubFactory(UserFactory)
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1))
