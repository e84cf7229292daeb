"""How far a source's noun phrase reaches: which words it takes to the left and to the right."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.names import Token
from claims.extraction.phrases import at
from claims.extraction.speech_words import (
    ASSERTING,
    BOUNDS,
    COUNTS,
    DATA,
    DAYS,
    ENVOYS,
    PAST,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKING,
    STOPS_RIGHT,
)

ARTICLES = frozenset({"the", "a", "an"})


def carries_right(words: Sequence[Token], i: int, j: int) -> bool:
    """Whether the phrase begun at `i` takes token `j`."""
    token, after = words[j], words[j + 1] if j + 1 < len(words) else None
    if not token.is_word:
        return token.text == "&" or (token.text in "’'" and j > i and words[j - 1].lower.endswith("s"))
    if token.lower == "and":
        return after is not None and _joins(words, j, after)
    if token.lower in ("in", "on", "at"):
        return after is not None and _leads_to_name(words, j, after)
    if (token.lower == "to" and at(words, j - 1) in ENVOYS) or (j == i and token.lower in ("this", "late")):
        return True
    if token.lower in BOUNDS | DAYS | STOPS_RIGHT or (j > i and _begins_clause(words, j)):
        return False
    return j == i or token.is_capital or not (token.lower in SPEAKING or _is_done_to(words, j))


def _is_done_to(words: Sequence[Token], j: int) -> bool:
    """A participle that tells what became of a document: "a review put before parliament"."""
    lower = words[j].lower
    if words[j - 1].lower not in DATA:
        return False
    return (lower.endswith("ed") and len(lower) > 3) or lower in PAST or lower in ("seen", "shown", "given")


def _begins_clause(words: Sequence[Token], j: int) -> bool:
    """As in "told the radio three men were missing", "told Reuters the merger was off"."""
    token = words[j]
    counts = token.text in COUNTS or token.text[0].isdigit()
    return counts or (token.text in ARTICLES and words[j - 1].is_capital)


def _joins(words: Sequence[Token], j: int, after: Token) -> bool:
    """Whether "and" at `j` joins two names, or two nouns before a name ("businessman and blogger X")."""
    if words[j - 1].is_capital:
        return after.is_capital
    return after.is_word and any(t.is_capital for t in words[j + 1 : j + 4])


def _leads_to_name(words: Sequence[Token], j: int, after: Token) -> bool:
    """Whether a name follows "in", "on", "at" ("a report in the X"), not a day."""
    if after.is_capital:
        return after.lower not in DAYS
    return after.lower == "the" and j + 2 < len(words) and words[j + 2].is_capital


def carries_left(words: Sequence[Token], k: int) -> bool:
    token = words[k]
    if not token.is_word:
        return token.text == "&" or (token.text in "’'" and k > 0 and words[k - 1].lower.endswith("s"))
    if token.lower == "and":
        if k == 0 or not words[k - 1].is_word:
            return False
        plain = k <= 2 and is_group(words, k - 1) and (is_group(words, k + 1) or is_group(words, k + 2))
        office = any(
            words[n].is_capital and at(words, n + 1) in ("of", "on", "for")
            for n in range(max(0, k - 4), k - 1)
        )
        return (words[k - 1].is_capital and words[k + 1].is_capital) or office or plain
    acronym = token.text.isupper() and len(token.text) > 1  # "the WHO said"
    if not acronym and (token.lower in BOUNDS or token.lower in PRONOUNS):
        return False
    if _begins_phrase(words, k + 1):
        return False
    return token.is_capital or token.lower not in SPEAKING or token.lower in DATA


def is_group(words: Sequence[Token], k: int) -> bool:
    """Are they people who speak together: "witnesses", "staff"?"""
    return at(words, k) in ASSERTING or at(words, k).endswith(PLURALS)


def _begins_phrase(words: Sequence[Token], k: int) -> bool:
    """An article that no preposition leads to begins its phrase: "an hour later | the ministry"."""
    return k > 0 and at(words, k) in ARTICLES and at(words, k - 1) not in PREPOSITIONS | {"and", "than"}
