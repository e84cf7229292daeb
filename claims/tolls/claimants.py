"""Whether two names are of one claimant, however a story puts them."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TELLS = r"(?:said|says|counted|counts|put|puts|told|reported|reports|estimated|announced|gave|gives|found)"
LITTLE = frozenset(
    "the a an of for in at on his her its their our and by from two three several some senior local unnamed "
    "unidentified another government state national chief spokesman spokeswoman spokesperson spokespeople "
    "statement report official officials source sources authorities authority officer officers mr mrs ms dr "
    "head director captain deputy news press agency wire conference".split()
)  # words that many names have


def is_same(one: str, other: str) -> bool:
    """Whether they share a word that tells claimants apart; where one has none, they must be equal."""
    left, right = _words(one), _words(other)
    if not (left - LITTLE) or not (right - LITTLE):
        return left == right
    return bool((left & right) - LITTLE)


def is_named(name: str, sentence: str) -> bool:
    """Whether all that tells a claimant apart stands in a sentence."""
    telling = _words(name) - LITTLE
    return bool(telling) and telling <= _words(sentence)


@lru_cache(maxsize=4096)
def is_body_in(name: str, sentence: str) -> bool:
    """Whether a sentence says of a name, with its capitals, that it told something."""
    is_name = name[:1].isupper() and bool(_words(name) - LITTLE)
    return is_name and bool(re.search(rf"{re.escape(name)}\s+(?:\w+ly\s+)?{_TELLS}\b", sentence))


@lru_cache(maxsize=4096)  # the names of a night come again and again
def _words(name: str) -> frozenset[str]:
    words = (word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(name))
    return frozenset(words)
