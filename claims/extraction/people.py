"""Who "he", "the ministry" or "Steele" is: what a reader remembers of the people and bodies of a story."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from claims.extraction.line import Cue
from claims.extraction.name_index import Names
from claims.extraction.name_words import TITLES
from claims.extraction.names import Name
from claims.extraction.phrases import head_noun
from claims.extraction.speech_words import BODIES, DATA
from claims.extraction.types import Span


def words_of(words: str, tail: str = "") -> re.Pattern[str]:
    """A pattern for any of the words."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b{tail}")


_REMEMBERED = 8  # the last people and bodies that a pronoun can mean
_LISTENED = 12  # names of a sentence, at most, that are looked at for its subject
_LATELY = 3  # people among whom a pronoun has to be clear before a name is put in its place
_NEAR_ROLE = 120  # characters around the first mention of a name
_NEAR = 400  # characters within which a statement is the last speaker's
_LETTERS = frozenset("statement letter memo email e-mail release".split())
_OUTLET = words_of(
    """
    AP AFP BBC CNN NBC CBS ABC NPR PBS UPI MSNBC ESPN Reuters Bloomberg Politico POLITICO BuzzFeed
    Breitbart Xinhua Axios TASS Interfax Kyodo Yonhap Newsweek news newspaper newswire newscast News
    media press Press Times Post Journal Herald Tribune Guardian Gazette Chronicle Inquirer Observer
    Telegraph Daily Sunday Mail Mirror Sun Globe Star Magazine TV Television television Radio radio
    broadcaster station Channel Jazeera
    """
)
_DATELINE = re.compile(r"[A-Z][\w.,'’ /-]{1,60}? ?(?:\([^()\n]{2,40}\) ?[-–—]+|(?<=[A-Z]) [-–—]+) ")
_MEETING = re.compile(r"\b(?:news|press|media) (?:conference|briefing)", re.IGNORECASE)
_ROLE = words_of(
    """
    spokesman spokeswoman spokesperson minister president senator governor mayor director official
    analyst professor expert economist commander general chief chairman chairwoman judge lawyer attorney
    prosecutor secretary ambassador officer sheriff researcher scientist doctor author candidate nominee
    congressman congresswoman lawmaker leader pastor coach manager executive founder owner patient man
    woman teacher student resident witness captain colonel lieutenant commissioner agent reporter
    sportscaster correspondent columnist blogger activist farmer driver designer engineer publicist
    billionaire
    """,
    "$",
)
_BODY = frozenset(
    """
    company firm agency group ministry department office bureau commission committee council court
    university institute center centre party campaign bank newspaper network organization organisation
    foundation association utility retailer automaker carrier airline union charity school church hospital
    team
    """.split()
)
_PLURAL = re.compile(r"(?:[^s]s|police|people|men|women|staff|media)$", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:^|[,;:—–(“\"‘]|\s-|\b(?:and|but|as|while|when|that|because|if|after|before|though|although|since|where|so|then|yet|how))"
    r"\s*(?:the |The |a |an )?$"
)


def is_outlet(name: str) -> bool:
    """Whether a source is press, which relays what others say."""
    return bool(_OUTLET.search(_MEETING.sub("", name)))


class Memory:
    """The people and bodies lately spoken of, filled in the order of the story."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._people: deque[str] = deque(maxlen=_REMEMBERED)
        self._bodies: deque[str] = deque(maxlen=_REMEMBERED)
        self._perhaps: deque[str] = deque(maxlen=2)  # two capitals, and nothing else that says a person
        self._group: str | None = None
        self._it: str | None = None  # the body or document last spoken of
        self._speaker: str | None = None
        self._body_spoke = False  # the last speaker was a body, which may have made a report
        self._genders: dict[str, str] = {}
        self._described: dict[str, str] = {}  # head noun -> the fullest description of a source so far
        self._owners: dict[str, str] = {}  # "survey" -> whose it is
        self._heard: dict[bool, int] = {}  # the sentence that last gave a person (True), a body (False)
        self._beside: Name | None = None  # the last person with a known gender who was no subject
        self._heard_to = 0
        self._spoke_at = 0

    @property
    def last_person(self) -> str | None:
        known = self._people or self._perhaps
        return known[-1] if known else None

    def hear(self, sentence: Span, until: int, quoted: Callable[[int], bool]) -> None:
        """Take note of whom the sentence, as far as `until`, is about: its first name that is a subject."""
        dated = _DATELINE.match(self._text, sentence.start, sentence.end)
        first = max(dated.end() if dated else sentence.start, self._heard_to)
        for name in self._names.between(first, until)[:_LISTENED]:
            if min(self._heard.get(True, -1), self._heard.get(False, -1)) >= sentence.start:
                break
            if quoted(name.start) or not self._is_subject(name, sentence):
                self._beside = name if name.person and name.gender else self._beside
                continue
            full = self._names.fullest(name.text, name.start)
            person = self._names.is_person(name, full)
            if self._heard.get(person, -1) < sentence.start:
                self._note(full, person)
                self._it = self._it if name.person or full in (self._it or "") else full
                if not person and name.person and 2 <= len(name.words) <= 3:
                    self._perhaps.append(full)
                self._heard[person] = sentence.start
        self._heard_to = until

    def open_with(self, group: str | None) -> None:
        """Take note of a group that is the subject of a sentence: "Investigators spent two days there"."""
        self._group = group or self._group

    def open_with_body(self, words: str | None, at: int) -> None:
        """Take note of a body or document that is the subject of a sentence: "The review was less kind"."""
        if words:
            lower = words.lower()
            self._it = self._meant(lower, head_noun(words), at) or words

    def _is_subject(self, name: Name, sentence: Span) -> bool:
        if self._text[name.end - 2 : name.end] in ("’s", "'s") or self._text[name.end : name.end + 3] in (
            " — ",
            " – ",
            " (A",
            " (R",
        ):
            return False
        before = self._text[max(sentence.start, name.begin - 40) : name.begin]
        begins = bool(_BEGINS.search(before)) and (name.begin - sentence.start <= 40 or before.strip() != "")
        last = before.split()[-1].lower() if before.split() else ""
        return begins or name.begin == sentence.start or bool(_ROLE.search(last)) or last in TITLES

    def _note(self, name: str, person: bool) -> None:
        kept = self._people if person else self._bodies
        if name in kept:
            kept.remove(name)
        kept.append(name)

    def source(self, cue: Cue) -> tuple[str | None, str]:
        """The speaker that a cue names, in the fullest form, and how it was found."""
        if cue.pronoun:
            speaker, how = self._pronoun(cue.pronoun, cue.source.start)
        elif cue.name:
            speaker, how = self._by_name(cue, cue.name), f"{cue.how} {cue.name.text}"
        else:
            speaker, how = self._by_description(cue)
        if speaker:
            self._speaker, self._spoke_at = speaker, cue.source.start
            self._body_spoke = speaker == self._it
        return speaker, how

    def _by_name(self, cue: Cue, name: Name) -> str:
        full = self._names.fullest(name.text, cue.source.start)
        body = self._follows_body(cue, name)
        person = not body and ((name.person and " " in full) or self._names.is_person(name, full))
        self._note(full, person)
        self._it = full if (body or not name.person) and not is_outlet(full) else self._it
        self._heard[person] = cue.source.start
        phrase = cue.source.of(self._text).lower().split()
        self._owners.update((word, full) for word in phrase if word in DATA)
        article = self._text[max(0, name.start - 4) : name.start]
        return (
            f"The {full}" if article == "The " and is_outlet(full) and not full.startswith("The ") else full
        )

    def _follows_body(self, cue: Cue, name: Name) -> bool:
        """Is the name that of a body by the noun before it ("the aid group Warm Bread")?"""
        before = self._text[cue.source.start : max(cue.source.start, name.begin)].lower().split()
        return bool(before) and before[-1] in BODIES

    def _pronoun(self, word: str, at: int) -> tuple[str | None, str]:
        if word in ("he", "she"):
            person = self._person("m" if word == "he" else "f", at)
            if person:
                self._note(person, True)
            return person, f'"{word}", the last person it fits'
        if word == "they":
            return self._group, '"they", the last group that spoke'
        if word == "it":
            return self._it or (self._bodies[-1] if self._bodies else None), '"it", the last body spoken of'
        return None, ""

    def surely(self, word: str) -> str | None:
        """Whom "he" or "she" means where of the people lately spoken of it fits one only."""
        gender = {"he": "m", "she": "f"}.get(word)
        lately = {*list(self._people)[-_LATELY:], *self._perhaps}
        fits = [name for name in lately if self._gender(name) in (None, gender)]
        return fits[0] if gender and len(fits) == 1 and " " in fits[0] else None

    def _gender(self, name: str) -> str | None:
        return self._genders.get(name) or self._names.gender(name)

    def _person(self, gender: str, at: int) -> str | None:
        """The last subject or speaker whom the pronoun fits, or one just named whom it surely fits."""
        for name in (*reversed(self._people), *reversed(self._perhaps)):
            known = self._gender(name)
            if known not in (None, gender):
                continue
            beside = self._beside
            if known is None and beside and beside.gender == gender and at - beside.start < _NEAR:
                return self._names.fullest(beside.text, beside.start)
            self._genders[name] = gender
            return name
        return None

    def _by_description(self, cue: Cue) -> tuple[str | None, str]:
        """A source without a name: the body or person that is meant, or the words as they are."""
        words, lower = cue.words, cue.words.lower()
        head = head_noun(words)
        how = f"{cue.how} {words}"
        if self._it and head in DATA and self._text[cue.source.start :].startswith("its "):
            self._owners[head] = self._it
            return self._it, f'{cue.how} "its {lower}"'
        if self._is_definite(cue) and (found := self._meant(lower, head, cue.source.start)):
            self._it = found if head in BODIES | DATA else self._it
            return found, f'{cue.how} "the {lower}"'
        if not self._is_definite(cue) and (bearer := self._names.bearer(head, cue.source.start)):
            return bearer, how
        if len(words) > len(self._described.get(head, "")):
            self._described[head] = words
        if head in BODIES | DATA:
            self._it = words
        if _PLURAL.search(head):
            self._group = words
        return words, how

    def _is_definite(self, cue: Cue) -> bool:
        before = self._text[max(0, cue.source.start - 5) : cue.source.start + 5].lower()
        return "the " in before or "this " in before

    def _meant(self, lower: str, head: str, at: int) -> str | None:
        """Whom a description with "the" means, if the story has said it before."""
        single = " " not in lower
        if head in self._owners:
            return self._owners[head]
        if found := self._names.body(lower, at):
            self._note(found, False)
            return found
        if single and len(self._described.get(head, "")) > len(head):
            return self._described[head]
        if head in DATA and single:
            return self._writer(at) if head in _LETTERS else self._maker(at)
        if person := self._in_role(lower, head, at):
            return person
        return self._bodies[-1] if head in _BODY and single and self._bodies else None

    def _in_role(self, lower: str, head: str, at: int) -> str | None:
        """Who the minister is: the last person with that role, or the one whom the story gives the title."""
        if _ROLE.search(lower) and self._people and self._has_role(self._people[-1], head):
            return self._people[-1]
        return self._names.bearer(lower, at) if " " not in lower else None

    def _writer(self, at: int) -> str | None:
        """Whose "the statement" is: who spoke just before, or else the last body."""
        recent = at - self._spoke_at < _NEAR or not self._bodies
        return self._speaker if recent else self._bodies[-1]

    def _maker(self, at: int) -> str | None:
        """Whose "the report" is that nothing has told of before: the body's that spoke just before."""
        return self._speaker if self._body_spoke and at - self._spoke_at < _NEAR else None

    def _has_role(self, person: str, role: str) -> bool:
        """Whether the story gives this person the role somewhere near the first mention of the name."""
        surname = person.rsplit(maxsplit=1)[-1]
        at = self._text.find(surname)
        if at < 0:
            return False
        behind = self._text[at + len(surname) : at + len(surname) + _NEAR_ROLE].lower()
        before = self._text[max(0, at - _NEAR_ROLE) : at].lower()
        return role in before or (behind.startswith((",", " is ", " was ")) and role in behind)
