"""The names a story uses: people and bodies, where each is mentioned, and the fullest form of each.

Names are runs of capitalised words; titles are left off ("Gen. Joseph L. Votel" is Joseph L. Votel).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.extraction.name_words import (
    BEFORE_SURNAMES,
    BODY_WORDS,
    FEMALE,
    FEMALE_NAMES,
    INNER,
    MALE,
    MALE_NAMES,
    NOT_NAMES,
    OFFICES,
    PARTICLES,
    RANKS,
    SHORT,
    TITLES,
)
from claims.extraction.types import Span

_TOKEN = re.compile(r"[^\W_](?:[\w&]|[.’'/-](?=\w))*|[^\w\s]|_")
_NAMES_TOO = frozenset({"May", "WHO"})  # though small words
_DOTTED = re.compile(r"(?:[A-Z]|[A-Z]\.[A-Z](?:\.[A-Z])*)")  # an initial, "U.S"
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
RELATED = (TITLES - RANKS) | {"special", "republican", "democratic"}  # nations and offices, no titles
_LONGEST_RUN = 14  # tokens of a capitalised run; a longer one is a headline
_LONGEST = 6  # words of a person's name that are kept


class Token(NamedTuple):
    """A word or a mark of the text. `dotted` says that a full stop belongs to it.

    A tuple: there is one for each word of a night, and a frozen dataclass takes three times as long to make.
    """

    start: int
    end: int
    text: str
    lower: str
    dotted: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        return _POSSESSIVE.sub("", self.text)


def tokens(text: str, span: Span) -> list[Token]:
    """Words and marks of a sentence; the stop of a title or an initial counts as part of it."""
    out: list[Token] = []
    for hit in _TOKEN.finditer(text, span.start, span.end):
        (start, end), word = hit.span(), hit[0]
        if word == "." and out and out[-1].end == start and _takes_stop(out[-1], end, span.end):
            out[-1] = out[-1]._replace(end=end, dotted=True)
        else:
            out.append(Token(start, end, word, word.lower()))
    return out


def _takes_stop(token: Token, end: int, limit: int) -> bool:
    return end < limit and (
        bool(_DOTTED.fullmatch(token.text)) or (token.is_capital and token.lower in SHORT)
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A mention: `words` without titles, `person` where it can be a person's, `gender` "m", "f" or None."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool
    gender: str | None = None
    begin: int = 0  # where its titles begin
    titled: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


def runs(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Index ranges of capitalised runs, `of` and the like inside them included."""
    i = 0
    while i < len(sentence):
        if not sentence[i].is_capital or (
            sentence[i].lower in NOT_NAMES and sentence[i].text not in _NAMES_TOO
        ):
            i += 1
            continue
        j = i + 1
        while j < len(sentence) and j - i < _LONGEST_RUN:
            if sentence[j - 1].text != sentence[j - 1].bare and sentence[j - 1].text != "O’":
                break
            step = _step(sentence, i, j)
            if not step:
                break
            j += step
        yield i, j
        i = j


def _step(sentence: Sequence[Token], i: int, j: int) -> int:
    """How many tokens the run begun at `i` may take at `j`: one capital, or inner words before one."""
    if sentence[j].is_capital:
        return 1
    is_body = any(token.lower in OFFICES for token in sentence[i:j])
    inner = PARTICLES | INNER if is_body else PARTICLES
    for ahead in (1, 2):
        between = sentence[j : j + ahead]
        after = sentence[j + ahead : j + ahead + 1]
        if after and after[0].is_capital and after[0].is_word and all(t.lower in inner for t in between):
            return ahead + 1
    return 0


def named(sentence: Sequence[Token], start: int, end: int) -> Name | None:
    """The name in a run of capitalised tokens, titles off; None where nothing but titles is left."""
    words = list(sentence[start:end])
    given = next(
        (k for k in range(1, len(words) - 1) if gender_of(words[k].bare) and words[k + 1].is_capital), 0
    )
    owner = any(token.text != token.bare for token in words[:given])
    words = words[given:] if given and not owner else words
    gender, titled = None, False
    while words and (words[0].lower in TITLES or _is_no_name(words[0])):
        if (titled and len(words) == 1 and not words[0].dotted) or _is_part_of_body(words):
            break
        gender = _title_gender(words[0].lower) or gender
        titled = titled or words[0].lower in BEFORE_SURNAMES
        words.pop(0)
    inner = max((k for k, t in enumerate(words[:-1]) if t.lower in RANKS and (t.dotted or k)), default=-1)
    words = words if _is_body(words[inner + 1 :]) else words[inner + 1 :]
    if not words or (len(words) == 1 and _is_no_name(words[0])):
        return None
    parts = tuple(t.bare + ("." if t.dotted else "") for t in words)
    article = (
        start > 0 and sentence[start - 1].lower in ("the", "a", "an", "this") and words[0] is sentence[start]
    )
    body = any(part.lower().strip(".") in BODY_WORDS for part in parts)
    person = len(parts) <= _LONGEST and not body and not article
    gender = gender or gender_of(parts[0])
    return Name(words[0].start, words[-1].end, parts, person, gender, sentence[start].start, titled)


def _is_body(words: Sequence[Token]) -> bool:
    return any(token.bare.lower().strip(".") in BODY_WORDS for token in words)


def _is_part_of_body(words: Sequence[Token]) -> bool:
    """Does the first word belong to a body's name ("Interior Ministry", "U.S. Department of Labor")?"""
    first = words[0].lower
    return first not in NOT_NAMES and first in RELATED and _is_body(words[1:])


def _is_no_name(token: Token) -> bool:
    """A word that opens sentences and names nobody."""
    return token.bare.lower() in NOT_NAMES and token.text not in _NAMES_TOO


def _title_gender(title: str) -> str | None:
    return "m" if title in MALE else "f" if title in FEMALE else None


def gender_of(given: str) -> str | None:
    given = given.lower()
    return "m" if given in MALE_NAMES else "f" if given in FEMALE_NAMES else None
