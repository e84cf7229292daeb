"""The terms of a priority in the reader's language. They are kept in English, each with its number in it."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from claims.words import said

_NUMBER = re.compile(r"\d[\d.,]*")
NAMES = frozenset(
    (
        said("casualties"),
        said("troops"),
        said("displacement"),
        said("spending"),
        said("economy"),
        said("election"),
        said("crime"),
        said("health"),
        said("environment"),
        said("quantity"),
        said("event"),
        said("a percentage"),
        said("%(number)s or more"),
        said("%(number)s million or more"),
        said("%(number)s billion or more"),
        said("%(number)s trillion or more"),
        said("check-worthiness %(number)s"),
        said("urgency %(number)s"),
        said("a speaker on the desk’s list"),
        said("%(number)s agencies tell it"),
        said("told before"),
        said("not told before"),
        said("conflict"),
        said("recheck"),
        said("waiting %(number)s h"),
    )
)


def reason(name: str) -> str:
    """A term's name as it is shown; one that nobody knows stays as it was kept."""
    words = without_number(name)
    if words not in NAMES:
        return name
    number = _NUMBER.search(name)
    return gettext(words) % {"number": number[0]} if number else gettext(words)


def without_number(name: str) -> str:
    """The message that a name was made of: "urgency 2" is "urgency %(number)s"."""
    return _NUMBER.sub("%(number)s", name, count=1)
