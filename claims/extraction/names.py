"""The names a story uses: people and bodies, where each is mentioned, and the fullest form of each.

Names are runs of capitalised words; titles are left off ("Gen. Joseph L. Votel" is Joseph L. Votel).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.name_words import (
    BEFORE_SURNAMES,
    BODY_WORDS,
    FEMALE,
    FEMALE_NAMES,
    INNER,
    MALE,
    MALE_NAMES,
    NOT_NAMES,
    OFFICES,
    PARTICLES,
    RANKS,
    SHORT,
    TITLES,
)
from claims.extraction.types import Span

_TOKEN = re.compile(r"[^\W_](?:[\w&]|[.’'/-](?=\w))*|[^\w\s]|_")
_DOTTED = re.compile(r"(?:[A-Z]|[A-Z]\.[A-Z](?:\.[A-Z])*)")  # an initial, "U.S"
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_LONGEST_RUN = 14  # tokens of a capitalised run; a longer one is a headline
SPELT = {"gen": "general", "sen": "senator", "gov": "governor", "rep": "representative", "capt": "captain"}
SPELT |= {
    "lt": "lieutenant",
    "sgt": "sergeant",
    "col": "colonel",
    "maj": "major",
    "dr": "doctor",
    "adm": "admiral",
}
SPELT |= {
    "prof": "professor",
    "det": "detective",
    "cmdr": "commander",
    "pres": "president",
    "supt": "superintendent",
}
_LONGEST = 6  # words of a person's name that are kept


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of the text. `dotted` says that a full stop belongs to it."""

    start: int
    end: int
    text: str
    lower: str
    dotted: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        return _POSSESSIVE.sub("", self.text)


def tokens(text: str, span: Span) -> list[Token]:
    """Words and marks of a sentence; the stop of a title or an initial counts as part of it."""
    out: list[Token] = []
    for hit in _TOKEN.finditer(text, span.start, span.end):
        if hit[0] == "." and out and out[-1].end == hit.start() and _takes_stop(out[-1], hit.end(), span.end):
            last = out.pop()
            out.append(Token(last.start, hit.end(), last.text, last.lower, True))
            continue
        out.append(Token(hit.start(), hit.end(), hit[0], hit[0].lower()))
    return out


