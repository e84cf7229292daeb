"""People and sources of a demo or a trial: never made in production."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from claims.actions import people
from claims.models import Source, Token


def make_demo_people(password: str) -> None:
    """One person for each role, named after it, all with `password`."""
    if settings.PRODUCTION:
        raise ImproperlyConfigured("Demo people are refused in production: make real ones in the admin.")
    people.demo_people(password=password)


@transaction.atomic
def let_in_source(name: str, key: str) -> None:
    """A source of this name, whose stories may be handed in with `key`."""
    source, _ = Source.objects.get_or_create(name=name)
    Token.objects.get_or_create(
        key_hash=Token.digest(key), defaults={"label": "this stack", "source": source}
    )
