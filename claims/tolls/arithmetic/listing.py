"""Figures named in one list: "nine passengers, five people in a car and two drivers"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.tolls.arithmetic.sheet import Line, Term, alike

LONGEST_LINK = 90  # characters between two parts

LINK = re.compile(r"^[^.;:()\[\]]*?(?:,|\band\b)[^.;:()\[\]]*$")
LAST = re.compile(r"\band\b")
OPEN = re.compile(
    r"\b(?:includ\w+|among|others?|some|more|than|unidentified|unnamed|besides|apart|except|as well as|"
    r"plus)\b",
    re.IGNORECASE,
)


def listed(line: Line, first: int) -> list[Term]:
    """The terms from `first` on that are named in one list, all of one kind."""
    found: list[Term] = []
    for index in range(first, len(line.terms)):
        term = line.terms[index]
        if not term.is_count or (found and not (_is_linked(line, index) and _same_kind(found[0], term))):
            break
        found.append(term)
    return found


def _same_kind(one: Term, other: Term) -> bool:
    """In a list people may stand beside "two guides": nouns that the grammar does not know as people."""
    return alike(one, other) or (one.is_people_or_things and other.is_people_or_things)


def _is_linked(line: Line, index: int) -> bool:
    link = line.between(index - 1, index)
    return len(link) <= LONGEST_LINK and bool(LINK.match(link)) and not OPEN.search(link)


def is_closed(line: Line, parts: Sequence[Term]) -> bool:
    """Whether the list ends with "and" before its last part, and nobody else is named behind it."""
    last = line.terms.index(parts[-1])
    return (
        parts[-1] is line.terms[-1]
        and bool(LAST.search(line.between(last - 1, last)))
        and not OPEN.search(line.between(last, last + 1))
        and not LAST.search(line.between(last, last + 1))
    )
