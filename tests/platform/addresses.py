"""Every address of the site, found by walking its resolver: what a new one must be known to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """A named address: `name` as reverse() takes it, its route, and the words that the route asks for."""

    name: str
    route: str
    words: tuple[str, ...]


def addresses(resolver: URLResolver, space: str = "", route: str = "", *words: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here, asked = route + str(pattern.pattern), (*words, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}", here, asked)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inner, here, *asked)


@cache
def every_address() -> tuple[Address, ...]:
    """One a name, but for what leads on from Django's old addresses."""
    found = {each.name: each for each in addresses(get_resolver()) if each.name != "admin:None"}
    return tuple(found[name] for name in sorted(found))
