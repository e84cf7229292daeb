"""What a claim is about, read out of its words: names, kinds of happening, and what is left of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from claims.extraction.alignment.words import WORDS_KEPT, is_number, masked, normal, weight
from claims.extraction.names import runs, tokens
from claims.extraction.types import Span
from claims.matching.claims.vocabulary import HAPPENING, IDLE, concept, people
from claims.matching.types import Claim

KEPT = 4096  # topics that are remembered: a claim is compared with many others
OF = 2  # words of what a figure is of that may name the people
HEADLINE = 0.6  # of its words with a capital, from which on capitals say nothing

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_SAID = r"(?:said|says|told|added|announced|reported|wrote|according to|put)"
_NAME = r"[A-Z][\w’'-]{1,40}+(?: [A-Z][\w’'-]{1,40}+){0,3}"
_SPEAKING = re.compile(rf"(?P<one>{_NAME}),? {_SAID}\b|{_SAID} (?P<other>{_NAME})")
# Capitalised words that name nothing which would tell one happening from another.
_NO_NAMES = IDLE | {"i", "we", "our", "my", "us", "mr", "mrs", "ms", "dr", "gmt", "may"}


@dataclass(frozen=True, eq=False)
class Topic:
    """What a claim is about, word by word, in small letters; what its claimant is called is no part of it.

    Each part is read when it is first asked for: of most that are compared, a few say that they are of
    something else.
    """

    claim: Claim

    @cached_property
    def names(self) -> frozenset[str]:
        """Those in the claim's own words."""
        return self._own.names - self._who

    @cached_property
    def hints(self) -> frozenset[str]:
        """Names of its headline, and its place."""
        return self._headline.names - self._who | self.places

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(_words(self.claim.place)) - IDLE

    @property
    def happenings(self) -> frozenset[str]:
        """The kinds of sudden things that are told of."""
        return self._own.happenings

    @property
    def hinted(self) -> frozenset[str]:
        """The same, with those of the headline."""
        return self._own.happenings | self._headline.happenings

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The meanings of all other words."""
        figure = frozenset(_words(self.claim.figure.text)) if self.claim.figure else frozenset()
        return _concepts(self._own.words, self.names | self.places | self._who | _small(figure))

    @property
    def words(self) -> tuple[str, ...]:
        """The sentence with its numbers masked."""
        return self._masked[0]

    @property
    def place(self) -> int | None:
        """Where among the words the claim's own number stands."""
        return next(iter(self._masked[1]), None)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of claim, headline and place."""
        return frozenset(self._own.words) | self._headline.words | self.places

    @cached_property
    def population(self) -> str:
        return _population(self.claim)

    @cached_property
    def tellers(self) -> frozenset[str]:
        """The words of who says it."""
        return self._who - IDLE

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def weight(self) -> float:
        return weight(self.counts)

    @cached_property
    def _sentence(self) -> str:
        told = self.claim
        return normal(told.standalone if len(told.standalone) > len(told.sentence) else told.sentence)

    @cached_property
    def _own(self) -> Told:
        return _told(self._sentence)

    @property
    def _headline(self) -> Headline:
        return _headline(self.claim.context)

    @cached_property
    def _who(self) -> frozenset[str]:
        return frozenset(_words(f"{self.claim.speaker} {self.claim.source}")) | self._own.speakers

    @cached_property
    def _masked(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        return masked(self._sentence, _passages(self.claim, self._sentence))


@lru_cache(maxsize=KEPT)
def topic(claim: Claim) -> Topic:
    return Topic(claim)


def forget() -> None:
    """Let go of what was read of claims, as `counted.forget` says."""
    for reading in (topic, _told, _headline):
        reading.cache_clear()


class Told(NamedTuple):
    """What a sentence says of all its claims, and of the same one in another paper."""

    words: tuple[str, ...]
    names: frozenset[str]
    speakers: frozenset[str]
    happenings: frozenset[str]


@lru_cache(maxsize=KEPT)
def _told(sentence: str) -> Told:
    words = tuple(_words(sentence))
    return Told(words, frozenset(_names(sentence)), _speakers(sentence), _happenings(words))


class Headline(NamedTuple):
    """What a headline says of all claims of its story."""

    words: frozenset[str]
    names: frozenset[str]
    happenings: frozenset[str]


@lru_cache(maxsize=KEPT)
def _headline(text: str) -> Headline:
    words = frozenset(_words(text))
    names = frozenset() if _is_titled(text) else frozenset(_names(text))
    return Headline(words, names, _happenings(words))


def wording(one: Topic, other: Topic) -> float:
    """How much of the two sentences is the same words, 0 to 1, numbers apart."""
    whole = one.weight + other.weight
    return 2 * weight(one.counts & other.counts) / whole if whole else 0.0


def meaning(one: Topic, other: Topic) -> float:
    """How much of the shorter one's meanings the longer one has, 0 to 1; 0 where there is nothing to see."""
    fewer = min(len(one.concepts), len(other.concepts))
    return len(one.concepts & other.concepts) / fewer if fewer else 0.0


def _words(text: str) -> list[str]:
    """In small letters, without possessive endings; "Ferry-fire" gives its parts."""
    return [part for word in _WORD.findall(text) for part in _parts(word)]


@lru_cache(maxsize=WORDS_KEPT)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(filter(None, _POSSESSIVE.sub("", word).lower().split("-")))


def _names(text: str) -> Iterable[str]:
    """The words of capitalised runs; a word that only opens the sentence is one where others follow it."""
    parts = tokens(text, Span(0, len(text)))
    for start, end in runs(parts):
        if start == 0 and end == 1 and not parts[0].text.isupper():
            continue
        for token in parts[start:end]:
            word = token.bare.lower()
            if token.is_capital and word not in _NO_NAMES and not is_number(word):
                yield word


def _speakers(sentence: str) -> frozenset[str]:
    found = (hit["one"] or hit["other"] for hit in _SPEAKING.finditer(sentence))
    return frozenset(word for name in found for word in _words(name))


def _is_titled(text: str) -> bool:
    """Whether a headline has capitals throughout, so that they show no names."""
    words = [hit[0] for hit in _WORD.finditer(text)]
    return sum(word[0].isupper() for word in words) > HEADLINE * len(words) if len(words) > 1 else False


def _happenings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(HAPPENING[word] for word in words if word in HAPPENING)


def _concepts(words: Iterable[str], without: frozenset[str]) -> frozenset[str]:
    told = (word for word in words if word not in IDLE and word not in without and not is_number(word))
    return frozenset(concept(word) for word in told if len(word) > 1)


def _small(figure: frozenset[str]) -> frozenset[str]:
    """Of the figure's words those that name no thing: the counted noun says what it is about."""
    return frozenset(word for word in figure if is_number(word) or word in IDLE)


def _passages(claim: Claim, sentence: str) -> list[tuple[int, int]]:
    """Where the figure stands in the sentence as it is compared."""
    if claim.figure is None:
        return []
    start = sentence.find(claim.figure.text)
    return [(start, start + len(claim.figure.text))] if start >= 0 else []


def _population(claim: Claim) -> str:
    """What kind of people the figure counts: by its own noun, else by what the grammar says it is of."""
    if claim.figure is None:
        return ""
    own = [word for word in _words(claim.figure.text) if not is_number(word)]
    told = own or _words(claim.figure.of)[:OF]
    return next((kind for word in told if (kind := people(word))), "")
