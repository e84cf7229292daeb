"""A sentence with its tokens, as the look-out for sources reads it, and what it finds there: a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.names import Name, Token
from claims.extraction.phrases import Source, at
from claims.extraction.sources import left, right
from claims.extraction.types import Span


@dataclass(frozen=True, slots=True)
class Cue:
    """Who asserts, by which words, over which parts of the text. `name` is set where the source is named."""

    source: Span
    words: str
    name: Name | None
    pronoun: str | None
    verb: str
    at: Span
    covers: tuple[Span, ...]
    how: str
    told: str | None = None

    def over(self, position: int) -> bool:
        return any(span.start <= position < span.end for span in self.covers)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its tokens: what every look at a verb needs."""

    text: str
    span: Span
    words: Sequence[Token]

    def at(self, i: int) -> str:
        return at(self.words, i)

    def left(self, v: int) -> Source | None:
        return left(self.text, self.words, v)

    def right(self, i: int) -> Source | None:
        return right(self.text, self.words, i)

    def before(self, i: int) -> Span:
        """The sentence up to token `i`."""
        return Span(self.span.start, self.words[i].start)

    def after(self, i: int) -> Span:
        """The sentence from the end of token `i` on."""
        return Span(self.words[i].end, self.span.end)

    def cue(self, source: Source, v: int, covers: Sequence[Span], how: str) -> Cue:
        span = Span(self.words[source.i].start, self.words[source.j - 1].end)
        verb = self.words[v]
        place = Span(verb.start, verb.end)
        return Cue(span, source.words, source.name, source.pronoun, verb.lower, place, tuple(covers), how)
