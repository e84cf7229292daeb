"""People and sources of a demo or a trial: never made in production."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from claims.models import Source, Token, User
from claims.statuses import Role


@transaction.atomic
def make_demo_people(password: str) -> None:
    """One person for each role, named after it, all with `password`.

    Where they are there with it already nothing is written, so that nobody is signed out.
    """
    if settings.PRODUCTION:
        raise ImproperlyConfigured("Demo people are refused in production: make real ones in the admin.")
    people = User.objects.in_bulk(list(Role), field_name="username")
    if len(people) == len(Role) and people[Role.ADMIN].check_password(password):
        return
    hashed = make_password(password)  # once: each hashing takes a third of a second
    for role in Role:
        is_admin = role is Role.ADMIN
        rights = {"role": role, "is_staff": is_admin, "is_superuser": is_admin, "password": hashed}
        User.objects.update_or_create(username=role.value, defaults=rights)


@transaction.atomic
def let_in_source(name: str, key: str) -> None:
    """A source of this name, whose stories may be handed in with `key`."""
    source, _ = Source.objects.get_or_create(name=name)
    Token.objects.get_or_create(
        key_hash=Token.digest(key), defaults={"label": "this stack", "source": source}
    )
