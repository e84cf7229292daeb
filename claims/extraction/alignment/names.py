"""Whether two names are of one person, body or place: fuller and shorter forms are, other names are not."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from claims.extraction.name_words import BODY_WORDS, TITLES

MISSPELT = 0.85  # likeness of letters from which two names differ by a slip
EMPTY = frozenset("the a an of for and in at to by his her its their new s".split())

_WORD = re.compile(r"[^\W_]+")


def related(one: str, other: str) -> bool:
    """All that the shorter says is in the other ("Captain Solvik", "Runa Solvik"), but for a slip of the pen.

    Words in common are not enough: there is more than one ministry.
    """
    left, right = naming(one), naming(other)
    if left <= right or right <= left:
        return True
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= MISSPELT


def naming(name: str) -> frozenset[str]:
    """The words that tell who or where it is, in small letters; of a person not the title."""
    words = [word for word in _WORD.findall(name.lower()) if len(word) > 1]
    idle = EMPTY if BODY_WORDS.intersection(words) else EMPTY | TITLES
    return frozenset(words) - idle or frozenset(words)


def stands_in(name: str, text: str, *, apart_from: str) -> bool:
    """Whether the text names it, by any of the words that tell it from another name."""
    words = naming(name) - naming(apart_from)
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words)


def fuller(one: str, other: str) -> str:
    """Of two forms of a name the one that says more; the second where they say as much."""
    return one if len(naming(one)) > len(naming(other)) else other
