"""Which sentence of the older version the newer one has again: word for word, moved, or edited.

Equal sentences and equal skeletons (the words without their numbers) are found by hash. The rest are compared
with a bounded number of others: those in the same paragraph and those that share a rare word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.alignment.paragraphs import Paragraphs, matched
from claims.extraction.alignment.statements import Statement
from claims.extraction.alignment.words import SHORT, likeness

EDITED = 0.55  # likeness from which a sentence is an edited one
RELATED = 0.2  # likeness from which two sentences may tell the same figure in other words
RARE = 6  # sentences that hold a word, at most, for it to lead from one to another
MOST_COMPARED = 10  # sentences that one is compared with
SAME_PARAGRAPH = 0.1  # a bonus
FAR_OFF = 0.05  # what the distance from one end of the story to the other costs


@dataclass(frozen=True, slots=True)
class Likely:
    """Two sentences that may be one, and how much of their words they share."""

    old: Statement
    new: Statement
    likeness: float


class Sentences:
    """The sentences of two versions that claim something; what is settled is not looked at again."""

    def __init__(self, old: Sequence[Statement], new: Sequence[Statement]) -> None:
        self._old = {statement.order: statement for statement in old}
        self._new = {statement.order: statement for statement in new}

    def equal(self) -> Iterator[Likely]:
        """The same words, in order where they stand more than once."""
        yield from self._by_key(lambda statement: statement.text)

    def of_one_skeleton(self) -> Iterator[Likely]:
        """The same words but for their numbers."""
        yield from self._by_key(lambda statement: statement.words)

    def alike(self, old_text: str, new_text: str) -> tuple[list[Likely], list[Likely]]:
        """Edited sentences, each in one pair at most; and all pairs that may tell a figure in other words."""
        skeletons = list(self.of_one_skeleton())
        related = list(self._related(old_text, new_text))
        edited = list(self._settled([pair for pair in related if pair.likeness >= EDITED]))
        return [*skeletons, *edited], related

    def _by_key(self, key: Callable[[Statement], Hashable]) -> Iterator[Likely]:
        places: dict[Hashable, list[Statement]] = defaultdict(list)
        for statement in reversed(self._new.values()):
            places[key(statement)].append(statement)
        for statement in list(self._old.values()):
            if places[key(statement)]:
                yield self._settle(Likely(statement, places[key(statement)].pop(), 1.0))

    def _related(self, old_text: str, new_text: str) -> Iterator[Likely]:
        """Pairs that share enough words, the likeliest first."""
        if not self._old or not self._new:
            return
        paragraphs = _Neighbours(old_text, new_text, self._new.values())
        scored: list[tuple[float, Likely]] = []
        for statement in self._old.values():
            for other in paragraphs.of(statement):
                pair = Likely(statement, other, likeness(statement.words, other.words))
                if pair.likeness >= RELATED:
                    scored.append((self._score(pair, paragraphs), pair))
        scored.sort(key=lambda entry: (-entry[0], entry[1].old.order, entry[1].new.order))
        yield from (pair for _, pair in scored)

    def _score(self, pair: Likely, paragraphs: _Neighbours) -> float:
        bonus = SAME_PARAGRAPH if paragraphs.agree(pair.old, pair.new) else 0.0
        longest = max(*self._old, *self._new, 1)
        return pair.likeness + bonus - FAR_OFF * abs(pair.old.order - pair.new.order) / longest

    def _settled(self, pairs: Iterable[Likely]) -> Iterator[Likely]:
        for pair in pairs:
            if pair.old.order in self._old and pair.new.order in self._new:
                yield self._settle(pair)

    def _settle(self, pair: Likely) -> Likely:
        del self._old[pair.old.order], self._new[pair.new.order]
        return pair


class _Neighbours:
    """The sentences of the newer version that one of the older is worth comparing with."""

    def __init__(self, old_text: str, new_text: str, new: Iterable[Statement]) -> None:
        self._old, self._paragraphs = Paragraphs(old_text), Paragraphs(new_text)
        self._moved = matched(self._old, self._paragraphs)
        self._inside: dict[int, list[Statement]] = defaultdict(list)
        self._holding: dict[str, list[Statement]] = defaultdict(list)
        for statement in new:
            self._inside[self._paragraphs.holding(statement.start)].append(statement)
            for word in set(statement.words):
                self._holding[word].append(statement)

    def of(self, statement: Statement) -> list[Statement]:
        near = self._inside.get(self._moved.get(self._old.holding(statement.start), -1), [])
        shared: Counter[int] = Counter()
        known = {other.order: other for other in near[:MOST_COMPARED]}
        for word in set(statement.words):
            holders = self._holding.get(word, [])
            if len(word) > SHORT and len(holders) <= RARE:
                shared.update(other.order for other in holders)
                known |= {other.order: other for other in holders}
        best = sorted(shared, key=lambda order: (-shared[order], order))[:MOST_COMPARED]
        return [known[order] for order in sorted({*best, *(other.order for other in near[:MOST_COMPARED])})]

    def agree(self, old: Statement, new: Statement) -> bool:
        moved = self._moved.get(self._old.holding(old.start))
        return moved is not None and moved == self._paragraphs.holding(new.start)
