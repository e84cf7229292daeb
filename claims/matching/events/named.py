"""The names in a story's head, and which of them say where: in normal forms that two agencies share.

"Vessen Strait" and "the Strait of Vessen" are "vessen"; a person goes by the surname. Countries, peoples,
outlets, titles, weekdays and bodies that every country has ("the interior ministry") tell no event apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.figures.number_words import ORDINALS, SCALES, SMALL, TENS, VAGUE, VAGUE_SCALES
from claims.extraction.gazetteer import COUNTRIES, PEOPLES, REGIONS
from claims.extraction.name_index import Names
from claims.extraction.name_words import BODY_WORDS, NOT_NAMES, TITLES
from claims.extraction.names import Name, Token, tokens
from claims.extraction.people import is_outlet
from claims.extraction.types import Span
from claims.tolls.vocabulary import SIDE

_AREAS = frozenset(
    """
    province county state region district river valley coast island islands strait straits sea gulf bay lake
    mountains hills highlands delta peninsula plain desert range archipelago territory highway motorway ocean
    """.split()
)
_SPOTS = frozenset("city town village port suburb pass gorge dam mount mountain summit cape square".split())
_FEATURES = _AREAS | _SPOTS
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december easter christmas ramadan gmt utc
    """.split()
)
_EVERYWHERE = frozenset(
    """
    minister ministry government parliament police army court council union city capital reuters un eu nato
    red cross state national central foreign interior health finance defence defense transport interior
    civil service office bureau agency department committee commission party hospital university
    """.split()
)
_NUMBERS = frozenset((*SMALL, *TENS, *SCALES, *VAGUE, *VAGUE_SCALES, *ORDINALS))
_SHIPS = re.compile(
    r"\b(?:ferry|ship|vessel|boat|trawler|freighter|tanker|liner|barge|yacht|schooner|tug|steamer|"
    r"submarine|frigate|"
    r"destroyer|carrier|rig|platform|train|express|flight|airliner|plane|jet|hotel|nightclub|club|"
    r"cinema|theatre)s? (?:the )?$",
    re.IGNORECASE,
)
_SET_IN = re.compile(
    r"(?:\b(?:in|near|at|off|outside|across|over|on|around|above|below|through|along|of|from|between|to|"
    r"hits?|strikes?|rocks?|"
    r"shakes?|floods?|batters?|lashes|in and around)\s+(?:the\s+)?(?:\w+(?:ern)?\s+)?)$",
    re.IGNORECASE,
)
_SAID_BEHIND = re.compile(r",? (?:said|says|told|wrote|added|asked)\b|, \d\d,")
_SAID_BEFORE = re.compile(r"\b(?:said|says|added) $")
_WORD = re.compile(r"[^\W\d_]+")
_PRESS = re.compile(
    r"\b(?:news|press|times|post|wire|herald|tribune|radio|tv|television|online|agency)$", re.IGNORECASE
)


