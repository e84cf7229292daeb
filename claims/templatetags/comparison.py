"""Two versions of a text side by side, paragraph by paragraph and word by word.

Pure: strings in, rows out. A paragraph that only moved is told as moved, not as taken out and put in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.templatetags.layout import paragraphs

SAME, CHANGED, MOVED, GONE, NEW = "same", "changed", "moved", "gone", "new"
ALIKE = 0.35  # shared words of two paragraphs, by Dice, from which they are versions of each other
MOST_PARAGRAPHS = 3_000  # beyond it, nothing is compared
MOST_PAIRS = 20_000  # paragraphs of a rewritten stretch that are weighed against each other
MOST_WORDS = 1_500  # of a paragraph; a longer one is told as changed whole
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row that both versions have, or that only this one has."""

    text: str
    is_changed: bool


Side = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the older version beside that of the newer one; an empty side where it has none."""

    kind: str
    old: Side = ()
    new: Side = ()


def compare(old: str, new: str) -> list[Row] | None:
    """The rows in the order of the newer version; None where the texts are too long to be compared."""
    olds, news = _split(old), _split(new)
    if max(len(olds), len(news)) > MOST_PARAGRAPHS:
        return None
    moved = _moved(olds, news)
    return [row for block in _blocks(olds, news) for row in _rows(olds, news, *block, moved)]


def words_apart(old: str, new: str) -> tuple[Side, Side]:
    """The words that only one of two passages has, told in both."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return (Stretch(old, True),), (Stretch(new, True),)
    steps = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False).get_opcodes()
    ours = ((before[i:j], kind != "equal") for kind, i, j, _, _ in steps)
    theirs = ((after[i:j], kind != "equal") for kind, _, _, i, j in steps)
    return _side(ours), _side(theirs)


def _split(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in paragraphs(text)]


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _side(stretches: Iterator[tuple[list[str], bool]]) -> Side:
    """Spaces at the edge of a changed stretch belong to no change, so that none is underlined."""
    return tuple(Stretch("".join(words), is_changed) for words, is_changed in stretches if words)


def _moved(olds: Sequence[str], news: Sequence[str]) -> set[str]:
    """Paragraphs that both versions have, once each, though not in the same order."""
    before, after = Counter(olds), Counter(news)
    return {text for text in before if before[text] == after[text] == 1}


def _blocks(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Runs of paragraphs that stand, and of those that differ."""
    for _, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        yield range(i, j), range(k, m)


def _rows(
    olds: Sequence[str], news: Sequence[str], before: range, after: range, moved: set[str]
) -> Iterator[Row]:
    if [olds[i] for i in before] == [news[k] for k in after]:
        yield from (_plain(SAME, news[k]) for k in after)
        return
    left = [i for i in before if olds[i] not in moved]
    pairs = _pairs(olds, news, left, [k for k in after if news[k] not in moved])
    for k in after:
        partner = pairs.get(k)
        earlier = [i for i in left if partner is not None and i < partner]
        yield from (Row(GONE, old=(Stretch(olds[i], True),)) for i in earlier)
        left = [i for i in left if i not in earlier and i != partner]
        yield _row(olds, news[k], partner, news[k] in moved)
    yield from (Row(GONE, old=(Stretch(olds[i], True),)) for i in left)


def _row(olds: Sequence[str], text: str, partner: int | None, is_moved: bool) -> Row:
    if is_moved:
        return _plain(MOVED, text)
    if partner is None:
        return Row(NEW, new=(Stretch(text, True),))
    return Row(CHANGED, *words_apart(olds[partner], text))


def _plain(kind: str, text: str) -> Row:
    side = (Stretch(text, False),)
    return Row(kind, side, side)


def _pairs(
    olds: Sequence[str], news: Sequence[str], before: Sequence[int], after: Sequence[int]
) -> dict[int, int]:
    """Which of the older paragraphs each newer one is a version of: the most alike, in order."""
    if len(before) * len(after) > MOST_PAIRS:
        return {}
    found, at = {}, 0
    for k in after:
        alike = [(_alike(olds[i], news[k]), -place) for place, i in enumerate(before) if place >= at]
        best, place = max(alike, default=(0.0, 0))
        if best >= ALIKE:
            found[k], at = before[-place], 1 - place
    return found


def _alike(old: str, new: str) -> float:
    before, after = Counter(old.casefold().split()), Counter(new.casefold().split())
    shared = (before & after).total()
    return 2 * shared / max(before.total() + after.total(), 1)
