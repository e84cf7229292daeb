"""What a figure counts or measures (`of`), in the story's own words."""

from __future__ import annotations

from claims.extraction.figures import nouns
from claims.extraction.figures.tokens import Tokens, is_hyphen

AHEAD, BACK = 8, 10  # words shown after and before the figure
ENDS = frozenset(',;:.!?()[]"“”—–')
BREAKS = frozenset(
    "said says which who while when where after before because although but according since".split()
)
OPENERS = frozenset("of that and or but then so as".split())  # of no use at the head of a phrase
CLOSERS = frozenset(  # of no use at its end
    "a an the of to in on at by for from with into over and or but that than as is are was were be been has "
    "have had".split()
)
GAP = " … "  # stands where the figure stood


def of(text: str, tokens: Tokens, start: int, end: int, noun: nouns.Counted | None) -> str:
    """The counted phrase and what follows it; without such a phrase, the clause around the figure.

    `start` and `end` are the tokens of the figure's text.
    """
    after = _ahead(tokens, end)
    if noun and noun.start < noun.end <= end:
        return text[tokens[noun.start].start : tokens[after - 1].end]
    first = _back(tokens, start)
    before = text[tokens[first].start : tokens[start - 1].end] if first < start else ""
    behind = text[tokens[end].start : tokens[after - 1].end] if after > end else ""
    return GAP.join(part for part in (before, behind) if part) or _clause_before(text, tokens, start)


def _clause_before(text: str, tokens: Tokens, start: int) -> str:
    """The words before a figure that stands alone between commas ("home from the front, all 900, ...")."""
    end = start
    while end > max(start - BACK, 0) and tokens[end - 1].kind != "word":
        end -= 1
    first = max(_back(tokens, end), end - BACK)
    return text[tokens[first].start : tokens[end - 1].end] if first < end else ""


def _ahead(tokens: Tokens, i: int) -> int:
    """The token that ends the clause begun at `i`, at most AHEAD words on, and not amid a phrase."""
    j = i
    while j < len(tokens) and j - i < AHEAD and not _ends(tokens, j):
        j += 1
    while j > i and tokens[j - 1].low in CLOSERS:
        j -= 1
    return j


def _back(tokens: Tokens, i: int) -> int:
    """The token that begins the clause that ends before `i`, at most BACK words before it."""
    j = i
    while j > 0 and i - j < BACK and not _ends(tokens, j - 1):
        j -= 1
    while j < i and tokens[j].low in OPENERS:
        j += 1
    return j


def _ends(tokens: Tokens, j: int) -> bool:
    token = tokens[j]
    return token.text in ENDS or token.low in BREAKS or (is_hyphen(token) and not token.glued)
