"""Which paragraph of the older version stands where in the newer one: whole, moved or lightly edited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claims.extraction.alignment.words import Words, likeness, masked, normal

WINDOW = 8  # paragraphs to either side of where an edited one is looked for
EDITED = 0.5  # likeness from which a paragraph is an edited one

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\Z")


class Paragraphs:
    """A text's paragraphs, and in which of them an offset lies."""

    def __init__(self, text: str) -> None:
        self._starts, self.texts = _split(text)

    def holding(self, offset: int) -> int:
        """The number of the paragraph that `offset` lies in."""
        return bisect_right(self._starts, offset) - 1


def matched(old: Paragraphs, new: Paragraphs) -> dict[int, int]:
    """Old paragraphs to new ones, each at most once: equal ones by hash, then edited ones close by."""
    pairs = dict(_equal(old.texts, new.texts))
    free = sorted(set(range(len(new.texts))) - set(pairs.values()))
    bags = {k: masked(new.texts[k], ())[0] for k in free}
    expected = 0
    for k, text in enumerate(old.texts):
        if k in pairs:
            expected = pairs[k] + 1
            continue
        best = _most_like(masked(text, ())[0], bags, _around(free, expected))
        if best is not None:
            pairs[k], expected = best, best + 1
            del bags[best], free[free.index(best)]
    return pairs


def _split(text: str) -> tuple[list[int], list[str]]:
    starts, texts, start = [0], list[str](), 0
    for gap in _BREAK.finditer(text):
        texts.append(normal(text[start : gap.start()]))
        start = gap.end()
        starts.append(start)
    return starts[: len(texts)], texts


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Equal paragraphs, the first with the first where one stands more than once."""
    places: dict[str, list[int]] = defaultdict(list)
    for k in reversed(range(len(new))):
        places[new[k]].append(k)
    for k, text in enumerate(old):
        if places[text]:
            yield k, places[text].pop()


def _around(free: Sequence[int], expected: int) -> Sequence[int]:
    middle = bisect_right(free, expected)
    return free[max(0, middle - WINDOW) : middle + WINDOW]


def _most_like(words: Words, bags: dict[int, Words], among: Iterable[int]) -> int | None:
    scored = [(likeness(words, bags[k]), -k) for k in among]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= EDITED else None
