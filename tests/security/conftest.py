"""Whoever must not see a story under embargo, each with the doors that they have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from claims.actions import tokens
from claims.models import User
from claims.statuses import Role
from claims.templatetags.tolls import remembered
from tests.factories import SourceFactory, UserFactory

SHUT_OUT = ("anonymous", "viewer", "viewer’s token", "another source’s token", "revoked token")


@pytest.fixture(autouse=True)
def start_afresh(db: None) -> None:
    """No count of tries, and no number of events in the masthead, from another test."""
    cache.clear()
    remembered.forget()


@pytest.fixture
def viewer(db: None) -> User:
    return UserFactory(username="viewer", first_name="Imani", role=Role.VIEWER, email="imani@desk.example")


@pytest.fixture
def shut_out(viewer: User) -> dict[str, Client]:
    """A browser or a program for each of SHUT_OUT."""
    browser = Client()
    browser.force_login(viewer)
    revoked, key = tokens.make_token(label="lost", user=UserFactory(role=Role.CHECKER))
    tokens.revoke_token(token_id=revoked.pk)
    clients = (
        Client(),
        browser,
        bearer(tokens.make_token(label="mine", user=viewer)[1]),
        bearer(tokens.make_token(label="theirs", source=SourceFactory(name="Halyard"))[1]),
        bearer(key),
    )
    return dict(zip(SHUT_OUT, clients, strict=True))


@pytest.fixture
def browser_of() -> Callable[[Role], Client]:
    """A signed-in browser of somebody with the role."""

    def make(role: Role) -> Client:
        client = Client()
        client.force_login(UserFactory(role=role))
        return client

    return make


def bearer(key: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {key}"})
