"""What the admin calls models and fields: Django's names for them, in the language of whoever reads.

They are set once the classes are made, so that no migration comes of a translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

CONTEXT = "a name in the admin"
named: list[tuple[str, str]] = []  # the file and the English words of each, for whoever gathers messages


def name_all(models: Iterable[type[Model]]) -> None:
    """Give these models and their fields names that are translated when they are shown."""
    for model in models:
        for owner, attribute in _nameless(model):
            words = str(getattr(owner, attribute))
            named.append((_file(model), words))
            setattr(owner, attribute, pgettext_lazy(CONTEXT, words))


def _nameless(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """Where a name stands that Django made of an identifier, or a help text that is English alone."""
    meta: Any = model._meta
    yield from ((meta, name) for name in ("verbose_name_plural", "verbose_name") if _is_plain(meta, name))
    for field in meta.get_fields():
        if isinstance(field, Field):
            yield from ((field, name) for name in ("verbose_name", "help_text") if _is_english(field, name))


def _is_plain(meta: Any, name: str) -> bool:
    return not isinstance(meta.original_attrs.get(name, ""), Promise)


def _is_english(field: Any, name: str) -> bool:
    words = getattr(field, name)
    return bool(words) and not isinstance(words, Promise)


def _file(model: type[Model]) -> str:
    return Path(*model.__module__.split(".")).with_suffix(".py").as_posix()
