"""What a person's own pages are tried on in the permission matrix: their rows, and another person's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.models import Notification, Token, User
from tests.factories import TokenFactory, UserFactory

Scene = tuple[dict[str, Any], dict[str, Any]]


def token(person: User | None) -> Scene:
    found: Token = TokenFactory(source=None, user=person or UserFactory())
    return {"pk": found.pk}, {}


def told(person: User | None) -> Scene:
    to = person or UserFactory()
    return {"pk": Notification.objects.create(person=to, about="returned", text="Sent back.").pk}, {}


def by_others(scene: Callable[[User | None], Scene]) -> Callable[[User | None], Scene]:
    return lambda _: scene(None)


PEOPLE: dict[str, Callable[[User | None], Scene]] = {
    **dict.fromkeys(
        ("openid_connect_login", "openid_connect_callback"), lambda _: ({"provider_id": "newsroom"}, {})
    ),
    "account": lambda _: ({}, {"theme": "dark", "language": ""}),
    "wishes": lambda _: ({}, {"returned": ["desk", "mail"]}),
    "own_tokens": lambda _: ({}, {"label": "laptop", "scopes": ["read"], "days": "30"}),
    "revoke_token": by_others(token),
    "revoke_token@own": token,
    "notification": by_others(told),
    "notification@own": told,
    "notification_read": by_others(told),
    "notification_read@own": told,
    "notifications_read": lambda _: ({}, {"up_to": "1"}),
}
