"""Signed-in clients, one a role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import User
from claims.statuses import Role
from factcheck.accounts import SEEN
from tests.factories import UserFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def person(db: None) -> User:
    return UserFactory(username="noor", first_name="Noor", last_name="Adeyemi")


@pytest.fixture
def desk(person: User) -> Client:
    """The checker's browser."""
    return signed_in(person)


@pytest.fixture
def as_role(db: None) -> Callable[[Role], Client]:
    return lambda role: signed_in(UserFactory(role=role))


def signed_in(person: User) -> Client:
    """Somebody who did something a moment ago: the first request of a minute writes that down."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[SEEN] = timezone.now().isoformat()
    session.save()
    return client
