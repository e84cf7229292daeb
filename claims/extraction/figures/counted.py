"""What a figure counts or measures (`of`), in the story's own words."""

from __future__ import annotations

from claims.extraction.figures import nouns
from claims.extraction.figures.tokens import Tokens, at

LONGEST = 9
ENDS = frozenset(",;:.!?()[]\"“”—–")
BREAKS = frozenset("said says which who while when where after before because although but according since".split())
LINKS = frozenset("were was have has had been are is be being".split())


def of(text: str, tokens: Tokens, start: int, end: int, noun: nouns.Counted | None) -> str:
    """The counted phrase and what follows it, or the words before the figure where nothing follows."""
    first = noun.start if noun else end
    last = _forward(tokens, end)
    if last > first:
        words = [t.text for t in tokens[first:last] if t.low not in LINKS]
        if words and (noun or len(words) > 1):
            return " ".join(words)
    return _before(text, tokens, start)


def _forward(tokens: Tokens, i: int) -> int:
    """The token that ends the clause begun at `i`."""
    j = i
    while j < len(tokens) and j - i < LONGEST:
        if tokens[j].text in ENDS or tokens[j].low in BREAKS:
            break
        if tokens[j].low in ("and", "or") and at(tokens, j + 1).kind in ("num", "edge"):
            break
        j += 1
    return j


def _before(text: str, tokens: Tokens, start: int) -> str:
    """The words of the clause before the figure."""
    j = start
    while j > 0 and start - j < LONGEST and tokens[j - 1].text not in ENDS:
        j -= 1
    return text[tokens[j].start : tokens[start - 1].end] if j < start else ""
