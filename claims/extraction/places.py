"""Where it happened: the most specific place that a claim is about, in the story's own words.

A place is a name that the story uses as one: after "in", "near" or "at", in a dateline, or a country, state
or city known everywhere. A claim's place is one of its own sentence, else the one the passage is set in.
Conservative: when unsure, none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.names import Token, named, runs, tokens
from claims.extraction.types import Span

_COUNTRIES = frozenset(
    """afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh
    barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burkina burundi cambodia cameroon
    canada chad chile china colombia comoros congo croatia cuba cyprus czechia denmark djibouti dominica ecuador egypt england
    eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece grenada guatemala guinea guyana
    haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo
    kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia
    maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar burma namibia
    nauru nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda samoa scotland senegal serbia seychelles singapore slovakia slovenia somalia spain sudan
    suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine
    uruguay uzbekistan vanuatu vatican venezuela vietnam wales yemen zambia zimbabwe europe africa asia antarctica america
    us usa u.s uk u.k uae britain eu""".split()
) | frozenset(
    ("united states", "united kingdom", "saudi arabia", "south africa", "south korea", "north korea", "new zealand", "sri lanka",
     "costa rica", "el salvador", "ivory coast", "burkina faso", "sierra leone", "papua new guinea", "czech republic",
     "united arab emirates", "northern ireland", "south sudan", "dominican republic", "puerto rico", "hong kong", "trinidad and tobago",
     "middle east", "latin america", "north america", "south america", "central america", "southeast asia", "european union",
     "great britain", "gaza strip", "west bank", "east timor", "cape verde")
)  # fmt: skip
_STATES = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas
    kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma
    oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec alberta manitoba
    saskatchewan punjab kerala gujarat bavaria catalonia""".split()
) | frozenset(
    ("new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota", "south carolina", "south dakota",
     "west virginia", "rhode island", "british columbia", "new south wales", "nova scotia", "tamil nadu", "uttar pradesh")
)  # fmt: skip
_CITIES = frozenset(
    """london paris berlin madrid rome moscow kabul baghdad damascus aleppo mosul raqqa tehran cairo istanbul ankara jerusalem
    beijing shanghai tokyo delhi mumbai karachi islamabad dhaka jakarta manila sydney melbourne toronto ottawa montreal boston
    chicago houston dallas philadelphia phoenix seattle denver atlanta miami detroit orlando baltimore cleveland pittsburgh
    brussels vienna athens lisbon dublin stockholm oslo copenhagen helsinki warsaw prague budapest kyiv kiev minsk geneva zurich
    amsterdam lagos nairobi johannesburg tripoli benghazi tunis khartoum mogadishu beirut amman riyadh doha dubai gaza sanaa
    lahore kandahar helmand basra fallujah homs idlib kirkuk tikrit ramadi palmyra honolulu aceh sumatra java fukushima
    wuhan tbilisi baku yerevan""".split()
) | frozenset(("los angeles", "san francisco", "san diego", "las vegas", "new orleans", "new delhi", "mexico city", "new york city",
               "washington d.c", "hong kong", "st. louis", "salt lake city", "san bernardino", "cape town", "tel aviv"))  # fmt: skip
_AT = frozenset("in near at outside across throughout around inside from off over within into to of along toward towards".split())
_STRONG = frozenset("in near outside across throughout inside off".split())
_PLACE_WORDS = frozenset(
    "city town village county province district region state valley river island islands lake mountain bay coast airport street "
    "avenue road square park stadium hospital university church mosque prison base camp border port school bridge station theater "
    "theatre hotel center centre strip peninsula sea ocean desert".split()
)
_NOT_PLACES = frozenset(
    "congress parliament senate house monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter english spanish french german arabic twitter facebook "
    "instagram youtube islam mr mrs ms dr season week day year god internet earth".split()
)
_DIRECTIONS = frozenset("north south east west northern southern eastern western central northeast northwest southeast southwest "
                        "northeastern northwestern southeastern southwestern downtown upper lower greater mid".split())  # fmt: skip
_DATELINE = re.compile(r"\s*([A-Z][A-Z.’' -]{2,30}[A-Z])(?:, ([A-Z][\w. ]{1,24}))?(?:, \w{3,9}\.? \d{1,2})? ?(?:\([^()\n]{2,30}\))? ?[-–—]+ ")
_REMEMBERED = 8  # sentences that a scene lasts without being named again


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
        self._dateline = self._read_dateline(sentences)
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
        place = _best(here, figure) or self._scenes[i]
        return Span(place.start, place.end) if place else None

    def _learn(self, sentence: Sequence[Token]) -> None:
        """Names that this story uses after "in" or "near" somewhere are places everywhere in it."""
        for i, j in runs(sentence):
            if i and sentence[i - 1].lower in ("in", "near", "outside", "across") and self._may_be(sentence, i, j):
                self._known.add(_key(sentence, i, j))

    @staticmethod
    def _may_be(sentence: Sequence[Token], i: int, j: int) -> bool:
        words = [t.bare.lower() for t in sentence[i:j]]
        if words[0] in _NOT_PLACES or sentence[j - 1].bare != sentence[j - 1].text or j - i > 5:
            return False
        name = named(sentence, i, j)
        return name is not None and not (name.person and name.gender and len(name.words) > 1) and not sentence[i].text[0].isdigit()

    def _in(self, sentence: Sequence[Token]) -> Iterator[_Place]:
        for i, j in runs(sentence):
            key = _key(sentence, i, j)
            before = sentence[i - 1].lower if i else ""
            if before in _DIRECTIONS:
                before = sentence[i - 2].lower if i > 1 else ""
            rank = _rank(key)
            known = rank or key in self._known or key.split()[-1] in _PLACE_WORDS
            if not known and not (before in ("in", "near", "outside") and self._may_be(sentence, i, j)):
                continue
            if sentence[j - 1].bare != sentence[j - 1].text and before not in _STRONG or key.split()[0] in _NOT_PLACES:
                continue
            begin = i - 1 if i and sentence[i - 1].lower in _DIRECTIONS else i
            end = sentence[j - 1].start + len(sentence[j - 1].bare)
            yield _Place(sentence[begin].start, end, rank or 3, before in _STRONG or before == "at")

    def _read_dateline(self, sentences: Sequence[Span]) -> _Place | None:
        for span in sentences[:6]:
            hit = _DATELINE.match(self._text, max(0, span.start - 60 if span is sentences[0] else span.start), span.end)
            if hit:
                return _Place(hit.start(1), hit.end(1), 3, True)
        return None

    def _follow(self) -> list[_Place | None]:
        """For each sentence the scene that lasts when it names no place: the last one set, for a while."""
        scenes: list[_Place | None] = []
        now, age = self._dateline, 0
        for found in self._found:
            scenes.append(now if age < _REMEMBERED else self._dateline)
            strong = [place for place in found if place.strong]
            if strong:
                now, age = _best(strong, None), 0
            else:
                age += 1
        return scenes


def _key(sentence: Sequence[Token], i: int, j: int) -> str:
    return " ".join(token.bare.lower() for token in sentence[i:j])


def _rank(key: str) -> int:
    if key in _CITIES:
        return 3
    if key in _STATES:
        return 2
    return 1 if key in _COUNTRIES else 0


def _best(places: Sequence[_Place], figure: Span | None) -> _Place | None:
    """The most specific of the places that set the scene, the nearest to the figure among equals."""
    at = figure.start if figure else None
    return max(
        places,
        key=lambda p: (p.strong, p.rank, -abs(p.start - at) if at is not None else -p.start),
        default=None,
    )
