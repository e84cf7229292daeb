"""Which claim is told again: within one sentence that was edited, and across a story that was rewritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.alignment.names import related, stands_in
from claims.extraction.alignment.sentences import Likely
from claims.extraction.alignment.statements import Count, Telling
from claims.extraction.alignment.words import common_context, is_number, likeness, stem
from claims.extraction.types import Figure

WINDOW = 12  # figures of one kind that one is compared with
FITS = 1.0  # score from which two figures of paired sentences are one claim
SAME_EVENT = 0.7  # likeness of sentences from which an event, which is its words, is the same
SURE = 1.0  # the same for figures of sentences that were written anew
UNDERSTOOD = frozenset(
    "people person persons man men woman women others other life lives body bodies victim victims human "
    "humans dead individual individuals".split()
)

Pairing = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tellings:
    """The claims of both versions, by number; `leads` are those of a version that a kind is first told by."""

    old: Sequence[Telling]
    new: Sequence[Telling]
    old_leads: frozenset[int]
    new_leads: frozenset[int]

    def are_leads(self, old: int, new: int) -> bool:
        return old in self.old_leads and new in self.new_leads


def within(pair: Likely, tellings: Tellings) -> Iterator[Pairing]:
    """The claims of two sentences that are one: events with events, each figure with the one in its place."""
    if pair.likeness >= SAME_EVENT:
        yield from zip(pair.old.events, pair.new.events, strict=False)
    if pair.old.text == pair.new.text:
        yield from _same_words(pair)
    else:
        yield from _best(_fitting(pair, tellings))


def elsewhere(
    old: Sequence[Count], new: Sequence[Count], alike: Sequence[Likely], tellings: Tellings
) -> Iterator[Pairing]:
    """Claims told again in other words: by what is counted and, failing that, by value or by the sentence."""
    scored = [*_of_one_measure(old, new, tellings), *_of_related_sentences(old, new, alike)]
    yield from _best(scored)


def _same_words(pair: Likely) -> Iterator[Pairing]:
    """Figures of equal sentences: those that stand at the same place, whatever was read there."""
    free = list(pair.new.counts)
    for count in pair.old.counts:
        there = next((other for other in free if _overlap(count.tail, other.tail)), None)
        if there:
            free.remove(there)
            yield count.telling, there.telling


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] and other[1] < one[0]


def _fitting(pair: Likely, tellings: Tellings) -> Iterator[tuple[float, Pairing]]:
    for one in pair.old.counts:
        for other in pair.new.counts[max(0, one.rank - WINDOW) : one.rank + WINDOW]:
            score = _fit(one, other, tellings)
            if score >= FITS:
                yield score, (one.telling, other.telling)


def _fit(one: Count, other: Count, tellings: Tellings) -> float:
    """How well a figure fits one of the edited sentence: what stands around it weighs most."""
    score = 2 * common_context(one.context, other.context)
    score += _agreement(one.measure, other.measure, 1.0, -0.5)
    score += 0.5 if one.figure.unit == other.figure.unit else -0.5
    score += 0.5 if _value(one) == _value(other) else 0.0
    before, after = tellings.old[one.telling], tellings.new[other.telling]
    score += 0.25 if before.type == after.type else 0.0
    score += _places(before, after, 0.25, -0.75)
    score -= 1.0 if one.background != other.background and likeness(one.words, other.words) < 0.8 else 0.0
    return score - 0.1 * abs(one.rank - other.rank)


def _of_one_measure(
    old: Sequence[Count], new: Sequence[Count], tellings: Tellings
) -> Iterator[tuple[float, Pairing]]:
    """Tolls: the same people counted, of the same time (a toll of now is never one of long ago)."""
    kinds = _by_kind(new)
    for kind, counts in _by_kind(old).items():
        for rank, one in enumerate(counts):
            for other in _around(kinds.get(kind, []), rank):
                score = _toll(one, other, tellings)
                if score >= SURE:
                    yield score, (one.telling, other.telling)


def _toll(one: Count, other: Count, tellings: Tellings) -> float:
    before, after = tellings.old[one.telling], tellings.new[other.telling]
    score = likeness(one.words, other.words)
    score += 1.0 if _value(one) == _value(other) else 0.0
    score += 1.0 if tellings.are_leads(one.telling, other.telling) else 0.0
    score += _counted_alike(one, other)
    score += _agreement(before.claimant, after.claimant, 0.5, -0.2, same=related)
    return score + _places(before, after, 0.6, -1.0)


def _places(old: Telling, new: Telling, alike: float, apart: float) -> float:
    """What it says that two places agree; that they differ says nothing unless both sentences name theirs."""
    told = all(each.place and stands_in(each.place, each.sentence, apart_from="") for each in (old, new))
    return _agreement(old.place, new.place, alike, apart if told else 0.0, same=related)


def _of_related_sentences(
    old: Sequence[Count], new: Sequence[Count], alike: Sequence[Likely]
) -> Iterator[tuple[float, Pairing]]:
    """Other figures: the same unit and noun in sentences that share words, rather with the same value."""
    free, left = {count.telling for count in new}, {count.telling for count in old}
    for pair in alike:
        for one in (count for count in pair.old.counts if count.telling in left):
            for other in (count for count in pair.new.counts if count.telling in free):
                score = _reworded(one, other, pair.likeness)
                if score >= SURE:
                    yield score, (one.telling, other.telling)


def _reworded(one: Count, other: Count, shared: float) -> float:
    if one.figure.unit != other.figure.unit or one.background != other.background:
        return 0.0
    if one.measure != other.measure or _counted_alike(one, other) < 0:
        return 0.0
    score = shared + common_context(one.context, other.context)
    score += 0.7 if _value(one) == _value(other) else 0.2
    return score + (0.2 if one.figure.unit == "people" and counted_noun(one) else 0.0)


def _best(scored: Iterable[tuple[float, Pairing]]) -> Iterator[Pairing]:
    """The best pairs first, each claim in one of them."""
    olds, news = set[int](), set[int]()
    for _, (old, new) in sorted(scored, key=lambda entry: (-entry[0], entry[1])):
        if old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            yield old, new


def _by_kind(counts: Sequence[Count]) -> dict[tuple[str, str], list[Count]]:
    kinds: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts:
        if count.kind:
            kinds[count.kind].append(count)
    return kinds


def _around(counts: Sequence[Count], rank: int) -> Sequence[Count]:
    return counts[max(0, rank - WINDOW) : rank + WINDOW]


def _agreement(
    one: str, other: str, alike: float, apart: float, same: Callable[[str, str], bool] = str.__eq__
) -> float:
    """What it says that two readings agree; nothing where one of them is missing."""
    if not one or not other:
        return 0.0
    return alike if same(one, other) else apart


def _counted_alike(one: Count, other: Count) -> float:
    """Nouns: the same, one of them understood ("12", "12 people"), or another kind of people."""
    left, right = counted_noun(one), counted_noun(other)
    if left == right:
        return 0.5
    return -0.7 if not left or not right else -1.5


def counted_noun(count: Count) -> str:
    """The stem of the noun told with a figure of people; "" where it names nobody in particular."""
    if count.is_bare:
        return ""
    if count.figure.unit != "people":
        return stem(count.figure.unit)
    nouns = [word for word in _words(count.figure) if word.isalpha() and not is_number(word)]
    noun = nouns[-1] if nouns else ""
    return "" if noun in UNDERSTOOD else stem(noun)


def _words(figure: Figure) -> list[str]:
    """The figure's words without its period ("12 villagers a day")."""
    words = figure.text.lower().split()
    return words[:-2] if figure.per and words[-1] == figure.per else words


def _value(count: Count) -> tuple[float, float | None]:
    return count.figure.low, count.figure.high
