"""Where it happened: the most specific place that a claim is about, in the story's own words.

A place is a name that the story uses as one: after "in", "near" or "at", in a dateline, or a country, state
or city known everywhere. A claim's place is one of its own sentence, else the one the passage is set in.
Conservative: when unsure, none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.gazetteer import CITIES, COUNTRIES, PEOPLES, REGIONS
from claims.extraction.names import Token, named, runs, tokens
from claims.extraction.types import Span

_STRONG = frozenset("in near outside across throughout inside off".split())
_PLACE_WORDS = frozenset(
    """
    city town village county province district region state valley river island islands lake mountain bay
    coast airport street avenue road square park stadium hospital university church mosque prison base
    camp border port school bridge station theater theatre hotel center centre strip peninsula sea ocean
    desert
    """.split()
)
_NOT_PLACES = frozenset(
    """
    congress parliament senate house monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december christmas easter english
    spanish french german arabic twitter facebook instagram youtube islam mr mrs ms dr season week day
    year god internet earth islamic fox
    """.split()
)
_AREAS = frozenset(("province", "county", "village"))
_WIDE = frozenset("province region state county island islands district coast valley".split())
_DIRECTIONS = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest southeast
    southwest northeastern northwestern southeastern southwestern downtown upper lower greater mid
    """.split()
)
_INCIDENT = re.compile(
    r"\b(?:kill|dead|died|death|injur|wound|hurt|shot|shoot|stabb|arrest|detain|polic|officer|troop|soldier|fighter|militant|rebel|strike|"
    r"bomb|attack|blast|explo|fire|blaze|burn|quake|tremor|flood|storm|hurricane|tornado|evacuat|displac|refugee|homeless|shelter|"
    r"protest|demonstrat|crowd|march|rall|riot|hostage|rescu|victim|survivor|crash|collaps|damag|destroy|resident|inhabitant|villager|"
    r"witness|gunm|suspect|sentenc|convict|courtroom|jury|hospital|camp|school|church|mosque|building|home|house|worker|plant|factory)",
    re.IGNORECASE,
)
_PRESS = frozenset("news times post herald journal tribune gazette guardian chronicle press observer".split())
_OFFICERS = frozenset("sen rep gov sens reps atty".split())
_KIND = re.compile(r"\.?-(?:led|backed|based|funded|trained|born|bound|style|run|owned|made)\b")
_OFTEN = 5  # mentions of places, more than half of one place, that make a story's only place
_DATELINE = re.compile(
    r"\s*([A-Z][A-Z.’' -]{2,30}[A-Z])(?:, ([A-Z][\w. ]{1,24}))?(?:, \w{3,9}\.? \d{1,2})?"
    r" ?(?:\([^()\n]{2,30}\))? ?[-–—]+ "
)
_TOWNS = frozenset("suburb capital outskirts streets coast isolation liberation battle siege".split())
_WEIGHT = {3: 1.0, 2: 1.0, 1: 0.6}  # by rank: a country is named more often than it is meant
_LASTS = 3  # sentences that a scene lasts without being named again


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    rank: int  # 3 a spot or town, 2 a state or region, 1 a country or wider
    strong: bool  # the sentence sets the scene there ("in X"), not only names it


