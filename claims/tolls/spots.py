"""A figure where it stands: its sentence before and behind it, its clause, and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import cast

from claims.extraction.alignment.measures import FAMILY
from claims.extraction.alignment.words import Words, is_number, masked
from claims.extraction.figures.number_words import SMALL, TENS
from claims.extraction.types import Figure
from claims.tolls.types import Said

_BREAK = re.compile(
    r"[;:()“”\"]|[—–]|,(?!\d)|\s(?:but|while|whereas|although|though)\s"
    r"|\sand\s(?=(?:that|we|they|he|she|it|there|then)\s|[\w,.-]+\s(?:will|would|had|have|has)\s"
    r"|(?:will|would)\s)"
)
_BRACKET = re.compile(r"\([^()]*$")
_ASIDE = re.compile(r"\([^()]*\)")
_NUMBER = rf"(?:\d|(?:{'|'.join([*SMALL, *TENS])})\b)"
_SOME_OF = re.compile(rf" of (?:the\b|those\b|(?:its |their )?{_NUMBER})")
_BASE = re.compile(r"(?<!\S)(\S++) of (?:the |its |their |all )?$")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True)
class Spot:
    """`number` is its place among what the story said, `start` and `end` are offsets of its sentence.

    `since` is where the figure before it ends, 0 for the first. `words` are the sentence's with numbers
    masked, `place` is the figure's among them.
    """

    number: int
    said: Said
    figure: Figure
    sentence: str
    start: int
    end: int
    since: int
    words: Words
    place: int

    @cached_property
    def before(self) -> str:
        return self.sentence[: self.start]

    @property
    def after(self) -> str:
        return self.sentence[self.end :]

    @cached_property
    def opening(self) -> str:
        """What stands before the figure in its own clause."""
        breaks = list(_BREAK.finditer(self.before))
        return self.before[breaks[-1].end() :] if breaks else self.before

    @property
    def stretch(self) -> str:
        """What stands before the figure in its own clause, behind the figure before."""
        return self.opening if len(self.opening) < self.start - self.since else self.before[self.since :]

    @property
    def is_some_of(self) -> bool:
        """As in "three of the 19": what follows counts the nineteen."""
        return bool(_SOME_OF.search(f"{self.figure.text}{self.after[:16]}"))

    @property
    def is_base(self) -> bool:
        """As the 310 in "60 of the 310": what stands before it counts the sixty."""
        found = _BASE.search(self.before)
        return found is not None and is_number(found[1])

    @cached_property
    def rest(self) -> str:
        """What stands behind the figure in its own clause."""
        found = _BREAK.search(self.after)
        return self.after[: found.start()] if found else self.after

    @cached_property
    def clause(self) -> str:
        return self.opening + self.sentence[self.start : self.end] + self.rest

    @property
    def at(self) -> int:
        """Its place in the story."""
        return self.said.span.start + self.start

    @property
    def is_in_brackets(self) -> bool:
        """As a sum in another currency is: "42 million euros ($45 million)"."""
        return bool(_BRACKET.search(self.before))

    def words_before(self, count: int) -> str:
        """So many words right before the figure, in its own clause."""
        return " ".join(self.opening.split()[-count:])

    @property
    def is_bare(self) -> bool:
        """A number without a word: what it counts is the reader's guess."""
        return self.noun == ""

    @property
    def noun(self) -> str:
        """The last word of the figure as it is written, in small letters; "" where that is its number."""
        last = " ".join(self.figure.text.split()[-1:]).strip(".,").lower()
        return "" if not last or is_number(last) else last


def spots(said: Sequence[Said]) -> list[Spot]:
    """The figures of a story in the order of its text."""
    numbers = [k for k, each in enumerate(said) if each.figure]
    numbers.sort(key=lambda k: (said[k].span.start, _figure(said[k]).span.start, k))
    found = []
    for _, group in groupby(numbers, key=lambda k: (said[k].span.start, said[k].sentence)):
        found += _in_sentence(said, list(group))
    return found


def _in_sentence(said: Sequence[Said], numbers: list[int]) -> list[Spot]:
    sentence = _BLANK.sub(" ", said[numbers[0]].sentence)
    passages = [_passage(said[k], sentence) for k in numbers]
    words, places = masked(sentence, _apart(passages))
    ends = [0, *(end for _, end in passages)]
    return [
        Spot(k, said[k], _figure(said[k]), _without_asides(sentence, start), start, end, since, words, place)
        for k, (start, end), since, place in zip(numbers, passages, ends, places, strict=False)
    ]


def _apart(passages: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Passages that end where the next begins: "three of the 19 miners" holds another figure."""
    ends = [start for start, _ in passages[1:]] + [passages[-1][1]]
    return [(start, min(end, after)) if start < after else (start, end)
            for (start, end), after in zip(passages, ends, strict=True)]  # fmt: skip


def _without_asides(sentence: str, at: int) -> str:
    """The sentence with what stands in brackets blanked, unless the figure at `at` stands there itself."""
    blanked = _ASIDE.sub(lambda found: " " * len(found[0]), sentence)
    return sentence if blanked[at : at + 1] == " " else blanked


def _passage(said: Said, sentence: str) -> tuple[int, int]:
    """Where the figure stands in its sentence; where its offsets are not of this text, by its words.

    A verb that was taken for a part of it, as in "killed 130", is none.
    """
    figure = _figure(said)
    start = figure.span.start - said.span.start
    text = _BLANK.sub(" ", figure.text)
    if sentence[start : start + len(text)] != text:
        start = max(sentence.find(text), 0)
    verb = text.partition(" ")[0]
    return start + (len(verb) + 1 if verb.lower() in FAMILY and verb != text else 0), start + len(text)


def _figure(said: Said) -> Figure:
    return cast("Figure", said.figure)  # only what tells one comes here
