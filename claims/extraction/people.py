"""Who "he", "the ministry" or "Steele" is: what a reader remembers of the people and bodies of a story."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from claims.extraction.cues import Cue
from claims.extraction.names import Name, Names
from claims.extraction.types import Span

_REMEMBERED = 8  # the last people and bodies that a pronoun can mean
_OUTLET = re.compile(
    r"\b(?:AP|AFP|BBC|CNN|NBC|CBS|ABC|NPR|PBS|UPI|MSNBC|ESPN|Associated Press|Reuters|Bloomberg|Politico|BuzzFeed|Breitbart|"
    r"Xinhua|Al Jazeera|Axios|TASS|Interfax|Kyodo|Yonhap|Newsweek|news(?:paper|wire|casts?)?|News|media|press|Press|Times|Post|"
    r"Journal|Herald|Tribune|Guardian|Gazette|Chronicle|Inquirer|Observer|Telegraph|Daily|Sunday|Mail|Mirror|Sun|Globe|Star|"
    r"Magazine|TV|Television|television|Radio|radio|agency|Agency|broadcaster|station|reporters|journalists)\b"
)
_ROLES = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|senator|governor|mayor|director|official|analyst|professor|expert|"
    r"economist|commander|general|chief|chairman|chairwoman|judge|lawyer|attorney|prosecutor|secretary|ambassador|officer|sheriff|"
    r"researcher|scientist|doctor|author|candidate|nominee|congressman|congresswoman|lawmaker|leader|pastor|coach|manager|"
    r"executive|founder|owner|patient|man|woman|teacher|student|resident|witness|captain|colonel|lieutenant|commissioner)$"
)
_BODIES = frozenset("company firm agency group ministry department office bureau commission committee council court university "
                    "institute centre center party campaign bank paper newspaper network organization organisation foundation "
                    "association administration government utility retailer automaker carrier airline union team study report "
                    "school church hospital".split())  # fmt: skip
_PREPOSED = re.compile(r"(?:\bof|\bfor|\bby|\bto|\bwith|\bfrom|\bin|\bagainst|\babout|\bat|\bon|\bthan|\blike|\bafter|\band|,)(?: the)?\s*$")
_GROUP = re.compile(r"(?:s|police|people|men|women)$")


def is_outlet(name: str) -> bool:
    """Whether a source is press, which relays what others say."""
    return bool(_OUTLET.search(name))


class Memory:
    """The people and bodies lately spoken of, filled in the order of the story."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._people: deque[str] = deque(maxlen=_REMEMBERED)
        self._bodies: deque[str] = deque(maxlen=_REMEMBERED)
        self._groups: deque[str] = deque(maxlen=2)
        self._genders: dict[str, str] = {}

    @property
    def last_person(self) -> str | None:
        return self._people[-1] if self._people else None

    def hear(self, sentence: Span, quoted: Callable[[int], bool]) -> None:
        """Take note of whom the sentence is about: its first name that stands as a subject."""
        for name in self._names.between(sentence.start, sentence.end):
            if quoted(name.start) or self._is_object(name, sentence):
                continue
            full = self._names.fullest(name.text, name.start)
            self._note(full, name.person and (" " in full or name.gender is not None))
            return

    def _is_object(self, name: Name, sentence: Span) -> bool:
        before = self._text[max(sentence.start, name.start - 24) : name.start]
        owns = self._text[name.end - 2 : name.end] in ("’s", "'s")
        return owns or bool(_PREPOSED.search(before))

    def _note(self, name: str, person: bool) -> None:
        kept = self._people if person else self._bodies
        if name in kept:
            kept.remove(name)
        kept.append(name)

    def source(self, cue: Cue) -> tuple[str | None, str]:
        """The speaker that a cue names, in the fullest form, and how it was found."""
        if cue.pronoun:
            return self._pronoun(cue)
        if cue.name:
            full = self._names.fullest(cue.name.text, cue.source.start)
            self._note(full, cue.name.person)
            return full, f"{cue.how} {cue.name.text}" if cue.how == "according to" else f"{cue.how} beside {cue.name.text}"
        return self._described(cue)

    def _pronoun(self, cue: Cue) -> tuple[str | None, str]:
        word = cue.pronoun or ""
        if word in ("he", "she"):
            person = self._person("m" if word == "he" else "f")
            if person:
                self._note(person, True)
            return person, f'"{word}", the last person it fits'
        if word == "they":
            return (self._groups[-1] if self._groups else None), '"they", the last group that spoke'
        if word == "it":
            return (self._bodies[-1] if self._bodies else None), '"it", the last body spoken of'
        return None, ""

    def _person(self, gender: str) -> str | None:
        for name in reversed(self._people):
            known = self._genders.get(name) or self._names.gender(name)
            if known in (None, gender):
                self._genders[name] = gender
                return name
        return None

    def _described(self, cue: Cue) -> tuple[str | None, str]:
        """A source without a name: the body or person that the description stands for, or the words as they are."""
        words = cue.words
        lower = words.lower()
        head = lower.split()[-1]
        definite = self._text[max(0, cue.source.start - 5) : cue.source.start + 4].lower()
        if "the " in definite or "this " in definite:
            if found := self._names.body(lower, cue.source.start):
                self._note(found, False)
                return found, f'{cue.how} beside "the {lower}"'
            if _ROLES.search(lower) and self._people and self._has_role(self._people[-1], head):
                return self._people[-1], f'{cue.how} beside "the {lower}"'
            if head in _BODIES and lower.count(" ") <= 1 and self._bodies and head not in ("study", "report"):
                return self._bodies[-1], f'{cue.how} beside "the {lower}"'
        if _GROUP.search(lower):
            self._groups.append(words)
        return words, f"{cue.how} beside {words}"

    def _has_role(self, person: str, role: str) -> bool:
        """Whether the story gives this person the role somewhere near a mention of the name."""
        at = self._text.find(person.split()[-1])
        return at >= 0 and role in self._text[max(0, at - 120) : at + 120].lower()
