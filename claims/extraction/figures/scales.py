"""A number's value and the scales behind it: "3.4 million", "£5m", "500 crore"."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.figures import nouns
from claims.extraction.figures.number_words import GROUPED, LONGEST_NUMBER, SAFE_SHORT, SCALES, SHORT_SCALES
from claims.extraction.figures.tokens import Tokens, at, is_hyphen

RACES = frozenset("runners sprinters hurdles swimmers races finals".split())
MONEY = frozenset("yen yuan euro euros dollars pounds won rupees kronor francs".split())


@dataclass(frozen=True, slots=True)
class Number:
    """A value read from token `start` up to, not including, token `end`.

    `kind` is cardinal, vague, share (of a hundred) or ordinal; `hedge` is what the words alone imply.
    """

    value: float
    start: int
    end: int
    kind: str = "cardinal"
    hedge: str | None = None
    scale: float = 1.0  # the factor in words: "3.4 million" has 1e6


def digits(text: str) -> float | None:
    """The value of "1,200" or "3.4"; None for codes: other groupings, two points, endless digits."""
    if len(text) > LONGEST_NUMBER or not GROUPED.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def scaled(tokens: Tokens, i: int, value: float, end: int, money: bool) -> Number:
    """The number with the scales that follow it: " million", "-million", "bn", " lakh crore"."""
    factor = 1.0
    while (step := _scale(tokens, end, money)) and factor < 1e15:
        factor, end = factor * step[0], step[1]
    return Number(round(value * factor, 6), i, end, scale=factor)


def _scale(tokens: Tokens, i: int, money: bool) -> tuple[float, int] | None:
    token = at(tokens, i)
    if is_hyphen(token) and at(tokens, i + 1).low in SCALES:
        return SCALES[at(tokens, i + 1).low], i + 2
    if token.low in SCALES:
        return SCALES[token.low], i + 1
    if token.low in SAFE_SHORT or (token.low in SHORT_SCALES and _short_is_scale(tokens, i, money)):
        dot = at(tokens, i + 1)
        return SHORT_SCALES[token.low], i + 1 + (token.low == "b" and dot.text == "." and dot.glued)
    return None


def _short_is_scale(tokens: Tokens, i: int, money: bool) -> bool:
    """Is the letter a scale? "£5m" yes; "300m" is metres, unless counted things follow; "k" only glued."""
    token = at(tokens, i)
    if token.low == "b" and at(tokens, i + 1).text == "." and at(tokens, i + 1).glued:
        return True
    if at(tokens, i + 1).glued and at(tokens, i + 1).kind == "word":
        return False
    if money or token.low == "k":
        return token.glued or (money and token.low != "t")
    return token.glued and token.low == "m" and _counts_millions(at(tokens, i + 1).low)


def _counts_millions(word: str) -> bool:
    """Does "5m" before this word mean millions? Before a plural or money, and nobody runs it."""
    return word not in RACES and (nouns.is_plural(word) or word in MONEY)
