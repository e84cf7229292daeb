"""Reads settings from the environment and refuses what makes no sense.

Each reader raises ImproperlyConfigured with one sentence: the variable's name, what was found (never a
secret's value) and what is allowed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from factcheck.services.home import Home

Value = TypeVar("Value")
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
WORDS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
LOGIN = ("USER", "PASSWORD", "HOST", "PORT")  # of Django's record of a database
SHORTEST_KEY = 50  # characters, of which 5 differ: what `check --deploy` asks for


def refuse(name: str, found: str, allowed: str) -> ImproperlyConfigured:
    """The refusal to raise: which variable, what it holds, what it may hold."""
    return ImproperlyConfigured(f"{name} is {found}; allowed is {allowed}.")


def read(name: str, default: Value, cast: Callable[[str], Value], allowed: str) -> Value:
    """`name` through `cast`, or `default` when it is unset or empty."""
    found = os.environ.get(name, "")
    if not found:
        return default
    try:
        return cast(found)
    except (ValueError, KeyError, OverflowError):
        raise refuse(name, repr(found[:60]), allowed) from None


def flag(name: str, default: bool) -> bool:
    return read(
        name, default, lambda found: WORDS[found.strip().lower()], "yes or no (1/0, true/false, on/off)"
    )


def whole(name: str, default: int, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""

    def within(found: str) -> int:
        if not low <= (number := int(found)) <= high:
            raise ValueError
        return number

    return read(name, default, within, f"a whole number from {low} to {high}")


def processors(most: int) -> int:
    """How many this process may use, counted to `most`: each child of a worker has a model of its own."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(len(allowed), most)


def seconds(name: str, default: float, low: float, high: float) -> float:
    """A length of time in seconds; tests shorten some to fractions."""

    def within(found: str) -> float:
        if not low <= (length := float(found)) <= high:
            raise ValueError
        return length

    return read(name, default, within, f"a number of seconds from {low:g} to {high:g}")


def one_of(name: str, choices: Sequence[str]) -> str:
    """One of `choices`, in any case; the first is the default."""

    def known(found: str) -> str:
        return choices[choices.index(found.strip().upper())]

    return read(name, choices[0], known, ", ".join(choices))


def words(name: str, default: Sequence[str]) -> list[str]:
    """A comma-separated list without empty members."""
    return read(
        name, list(default), lambda found: [word for each in found.split(",") if (word := each.strip())], ""
    )


def path(name: str, default: str) -> str:
    """An address below the site's own, without the slash before it and with the one after it."""

    def trimmed(found: str) -> str:
        if not (steps := found.strip("/")):
            raise ValueError
        return f"{steps}/"

    return read(name, default, trimmed, "a path other than /")


def moment(name: str) -> datetime | None:
    """A time with its zone, as in 2026-11-03T18:00:00Z."""

    def parse(found: str) -> datetime:
        at = datetime.fromisoformat(found)
        if at.tzinfo is None:
            raise ValueError
        return at.astimezone(UTC)

    return read(name, None, parse, "a time with its zone, such as 2026-11-03T18:00:00Z")


def hosts(name: str, *, debug: bool) -> tuple[list[str], bool]:
    """The names this site answers to, and whether any of them makes it a production site."""
    names = words(name, ["localhost", "127.0.0.1", "[::1]"])
    if any("*" in host for host in names):
        raise refuse(name, "'*'", "a comma-separated list of host names, each written out")
    outside = sorted(set(names) - LOCAL_HOSTS)
    if outside and debug:
        raise refuse("DEBUG", f"on while {name} holds {outside[0]!r}", "on for local hosts only")
    return names, bool(outside)


def secret(name: str, default: str, *, required: bool) -> str:
    """A key that nobody can guess. There is no default key: where none is required, `default` is random."""
    found = os.environ.get(name, "")
    if not found and not required:
        return default
    if len(found) < SHORTEST_KEY or len(set(found)) < 5 or found.startswith("django-insecure"):
        state = "a default or guessable value" if found else "missing"
        raise refuse(name, state, f"a random text of {SHORTEST_KEY} characters or more")
    return found


def address(name: str, schemes: Sequence[str], *, required: bool) -> str:
    """A server's URL with one of `schemes`, or "" when it may be missing. The refusal hides its password."""
    found = os.environ.get(name, "")
    scheme, colon, rest = found.partition("://")
    if not found and not required:
        return ""
    if not (colon and rest and scheme in schemes):
        state = f"a {scheme[:20]!r} address" if colon else "not an address" if found else "missing"
        raise refuse(name, state, " or ".join(f"{scheme}://..." for scheme in schemes))
    _check_port(name, found)
    return found


def _check_port(name: str, url: str) -> None:
    try:
        urlsplit(url).port  # noqa: B018 - it is parsed when it is asked for
    except ValueError:
        raise refuse(name, "an address with another port", "a port from 0 to 65535") from None


def database(url: str, **extra: Any) -> dict[str, Any]:
    """Django's record for the PostgreSQL at `url`; with none, a stand-in that refuses every query."""
    if not url:
        return {"ENGINE": "django.db.backends.dummy"}
    return {**environ.Env.db_url_config(url), "ENGINE": "factcheck.postgres", **extra}


def login(record: dict[str, Any]) -> dict[str, Any]:
    """Who comes in and where, of a database's record; empty for the stand-in."""
    return {name: record[name] for name in LOGIN if name in record}


def read_running_stack(home: Path) -> None:
    """Take the addresses of the stack that runs on `home`, so that a second terminal finds it.

    `make up` keeps them in a file that only its owner can read. Nothing is taken where DATABASE_URL is set.
    """
    if "DATABASE_URL" not in os.environ:
        for name, value in Home(home).addresses().items():
            os.environ.setdefault(name, value)
