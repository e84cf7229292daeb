"""People at the desk and keys to the API."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models.functions import Now

from claims.actions.wording import typed
from claims.exceptions import Incomplete
from claims.models import Source, Token, User
from claims.statuses import Role

NO_LABEL = "Give the token a label, so that you know it again when you want to revoke it."
NO_OWNER = "A token belongs to a source or to a person, and not to both."
KEY_BYTES = 32
DEMO_NAMES = {
    Role.VIEWER: ("Vera", "Lindqvist"),
    Role.CHECKER: ("Tomas", "Arkwell"),
    Role.REVIEWER: ("Imani", "Crossley"),
    Role.EDITOR: ("Rosalind", "Fenmore"),
    Role.STANDARDS: ("Gideon", "Pell"),
    Role.ADMIN: ("Saskia", "Durrant"),
}


def make_token(
    *, label: str, source: Source | None = None, user: User | None = None, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """A new token and its key. The key is not stored and cannot be shown again."""
    label = check_token(label=label, source=source, user=user)
    key = secrets.token_urlsafe(KEY_BYTES)
    token = Token.objects.create(
        key_hash=Token.digest(key),
        label=label,
        source=source,
        user=user,
        expires_at=expires_at,
    )
    return token, key


def check_token(*, label: str, source: Source | None, user: User | None) -> str:
    """The label as it will be kept. Raises Incomplete for it, or where there is not one owner."""
    if (source is None) == (user is None):
        raise Incomplete(NO_OWNER, {"source": NO_OWNER})
    return typed(label, "label", limit=80, missing=NO_LABEL)


def revoke_token(*, token_id: int) -> Token:
    """From now on the key opens nothing; revoking twice keeps the first time. Raises Token.DoesNotExist."""
    Token.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=Now())
    return Token.objects.get(pk=token_id)


@transaction.atomic
def demo_people(*, password: str) -> list[User]:
    """One person a role, named by it, all with this password; made where missing, else kept as they are.

    They share one hash: hashing is slow, and a new hash at each start would sign everybody out.
    """
    first = User.objects.filter(username=Role.VIEWER).first()
    known = first is not None and first.check_password(password)
    hashed = first.password if first and known else make_password(password)
    return [_demo_person(role, hashed) for role in Role]


def _demo_person(role: Role, hashed: str) -> User:
    first_name, last_name = DEMO_NAMES[role]
    is_admin = role == Role.ADMIN
    fixed = {
        "role": role,
        "password": hashed,
        "is_staff": is_admin,
        "is_superuser": is_admin,
        "is_active": True,
    }
    names = {"first_name": first_name, "last_name": last_name}
    person, _ = User.objects.update_or_create(
        username=role.value, defaults=fixed, create_defaults=fixed | names
    )
    return person
