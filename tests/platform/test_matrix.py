"""The permission matrix: every address, every method, everybody; a new address without a row fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import tokens
from claims.models import User
from claims.statuses import Role
from tests.factories import UserFactory
from tests.platform.addresses import every_address
from tests.platform.scenes import scene, wire

TABLE = Path(__file__).with_name("matrix.txt")
ROLES = [role.value for role in Role]
PRINCIPALS = ["anonymous", *ROLES, "source", "revoked"]
LOGIN, ADMIN_LOGIN = "/login/", "/admin/login/"

Row = tuple[str, str, str]  # name, method, one sign for each principal


def rows() -> Iterator[Row]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and words[0] != "#" and words[0] != "anon":
            name, method, *signs = words
            assert len(signs) == len(PRINCIPALS), line
            yield name, method, "".join(signs)


ROWS = list(rows())


def bearer(name: str) -> dict[str, str]:
    """The token of a person with this role, of a source, or one that was revoked."""
    given: dict[str, Any] = {"user": UserFactory(role=name)} if name in ROLES else {"source": wire()}
    token, key = tokens.make_token(label=name, **given)
    if name == "revoked":
        tokens.revoke_token(token_id=token.pk)
    return {"Authorization": f"Bearer {key}"}


def whoever(name: str, role: str) -> dict[str, Any]:
    """A person of this role; at the admin's pages these two are staff, as `people.set_role` makes them."""
    is_staff = name.startswith("admin:") and role in (Role.STANDARDS, Role.ADMIN)
    return {"role": role, "is_staff": is_staff, "is_superuser": is_staff and role == Role.ADMIN}


def sign(answer: Any) -> str:
    """What an answer comes to, in the table's signs."""
    if answer.status_code in (301, 302) and answer.headers["Location"].startswith((LOGIN, ADMIN_LOGIN)):
        return ">"
    assert answer.status_code < 500
    return {401: "!", 403: "-", 404: "0"}.get(answer.status_code, "+")


def at_the_desk(name: str, method: str, principal: str) -> str:
    person: User | None = UserFactory(**whoever(name, principal)) if principal in ROLES else None
    words, form = scene(name, person)
    client = Client(headers=bearer(principal) if principal in ("source", "revoked") else {})
    if person:
        client.force_login(person)
    address = reverse(name.partition("@")[0], kwargs=words)
    return sign(client.post(address, form) if method == "POST" else client.get(address))


def at_the_api(name: str, method: str, principal: str) -> str:
    headers = bearer(principal) if principal != "anonymous" else {}
    person = User.objects.filter(role=principal).last() if principal in ROLES else None
    words, body = scene(name, person)
    client = Client(headers=headers)
    address = reverse(name.partition("@")[0], kwargs=words)
    if method == "GET":
        return sign(client.get(address))
    return sign(client.post(address, json.dumps(body), content_type="application/json"))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "method", "signs"), ROWS, ids=[f"{name} {how}" for name, how, _ in ROWS])
def test_everybody_is_let_in_as_the_table_says(name: str, method: str, signs: str) -> None:
    ask = at_the_api if name.startswith("api:") else at_the_desk
    found = {principal: ask(name, method, principal) for principal in PRINCIPALS}
    assert found == dict(zip(PRINCIPALS, signs, strict=True))


def test_every_address_has_a_row() -> None:
    known = {name.partition("@")[0] for name, *_ in ROWS}
    asked = {each.name for each in every_address()}
    assert asked - known == set()
    assert known - asked == set()


@pytest.mark.django_db
def test_the_role_alone_opens_no_page_of_the_admin() -> None:
    client = Client()
    client.force_login(UserFactory(role=Role.ADMIN, is_staff=False))
    assert sign(client.get(reverse("admin:index"))) == ">"