def _takes_stop(token: Token, end: int, limit: int) -> bool:
    return end < limit and (
        bool(_DOTTED.fullmatch(token.text)) or (token.is_capital and token.lower in SHORT)
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A mention: `words` without titles, `person` where it can be a person's, `gender` "m", "f" or None."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool
    gender: str | None = None
    begin: int = 0  # where its titles begin
    titled: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


def runs(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Index ranges of capitalised runs, `of` and the like inside them included."""
    i = 0
    while i < len(sentence):
        if not (sentence[i].is_word and sentence[i].is_capital) or (
            sentence[i].lower in NOT_NAMES and sentence[i].lower != "may"
        ):
            i += 1
            continue
        j = i + 1
        while j < len(sentence) and j - i < _LONGEST_RUN:
            if sentence[j - 1].text != sentence[j - 1].bare and sentence[j - 1].text != "O’":
                break
            step = _step(sentence, i, j)
            if not step:
                break
            j += step
        yield i, j
        i = j


def _step(sentence: Sequence[Token], i: int, j: int) -> int:
    """How many tokens the run begun at `i` may take at `j`: one capital, or inner words before one."""
    if sentence[j].is_word and sentence[j].is_capital:
        return 1
    is_body = any(token.lower in OFFICES for token in sentence[i:j])
    inner = PARTICLES | INNER if is_body else PARTICLES
    for ahead in (1, 2):
        between = sentence[j : j + ahead]
        after = sentence[j + ahead : j + ahead + 1]
        if after and after[0].is_capital and after[0].is_word and all(t.lower in inner for t in between):
            return ahead + 1
    return 0


def named(sentence: Sequence[Token], start: int, end: int) -> Name | None:
    """The name in a run of capitalised tokens, titles off; None where nothing but titles is left."""
    words = list(sentence[start:end])
    given = next(
        (k for k in range(1, len(words) - 1) if _gender_of(words[k].bare) and words[k + 1].is_capital), 0
    )
    owner = any(token.text != token.bare for token in words[:given])
    words = words[given:] if given and not owner else words
    gender, titled = None, False
    while words and (words[0].lower in TITLES or words[0].bare.lower() in NOT_NAMES):
        if titled and len(words) == 1 and not words[0].dotted:
            break
        gender = _title_gender(words[0].lower) or gender
        titled = titled or words[0].lower in BEFORE_SURNAMES
        words.pop(0)
    inner = max((k for k, t in enumerate(words[:-1]) if t.lower in RANKS and (t.dotted or k)), default=-1)
    words = words[inner + 1 :]
    if not words or (len(words) == 1 and words[0].lower in NOT_NAMES):
        return None
    parts = tuple(t.bare + ("." if t.dotted else "") for t in words)
    article = (
        start > 0 and sentence[start - 1].lower in ("the", "a", "an", "this") and words[0] is sentence[start]
    )
    body = any(part.lower().strip(".") in BODY_WORDS for part in parts)
    person = len(parts) <= _LONGEST and not body and not article
    gender = gender or _gender_of(parts[0])
    return Name(words[0].start, words[-1].end, parts, person, gender, sentence[start].start, titled)


def _title_gender(title: str) -> str | None:
    return "m" if title in MALE else "f" if title in FEMALE else None


def _gender_of(given: str) -> str | None:
    given = given.lower()
    return "m" if given in MALE_NAMES else "f" if given in FEMALE_NAMES else None


class Names:
    """All names of a story. Built once; every look-up is a dictionary's."""

    def __init__(self, sentences: Sequence[Sequence[Token]]) -> None:
        self.mentions: list[Name] = []
        self._titled: dict[str, set[str]] = defaultdict(set)  # "general" -> the surnames that bear it
        for sentence in sentences:
            found = [(named(sentence, i, j), sentence[i].lower) for i, j in runs(sentence)]
            self.mentions.extend(name for name, _ in found if name)
            for name, title in found:
                if name and name.person and name.begin < name.start and title in TITLES:
                    self._titled[SPELT.get(title, title)].add(_surname(name.words[-1]))
        self._starts = [name.start for name in self.mentions]
        self._by_last: dict[str, list[Name]] = defaultdict(list)
        self._by_initials: dict[str, Name] = {}
        self._by_word: dict[str, list[Name]] = defaultdict(list)
        self._genders: dict[str, str] = {}
        self._people: set[str] = set()  # surnames that stand alone or behind a title somewhere
        for name in self.mentions:
            self._index(name)

    def _index(self, name: Name) -> None:
        last = _surname(name.words[-1])
        if name.person and (len(name.words) == 1 or name.titled):
            self._people.add(last)
        if name.gender:
            self._genders.setdefault(last, name.gender)
        if len(name.words) == 1 and "-" not in last:
            return
        self._by_last[last].append(name)
        initials = "".join(part[0] for word in name.words for part in word.split("-") if part[:1].isupper())
        self._by_initials.setdefault(initials, name)
        for word in {word.lower() for word in name.words}:
            if word in BODY_WORDS:
                self._by_word[word].append(name)

    def between(self, start: int, end: int) -> Sequence[Name]:
        """The mentions that begin within `text[start:end]`."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_person(self, name: Name, full: str) -> bool:
        """Whether the story treats the name as a person's: a title, a given name, the surname used alone."""
        words = full.split()
        given = len(words) > 1 and _gender_of(words[0]) is not None
        return name.person and (
            name.titled or given or (len(words) > 1 and _surname(words[-1]) in self._people)
        )

    def bearer(self, title: str, at: int) -> str | None:
        """The one person of the story whom its title calls "the general", in the fullest form."""
        surnames = self._titled.get(title, set())
        return self.fullest(next(iter(surnames)).title(), at) if len(surnames) == 1 else None

    def gender(self, name: str) -> str | None:
        words = name.split()
        return self._genders.get(_surname(words[-1])) if words else None

    def fullest(self, name: str, at: int) -> str:
        """The fullest form of `name` in the story: the longest that fits, one before `at` among equals."""
        words = name.split()
        if not words:
            return name
        fits = [
            n for n in self._near(self._by_last.get(_surname(words[-1]), []), at) if _fits(words, n.words)
        ]
        if fits:
            best = max(fits, key=lambda n: (len(n.words), n.start <= at))
            return best.text if len(best.words) > len(words) else name
        if len(words) == 1 and name.isupper() and 2 <= len(name) <= 6:
            spelt = self._by_initials.get(name.replace(".", ""))
            return spelt.text if spelt else name
        return name

    def body(self, noun: str, at: int) -> str | None:
        """The body last named before `at` that "the `noun`" means: "the ministry" -> Ministry of Health."""
        words = noun.lower().split()
        tail = [n for n in self._near(self._by_last.get(words[-1], []), at) if n.start < at]
        exact = [n for n in tail if [w.lower() for w in n.words[-len(words) :]] == words]
        if exact:
            return exact[-1].text
        if len(words) > 1:
            return None
        near = [n for n in self._near(self._by_word.get(words[0], []), at) if n.start < at]
        return near[-1].text if near else None

    @staticmethod
    def _near(names: Sequence[Name], at: int, most: int = 40) -> Sequence[Name]:
        """The mentions around `at`, few enough that a story of one name's repeats stays linear."""
        here = bisect_left(names, at, key=lambda n: n.start)
        return [*names[:most], *names[max(most, here - most) : here + most]]


def _fits(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the longer form holds the shorter one's words in order ("Steele" in "James Steele")."""
    rest = iter(_surname(word) for word in full)
    return all(_surname(word) in rest for word in words)


def _surname(word: str) -> str:
    """What two forms of a surname share: small letters, no stop, no "al-"."""
    return word.lower().strip(".").removeprefix("al-")
