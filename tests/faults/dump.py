"""The database as it can be compared with another one: without ids, times and who held what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, DateTimeField, Field, ForeignKey, Model, UUIDField

LEFT_OUT = (DateTimeField, UUIDField)
NAMES = {"Article": "guid", "Source": "name", "User": "username"}


def dump() -> dict[str, list[str]]:
    """Each table's rows as text, sorted; rows that are pointed to stand there by their names."""
    models = apps.get_app_config("claims").get_models()
    return {
        model.__name__: sorted(repr(list(columns(row))) for row in model.objects.all()) for model in models
    }


def columns(row: Model) -> Iterator[tuple[str, Any]]:
    for field in row._meta.concrete_fields:
        if not (field.primary_key or isinstance(field, LEFT_OUT)):
            yield field.name, value(row, field)


def value(row: Model, field: Field[Any, Any]) -> Any:
    found = getattr(row, field.name)
    if isinstance(field, ForeignKey):
        return found and name_of(found)
    if isinstance(field, BinaryField):
        return hashlib.sha256(bytes(found)).hexdigest()
    if field.name == "meta":
        return {key: it for key, it in found.items() if key != "ingest_run"}
    return found


def name_of(row: Model) -> str:
    """What stays the same from one database to another."""
    kind = type(row).__name__
    if kind == "Revision":
        return f"{row.article.guid} {row.number}"  # type: ignore[attr-defined]
    if kind == "Claim":
        return f"{row.article.guid} {row.start} {row.figure_start}"  # type: ignore[attr-defined]
    return str(getattr(row, NAMES[kind])) if kind in NAMES else kind
