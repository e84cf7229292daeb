"""A claim as one sentence that can be understood alone: whom "he" means, what "all 14,000" counts.

Conservative, since a wrong name is worse than none: a form is given only where the story leaves one person,
or one counted noun, that it can be. Two cases are written out: a sentence that opens with "he" or "she", and
a number in somebody's quotation that counts what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.attribution import Reader
from claims.extraction.figures import nouns, persons
from claims.extraction.places import Places
from claims.extraction.types import Figure, Span

LONGEST = 300  # characters of a form worth reading
BACK = 3  # sentences of the same speaker in which the counted noun may stand
_OPENS = re.compile(r"(?:(?:But|And|Also),? )?(?:He|She)(?= [a-z])")
_MARKS = frozenset('"“”‘«»\n')
_OPEN_WORDS = re.compile(
    r"\b(?:they|them|their|these|those|this|that one|we|our|us|I|my|you|your|it|here|there)\b"
)
_ALONE = re.compile(r"(?:^|[,:;(—–-])\s*$")  # stands before a number that no clause governs
_AFTER = re.compile(r"\s*(?:[,.;:!?)”\"'’—–]|$)")
_BARE = re.compile(r"(?:all|the|those|these)? ?\d[\d,.]*(?: (?:thousand|million))?", re.IGNORECASE)
_EACH = re.compile(r"\b(?:every|each|all (?:the|our|of (?:the|our)))\s+([a-z]{3,20})\b")
_WORD = re.compile(r"[a-z]{4,20}")


@dataclass(frozen=True, slots=True)
class Question:
    """The claim that is asked about: its sentence and figure, and who says it."""

    sentence: Span
    figure: Figure | None
    speaker: str | None


class Standalone:
    """Writes the forms of one story's claims. All spans index `text`."""

    def __init__(self, text: str, sentences: Sequence[Span], reader: Reader, places: Places) -> None:
        self._text = text
        self._sentences = tuple(sentences)
        self._reader = reader
        self._places = places

    def form(self, asked: Question) -> str | None:
        """The claim as a sentence of its own, None where it needs none or nothing is sure."""
        written = self._named(asked) or self._counted(asked)
        return written if written and len(written) <= LONGEST else None

    def _named(self, asked: Question) -> str | None:
        """The sentence with the name of the person whom its "he" or "she" means."""
        words = asked.sentence.of(self._text)
        opens = _OPENS.match(words)
        person = self._reader.head(asked.sentence) if opens else None
        if opens is None or person is None or not _MARKS.isdisjoint(words):
            return None
        rest = words[opens.end() :]
        if self._reader.is_quoted(asked.sentence.start) or _OPEN_WORDS.search(rest):
            return None
        return f"{person}{rest}"

    def _counted(self, asked: Question) -> str | None:
        """ "X said that there are all 14,000 soldiers in Y", where a quotation names the noun before."""
        figure = asked.figure
        if not (figure and asked.speaker and self._stands_alone(asked.sentence, figure)):
            return None
        noun, place = self._noun(asked), self._places.span_of(asked.sentence, figure.span)
        if noun is None or place is None or not asked.sentence.start <= place.start < asked.sentence.end:
            return None
        number = re.sub(r"^(?:all|the|those|these) ", "", figure.text, flags=re.IGNORECASE)
        return f"{asked.speaker} said that there are {number} {noun} in {place.of(self._text)}."

    def _stands_alone(self, sentence: Span, figure: Figure) -> bool:
        before = self._text[sentence.start : figure.span.start]
        after = _AFTER.match(self._text, figure.span.end, sentence.end)
        quoted = self._reader.is_quoted(figure.span.start)
        bare = figure.unit == "people" and _BARE.fullmatch(figure.text)
        return bool(quoted and bare and after and _ALONE.search(before))

    def _noun(self, asked: Question) -> str | None:
        """The people whom the speaker spoke of just before, if there is one kind of them only."""
        found: set[str] = set()
        said = [span for span in self._sentences if span.start < asked.sentence.end]
        for span in said[-1 - BACK :]:
            words = span.of(self._text)
            if self._reader.speaks(span, asked.speaker) or span == asked.sentence:
                found |= {_plural(word) for word in _EACH.findall(words) if persons.counts(_plural(word))}
                found |= {word for word in _WORD.findall(words) if _is_people(word)}
        return found.pop() if len(found) == 1 else None


def _plural(word: str) -> str:
    return word if nouns.is_plural(word) else f"{word}s"


def _is_people(word: str) -> bool:
    return word not in ("people", "others") and nouns.is_plural(word) and persons.counts(word)
