"""The claims of a newer version against those of an older one: told again, gone, or new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claims.extraction.alignment import claims
from claims.extraction.alignment.claims import Tellings
from claims.extraction.alignment.sentences import Likely, Sentences
from claims.extraction.alignment.statements import Count, Statement, Telling, leads, statements
from claims.extraction.types import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Old and new claim by number; `wording` is how the sentence came again: "same", "edited" or "anew"."""

    old: int
    new: int
    wording: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An old claim that was not found again, though its sentence stands in the new text, at `span`."""

    old: int
    span: Span
    figure: Span | None


@dataclass(slots=True)
class Alignment:
    """Numbers of claims in the sequences that were given, each in one place."""

    pairs: list[Pair] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)


def align(old_text: str, old: Sequence[Telling], new_text: str, new: Sequence[Telling]) -> Alignment:
    """Pair the claims of two versions: in equal sentences, then in edited ones, then in others' words."""
    was, now = statements(old), statements(new)
    pairing = _Pairing(Tellings(old, new, leads(was), leads(now)))
    sentences = Sentences(was, now)
    pairing.take(sentences.equal(), "same")
    edited, alike = sentences.alike(old_text, new_text)
    pairing.take(edited, "edited")
    rest = pairing.left(was, "old"), pairing.left(now, "new")
    pairing.add(claims.elsewhere(*rest, alike, pairing.tellings), "anew")
    return pairing.ended(new_text)


def returned(gone: Sequence[Telling], fresh: Sequence[Telling]) -> Alignment:
    """Pair claims that an earlier version told with new ones: the same words but for their numbers only."""
    was, now = statements(gone), statements(fresh)
    pairing = _Pairing(Tellings(gone, fresh, leads(was), leads(now)))
    sentences = Sentences(was, now)
    pairing.take(sentences.equal(), "same")
    pairing.take(sentences.of_one_skeleton(), "edited")
    return pairing.ended("")


class _Pairing:
    """What is paired so far; a claim is in one pair at most."""

    def __init__(self, tellings: Tellings) -> None:
        self.tellings = tellings
        self._pairs: dict[int, Pair] = {}
        self._taken: set[int] = set()

    def take(self, sentences: Iterable[Likely], wording: str) -> None:
        for pair in sentences:
            self.add(claims.within(pair, self.tellings), wording)

    def add(self, pairs: Iterable[tuple[int, int]], wording: str) -> None:
        for old, new in pairs:
            if old not in self._pairs and new not in self._taken:
                self._pairs[old] = Pair(old, new, wording)
                self._taken.add(new)

    def left(self, told: Iterable[Statement], side: str) -> list[Count]:
        """The figures not in a pair yet, in the order of the text."""
        done = self._pairs.keys() if side == "old" else self._taken
        return [count for statement in told for count in statement.counts if count.telling not in done]

    def ended(self, new_text: str) -> Alignment:
        """All that is paired, and what became of the rest."""
        rest = [k for k in range(len(self.tellings.old)) if k not in self._pairs]
        standing = list(_standing(rest, self.tellings, new_text)) if rest and new_text else []
        still = {one.old for one in standing}
        return Alignment(
            pairs=[self._pairs[k] for k in sorted(self._pairs)],
            standing=standing,
            gone=[k for k in rest if k not in still],
            fresh=[k for k in range(len(self.tellings.new)) if k not in self._taken],
        )


def _standing(rest: Iterable[int], tellings: Tellings, text: str) -> Iterator[Standing]:
    """Claims whose sentence the text has word for word: it says what it said, found again or not."""
    flat = " ".join(text.split())
    found = {(new.start, new.figure.span.start if new.figure else None) for new in tellings.new}
    for k in rest:
        words = tellings.old[k].sentence.split()
        if " ".join(words) in flat:
            for there in re.finditer(r"\s+".join(map(re.escape, words)), text):
                one = _stands(k, tellings.old[k], there)
                place = one.span.start, one.figure.start if one.figure else None
                if place not in found:
                    found.add(place)
                    yield one
                    break


def _stands(old: int, telling: Telling, there: re.Match[str]) -> Standing:
    span = Span(there.start(), there.end())
    if telling.figure is None:
        return Standing(old, span, None)
    inside = telling.figure.span
    start = _same_place(telling.sentence, inside.start - telling.start, there[0])
    end = _same_place(telling.sentence, inside.end - telling.start - 1, there[0]) + 1
    return Standing(old, span, Span(span.start + start, span.start + end))


def _same_place(sentence: str, at: int, there: str) -> int:
    """Where the letter at `at` stands in the same sentence with other line breaks."""
    letters = len("".join(sentence[:at].split()))
    return [k for k, letter in enumerate(there) if not letter.isspace()][letters]
