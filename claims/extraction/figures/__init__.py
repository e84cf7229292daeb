"""Figures: numbers with hedge, bound, unit, period and what is counted, read by a grammar of our own."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.grammar import Grammar
from claims.extraction.figures.tokens import tokenise
from claims.extraction.types import Figure, Span

__all__ = ["find"]


def find(text: str, sentences: Sequence[Span]) -> list[Figure]:
    """The candidate figures of the sentences, in order, each inside one sentence.

    `text` is the match copy; `Figure.text` is its exact substring, hedge, scale and counted noun included.
    Time is linear in the text: every look to the side is bounded.
    """
    purse = Purse(text)
    found: list[Figure] = []
    for sentence in sentences:
        tokens = tokenise(text, sentence)
        found.extend(Grammar(text, tokens, purse).figures())
        purse.told.next_sentence()
    return found