class Places:
    """The places of one story. `text` is the text the sentence spans index."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._starts = [s.start for s in sentences]
        self._known: set[str] = set()
        words = [tokens(text, span) for span in sentences]
        for sentence in words:
            self._learn(sentence)
        self._found = [tuple(self._in(sentence)) for sentence in words]
        self._peoples = [[t.lower for t in sentence if t.lower in PEOPLES] for sentence in words]
        self._first = {
            self._text[p.start : p.end].lower(): p for found in reversed(self._found) for p in reversed(found)
        }
        self._dateline = self._read_dateline(sentences)
        self._only = False
        self._scenes = self._follow()

    def of(self, sentence: Span, figure: Span | None) -> str | None:
        """The claim's place as the story words it, or None."""
        span = self.span_of(sentence, figure)
        return span.of(self._text) if span else None

    def span_of(self, sentence: Span, figure: Span | None) -> Span | None:
        """Where in the text the claim's place is named."""
        i = bisect_right(self._starts, sentence.start) - 1
        if i < 0:
            return None
        here = [place for place in self._found[i] if sentence.start <= place.start < sentence.end]
        place = _best(here, figure) or self._of_people(i) or self._unsaid(i, sentence)
        return Span(place.start, place.end) if place else None

    def _of_people(self, i: int) -> _Place | None:
        """The country of "Greek police", where the story names it."""
        return next(
            (place for people in self._peoples[i] if (place := self._first.get(PEOPLES[people].lower()))),
            None,
        )

    def _unsaid(self, i: int, sentence: Span) -> _Place | None:
        """The place of a sentence that names none, where something happened or the story has but one."""
        if self._only or _INCIDENT.search(sentence.of(self._text)):
            return self._scenes[i]
        return None

    def _learn(self, sentence: Sequence[Token]) -> None:
        """Names that this story uses after "in" or "city of" somewhere are places everywhere in it."""
        for i, j in runs(sentence):
            if i and _sets_scene(sentence, i) and self._may_be(sentence, i, j):
                self._known.add(_key(sentence, i, j))

    @staticmethod
    def _may_be(sentence: Sequence[Token], i: int, j: int) -> bool:
        words = [t.bare.lower() for t in sentence[i:j]]
        acronym = j - i == 1 and sentence[i].text.isupper() and len(words[0]) <= 5
        if (
            acronym
            or any(word in _NOT_PLACES or word in PEOPLES for word in words)
            or sentence[j - 1].bare != sentence[j - 1].text
            or j - i > 5
        ):
            return False
        name = named(sentence, i, j)
        return (
            name is not None and not name.titled and not (name.person and name.gender and len(name.words) > 1)
        )

    def _in(self, sentence: Sequence[Token]) -> Iterator[_Place]:
        for i, j in runs(sentence):
            if _names_press(sentence, i, j) or self._describes(sentence[j - 1]):
                continue
            found = self._whole(sentence, i, j) or self._part(sentence, i, j)
            if found:
                yield found

    def _describes(self, last: Token) -> bool:
        """As in "U.S.-led", "Washington-based": the place says whose or what kind something is."""
        return bool(_KIND.match(self._text, last.start + len(last.bare)) or _KIND.search(last.text))

    def _whole(self, sentence: Sequence[Token], i: int, j: int) -> _Place | None:
        """The run as a place: known to all or to this story, or set into a scene here."""
        key = _key(sentence, i, j)
        rank, strong = _rank(key), _sets_scene(sentence, i)
        kind = sentence[j].lower if j < len(sentence) else ""
        known = rank or key in self._known or key.split()[-1] in _PLACE_WORDS or kind in _AREAS
        if (not known and not (strong and self._may_be(sentence, i, j))) or key.split()[0] in _NOT_PLACES:
            return None
        begin = i - 1 if i and sentence[i - 1].lower in _DIRECTIONS else i
        end = sentence[j - 1].start + len(sentence[j - 1].bare)
        owns = sentence[j - 1].bare != sentence[j - 1].text
        if kind in _PLACE_WORDS and not owns:
            end, rank = sentence[j].end, 2 if kind in _WIDE else 3
        beyond = (
            i > 1
            and sentence[i - 1].lower in ("of", "from")
            and sentence[i - 2].lower in _DIRECTIONS | {"miles", "kilometers", "km"}
        )
        return _Place(
            sentence[begin].start,
            end,
            rank or (2 if key.split()[-1] in _WIDE else 3),
            strong and not owns and not beyond,
        )

    @staticmethod
    def _part(sentence: Sequence[Token], i: int, j: int) -> _Place | None:
        """A place that opens a longer name: "New York Gov. X", "the Wisconsin Alliance"."""
        if any(token.dotted and token.lower in _OFFICERS for token in sentence[i:j]):
            return None  # "South Carolina Sen. X" is where he is from
        for k in (i + 2, i + 1):
            if k < j and (rank := _rank(_key(sentence, i, k))):
                end = sentence[k - 1].start + len(sentence[k - 1].bare)
                return _Place(sentence[i].start, end, rank, False)
        return None

    def _read_dateline(self, sentences: Sequence[Span]) -> _Place | None:
        for span in sentences[:6]:
            hit = _DATELINE.match(
                self._text, max(0, span.start - 60 if span is sentences[0] else span.start), span.end
            )
            if hit:
                return _Place(hit.start(1), hit.end(1), 3, True)
        return None

    def _main_place(self) -> _Place | None:
        """The place the story comes back to most, towns before countries; named twice at least."""
        counts: Counter[str] = Counter()
        first: dict[str, _Place] = {}
        for place in (place for found in self._found for place in found):
            words = self._text[place.start : place.end].lower()
            counts[words] += 2 if place.strong else 1
            first.setdefault(words, place)
        best = max(
            counts,
            key=lambda words: (counts[words] * _WEIGHT[first[words].rank], -first[words].start),
            default=None,
        )
        return first[best] if best and counts[best] > 1 else None

    def _follow(self) -> list[_Place | None]:
        """For each sentence the scene if it names no place: the last one set, later the story's own."""
        main = self._main_place() or self._dateline
        named = [self._text[p.start : p.end] for found in self._found for p in found]
        self._only = (
            main is not None and named.count(self._text[main.start : main.end]) * 2 > len(named) >= _OFTEN
        )
        scenes: list[_Place | None] = []
        now, age = self._dateline, 0
        for found in self._found:
            scenes.append(now if now and age < _LASTS else main)
            strong = [place for place in found if place.strong]
            now, age = (_best(strong, None), 0) if strong else (now, age + 1)
        return scenes


def _names_press(sentence: Sequence[Token], i: int, j: int) -> bool:
    """Is the run a newspaper's name ("Anchorage Daily News")?"""
    return j - i > 1 and sentence[j - 1].bare.lower() in _PRESS


def _sets_scene(sentence: Sequence[Token], i: int) -> bool:
    """Whether the words before token `i` set a scene there: "in", "near the", "in northern", "city of"."""
    k = i - 1
    while k > 0 and (sentence[k].lower == "the" or sentence[k].lower in _DIRECTIONS):
        k -= 1
    if k < 0:
        return False
    if sentence[k].lower == "of" and k and sentence[k - 1].lower in _PLACE_WORDS | _TOWNS:
        return True
    return sentence[k].lower in _STRONG


def _key(sentence: Sequence[Token], i: int, j: int) -> str:
    return " ".join(token.bare.lower() for token in sentence[i:j])


def _rank(key: str) -> int:
    if key in CITIES:
        return 3
    if key in REGIONS:
        return 2
    return 1 if key in COUNTRIES else 0


def _best(places: Sequence[_Place], figure: Span | None) -> _Place | None:
    """The most specific of the places that set the scene, the nearest to the figure among equals."""
    at = figure.start if figure else None
    return max(
        places,
        key=lambda p: (p.rank, p.strong, -abs(p.start - at) if at is not None else -p.start),
        default=None,
    )