# Letters of other alphabets, as one agency and another write them.
_SPELLINGS = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        (r"['’`-]", ""),
        (r"d?zh|dj", "j"),
        (r"tch|tsh|tsch", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"[qc](?!h)", "k"),
        (r"gh", "g"),
        (r"ou|oo", "u"),
        (r"ee|iy|yi|y", "i"),
        (r"w", "v"),
        (r"([a-z])\1", r"\1"),
        (r"(?<=[aeiou])h\b", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place in the text.

    `is_area`: wider than a town; `is_ship`: a thing by its own name; `is_set`: put somewhere ("in X");
    `speaks`: it is who says so.
    """

    start: int
    end: int
    form: str
    is_person: bool = False
    is_area: bool = False
    is_ship: bool = False
    is_set: bool = False
    speaks: bool = False


def mentions(text: str, sentences: Sequence[Span], *, source: str, also: str = "") -> list[Mention]:
    """The telling names of a text, in its order; `also` is what else the story writes with capitals."""
    words = [tokens(text, span) for span in sentences]
    names = Names(words)
    sure = _inside(words) | set(_WORD.findall(also))
    opening = {span.start for span in sentences}
    told = [name for name in names.mentions if name.start not in opening or _is_sure(name, sure)]
    return [found for name in told for found in _told(text, name, names, source)]


def form_of(name: str) -> str:
    """The normal form of a place as text spells it: small letters, without what kind of place it is."""
    words = [word.strip(".,’'").lower() for word in re.sub(r"[’']s\b", "", name).split()]
    kept = [word for word in words if word not in _FEATURES and word not in ("the", "of", "and")]
    return " ".join(kept or words)


@lru_cache(maxsize=16384)
def spelt(form: str) -> str:
    """A form as all spell it who write the same sounds otherwise: "zhurabad" and "jurabad", "sarkhun"."""
    for letters, sound in _SPELLINGS:
        form = letters.sub(sound, form)
    return form


def is_generic(form: str) -> bool:
    """Whether a name of this form stands in stories about anything."""
    words = set(form.split())
    return (
        len(form) < 3
        or form in COUNTRIES
        or form in PEOPLES
        or _NUMBERS.issuperset(re.findall(r"\w+", form))
        or words <= _CALENDAR | _EVERYWHERE | BODY_WORDS | TITLES | NOT_NAMES
        or bool(_PRESS.search(form))
        or bool(is_outlet(form))
    )


def _inside(words: Sequence[Sequence[Token]]) -> set[str]:
    """Words with a capital where no sentence begins."""
    return {t.bare for sentence in words for t in sentence[1:] if t.is_word and t.is_capital}


def _is_sure(name: Name, sure: set[str]) -> bool:
    """Any word may open a sentence with a capital: one alone is a name where it is one elsewhere, too."""
    first = name.words[0]
    is_plain = first.endswith("s") or first.lower() in SIDE
    return len(name.words) > 1 or (first in sure and not is_plain)


def _told(text: str, name: Name, names: Names, source: str) -> Iterator[Mention]:
    full = names.fullest(name.text, name.start)
    is_person = names.is_person(name, full) or (name.person and _speaks(text, name))
    form = full.split()[-1].lower().strip(".") if is_person else form_of(name.text)
    if is_generic(form) or form == form_of(source):
        return
    before, behind = text[max(0, name.begin - 40) : name.begin], text[name.end : name.end + 16]
    yield Mention(
        name.start,
        name.end,
        form,
        is_person=is_person,
        is_area=not is_person and _is_area(name, before, behind),
        is_ship=not is_person and bool(_SHIPS.search(before)),
        is_set=bool(_SET_IN.search(before)),
        speaks=not _SET_IN.search(before) and bool(_SAID_BEHIND.match(behind)),
    )


def _speaks(text: str, name: Name) -> bool:
    """A full name with a title before it, or with words of its own."""
    behind, before = text[name.end : name.end + 10], text[max(0, name.begin - 10) : name.begin]
    said = _SAID_BEHIND.match(behind) or _SAID_BEFORE.search(before)
    return 2 <= len(name.words) <= 3 and (name.begin < name.start or bool(said))


def _is_area(name: Name, before: str, behind: str) -> bool:
    """By its own last word, or the word beside it: "Toreth province", "the river Ansa"."""
    beside = {*re.findall(r"\w+", before.lower())[-2:], *re.findall(r"\w+", behind.lower())[:1]}
    return (
        name.words[-1].lower() in _AREAS
        or name.words[0].lower() in _AREAS
        or name.text.lower() in REGIONS
        or not _AREAS.isdisjoint(beside)
    )


def is_headed(text: str) -> bool:
    """Whether a headline writes all its words with capitals, so that they say nothing of names."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return [word[0].isupper() for word in words].count(True) > 0.6 * len(words) + 0.5
