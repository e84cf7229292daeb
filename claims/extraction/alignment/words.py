"""A sentence as words that two versions can be compared by: numbers masked, marks and case left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from claims.extraction.figures.number_words import FRACTIONS, SCALES, SMALL, TENS, VAGUE

FIGURE = "#"  # stands for a number, whatever it is
STOP = ","  # stands for any mark that ends a clause
SHORT = 3  # letters; such words say little
LITTLE = 0.3  # what a short word or a number weighs against a long one
REACH = 6  # words to either side of a figure that are its context
WORDS_KEPT = 16_384  # words that are remembered: a night has few that are new
SUFFIXES = ("ing", "ies", "ied", "es", "ed", "s")
NUMBERS = frozenset({*SMALL, *TENS, *SCALES, *VAGUE, *FRACTIONS, "twice", "thrice", "both", "none"})

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*\d|\d|[,;:()—–]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'"})
_DATELINE = re.compile(
    r"\A[A-Z][A-Z .,'’-]{2,60}(?:,? ?[A-Z][a-z]+\.? \d{1,2})? ?(?:\([^()]{1,40}\))? ?[-–—]+ "
)

Passage = tuple[int, int]  # of a sentence, half open
Words = tuple[str, ...]


def normal(sentence: str) -> str:
    """The sentence without what is no wording: line breaks, shape of quotation marks, the dateline."""
    return _DATELINE.sub("", " ".join(sentence.split())).translate(_QUOTES)


def masked(sentence: str, figures: Sequence[Passage]) -> tuple[Words, tuple[int, ...]]:
    """The words in small letters with numbers masked, and where among them each of `figures` stands.

    Hedges before a figure's number are left out with it, the noun behind it stays: "at least 12 people"
    and "nineteen people" are the same words. A year that belongs to no figure stays as it is.
    """
    words: list[str] = []
    places: list[int | None] = [None] * len(figures)
    for token in _TOKEN.finditer(sentence):
        word, inside = token[0], _inside(figures, token.start())
        if inside is None:
            _append(words, word)
        elif is_number(word):
            places[inside] = _mask(words, places[inside])
        elif places[inside] is not None:
            _append(words, word)
    return tuple(words), tuple(place if place is not None else len(words) for place in places)


@lru_cache(maxsize=WORDS_KEPT)
def is_number(word: str) -> bool:
    return word[0].isdigit() or NUMBERS.issuperset(word.lower().split("-"))


def stem(word: str) -> str:
    """The word without its ending, roughly: enough to see that two are of one kind."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORT:
            return word[: -len(suffix)]
    return word


def likeness(one: Words, other: Words) -> float:
    """The share of words that two sentences have in common, 0 to 1; long words weigh more."""
    left, right = Counter(one), Counter(other)
    whole = weight(left) + weight(right)
    return 2 * weight(left & right) / whole if whole else 0.0


def context(words: Words, place: int) -> dict[tuple[int, str], float]:
    """The words around a figure with their side (-1 left, 1 right), the nearer the heavier."""
    found: dict[tuple[int, str], float] = {}
    for side in (-1, 1):
        for distance in range(1, REACH + 1):
            at = place + side * distance
            if 0 <= at < len(words) and words[at] != STOP:
                found.setdefault((side, stem(words[at])), 1 / distance)
    return found


def common_context(one: dict[tuple[int, str], float], other: dict[tuple[int, str], float]) -> float:
    """How much of what stands around two figures is the same, 0 to 1."""
    whole = sum(max(one.get(key, 0.0), other.get(key, 0.0)) for key in one.keys() | other.keys())
    same = sum(min(one[key], other[key]) for key in one.keys() & other.keys())
    return same / whole if whole else 1.0


def _inside(figures: Sequence[Passage], at: int) -> int | None:
    for k, (start, end) in enumerate(figures):  # a generator costs twice as much, for each word of a night
        if start <= at < end:
            return k
    return None


def _mask(words: list[str], before: int | None) -> int:
    """Let one mask stand for a figure, however many numbers it is written with ("10 to 15 million")."""
    if before is None:
        words.append(FIGURE)
        return len(words) - 1
    del words[before + 1 :]
    return before


def _append(words: list[str], token: str) -> None:
    if not token[0].isalnum():
        words.append(STOP)
    elif not is_number(token) or _YEAR.fullmatch(token):
        words.append(token.lower())
    elif not words or words[-1] != FIGURE:
        words.append(FIGURE)


def weight(words: Counter[str]) -> float:
    """How much words say: a short one or a number little, a mark nothing."""
    return sum(n * (LITTLE if len(word) <= SHORT else 1.0) for word, n in words.items() if word != STOP)
