"""Every regular expression that a module of the product compiles, found by walking the modules."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

ROOMS = ("claims", "workers", "factcheck")
ASIDE = (".migrations.", ".wsgi", ".gunicorn", "__main__")  # what sets a process up or is run as a command
Found = tuple[str, re.Pattern[Any]]


@cache
def every_pattern() -> tuple[Found, ...]:
    """(where it stands, pattern), each pattern once."""
    known: dict[tuple[Any, int], str] = {}
    kept: dict[str, re.Pattern[Any]] = {}
    for module in sorted(_modules()):
        for name, pattern in _in(_names_of(module)):
            if known.setdefault((pattern.pattern, pattern.flags), f"{module}.{name}") == f"{module}.{name}":
                kept[f"{module}.{name}"] = pattern
    return tuple(kept.items())


def _names_of(module: str) -> dict[str, Any]:
    """What it defines; nothing of those that only train a model, where torch is not installed."""
    try:
        return vars(importlib.import_module(module))
    except ModuleNotFoundError as missing:
        if missing.name != "torch":
            raise
        return {}


def _modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not any(part in f"{found.name}." for part in ASIDE):
                yield found.name


def _in(names: dict[str, Any]) -> Iterator[Found]:
    """Patterns by name, those in tables and of classes too."""
    for name, value in list(names.items()):
        yield from _of(name, value, depth=3)


def _of(name: str, value: Any, depth: int) -> Iterator[Found]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth:
        for key, each in _parts(value):
            yield from _of(f"{name}[{key!r}]", each, depth - 1)


def _parts(value: Any) -> list[tuple[Any, Any]]:
    """What a table, a row of ours or a class of ours holds."""
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return list(enumerate(value))
    kind = value if isinstance(value, type) else type(value)
    if kind.__module__.split(".")[0] not in ROOMS:
        return []
    names = vars(kind) if isinstance(value, type) else getattr(kind, "__dataclass_fields__", ())
    return [(name, getattr(value, name, None)) for name in names if not name.startswith("__")]
