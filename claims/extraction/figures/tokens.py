"""A sentence cut into tokens, the alphabet of the figure grammar.

One pass of one pattern without nested repetition: the time is linear in the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.types import Span

PATTERN = re.compile(
    r"(?P<code>(?<=[0-9])[0-9]+|[0-9]{16,}|[0-9][0-9.,]*+[eE][-+]?[0-9]+)"
    r"|(?P<num>[0-9]+(?:[.,][0-9]+)*|(?<![0-9.])\.[0-9]{3}(?![0-9])|(?<![\w.])\.[0-9]+)"
    r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>[^\w\s]|_)"
)
LONGEST_WORD = 64  # a longer run of letters is not language


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word, mark or code; offsets are those of the text the sentence was taken from.

    A code is a string of digits that is no quantity: longer than any count, the rest of one that a cut
    went through, or in a computer's notation. `low` is the word in lower case; `glued` says that no space
    stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    glued: bool


Tokens = list[Token]
EDGE = Token(-1, -1, "", "", "edge", False)


def tokenise(text: str, span: Span) -> Tokens:
    """The tokens of `text[span.start:span.end]`, spaces left out."""
    tokens: Tokens = []
    last = span.start
    for match in PATTERN.finditer(text, span.start, span.end):
        word = match.group()
        low = word.lower() if len(word) <= LONGEST_WORD else ""
        tokens.append(
            Token(match.start(), match.end(), word, low, match.lastgroup or "", match.start() == last)
        )
        last = match.end()
    return tokens


def at(tokens: Tokens, i: int) -> Token:
    """The token at `i`, or an empty one beyond either end, so that looking around needs no bounds."""
    return tokens[i] if 0 <= i < len(tokens) else EDGE


def lows(tokens: Tokens, start: int, count: int) -> tuple[str, ...]:
    """`count` words in lower case from `start` on; empty strings beyond the ends."""
    return tuple(at(tokens, k).low for k in range(start, start + count))


def is_hyphen(token: Token) -> bool:
    return token.text in HYPHENS


HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−")
QUOTES = frozenset("\"'“”‘’")
