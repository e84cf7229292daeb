"""All names of a story: where each is mentioned, its fullest form, and whom a title or a noun means."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence, Set

from claims.extraction.name_words import BODY_WORDS, INNER, TITLES
from claims.extraction.names import Name, Token, gender_of, named, runs
from claims.extraction.speech_words import PLURALS

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


class Names:
    """All names of a story. Built once; every look-up is a dictionary's."""

    def __init__(self, sentences: Sequence[Sequence[Token]]) -> None:
        self.mentions: list[Name] = []
        self._titled: dict[str, set[str]] = defaultdict(set)  # "general" -> the surnames that bear it
        small = {t.lower for sentence in sentences for t in sentence if t.is_word and not t.is_capital}
        inside = {t.bare for sentence in sentences for t in sentence[1:] if t.is_word and t.is_capital}
        for sentence in sentences:
            found = [
                (named(sentence, i, j), sentence[i].lower)
                for i, j in runs(sentence)
                if i or j > 1 or sentence[0].bare in inside or not _is_common(sentence[0].lower, small)
            ]
            self.mentions.extend(name for name, _ in found if name)
            for name, title in found:
                if name and name.person and name.begin < name.start and title in TITLES:
                    self._titled[SPELT.get(title, title)].add(_surname(name.words[-1]))
        self._starts = [name.start for name in self.mentions]
        self._by_last: dict[str, list[Name]] = defaultdict(list)
        self._by_first: dict[str, list[Name]] = defaultdict(list)  # bodies only
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
        if not name.person:
            self._by_first[name.words[0].lower()].append(name)
        for word in {word.lower() for word in name.words}:
            if word in BODY_WORDS:
                self._by_word[word].append(name)

    def between(self, start: int, end: int) -> Sequence[Name]:
        """The mentions that begin within `text[start:end]`."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_person(self, name: Name, full: str) -> bool:
        """Whether the story treats the name as a person's: a title, a given name, the surname used alone."""
        words = full.split()
        given = len(words) > 1 and gender_of(words[0]) is not None
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
        if len(words) > 1 and (whole := self._whole_body(words, at)):
            return whole
        fits = [
            n for n in self._near(self._by_last.get(_surname(words[-1]), []), at) if _fits(words, n.words)
        ]
        if fits:
            best = max(fits, key=lambda n: (len(n.words), n.start <= at))
            return best.text if len(best.words) > len(words) else name
        if len(words) == 1 and name.isupper() and 2 <= len(name) <= 6:
            spelt = self._by_initials.get(name.replace(".", "").replace("-", ""))
            return spelt.text if spelt else name
        return name

    def _whole_body(self, words: Sequence[str], at: int) -> str | None:
        """The longer name of a body that begins with these words: "Brennan Center" of "... for Justice"."""
        count, small = len(words), [word.lower() for word in words]
        near = self._near(self._by_first.get(small[0], []), at)
        longer = [
            n
            for n in near
            if len(n.words) > count
            and n.words[count].lower() in INNER
            and [w.lower() for w in n.words[:count]] == small
        ]
        return max(longer, key=lambda n: len(n.words)).text if longer else None

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


def _is_common(word: str, small: Set[str]) -> bool:
    """Is a word that only opens sentences a plain one: written small elsewhere, or by its ending?"""
    return word in small or word.endswith(("ly", "ing", "ed", *PLURALS))


def _fits(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the longer form holds the shorter one's words in order ("Steele" in "James Steele")."""
    rest = iter(_surname(word) for word in full)
    return all(_surname(word) in rest for word in words)


def _surname(word: str) -> str:
    """What two forms of a surname share: small letters, no stop, no "al-"."""
    return word.lower().strip(".").removeprefix("al-")
