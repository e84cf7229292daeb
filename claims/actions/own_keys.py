"""The keys of one person's keyboard at the desk."""

from __future__ import annotations

from django.db import transaction

from claims.keyboard import BINDINGS, FIXED, binding
from claims.models import User

SWITCHABLE = tuple(each.name for each in BINDINGS if each.name not in FIXED)


@transaction.atomic
def remap(*, by: User, keys: dict[str, str]) -> User:
    """Keep `keys` (binding -> key; "" is off), whole: what it does not name is as shipped."""
    for name in keys:
        binding(name)
    by.keys = keys
    by.save(update_fields=["keys"])
    return by


def switch_off(*, by: User) -> User:
    """No single key does anything any more; what needs Ctrl stays, and so does Escape."""
    held = {name for name in SWITCHABLE if binding(name).keys[0].startswith("Control+")}
    return remap(by=by, keys={name: "" for name in SWITCHABLE if name not in held})
