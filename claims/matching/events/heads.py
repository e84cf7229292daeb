"""The head of a story: its headline and first sentences, which say what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from claims.extraction.sentences import split
from claims.extraction.text import MatchCopy
from claims.extraction.types import Span
from claims.matching.events.kinds import plainly
from claims.matching.events.named import Mention, is_headed, mentions
from claims.matching.types import Story

_READ = 6_000  # characters of a story that are read for names
_HEAD = 3  # sentences
_SHORTEST = 4  # letters of a stem
_DATELINE = re.compile(r"\s*(?P<town>[A-Z][^()\n]{1,60}?)\s*(?:\([^()\n]{2,40}\))\s*[-–—_]+\s+")
_FLAGS = re.compile(
    r"^(?:(?:corrected|correction|corrects|update[ds]?(?: ?\d+)?|urgent|flash|breaking(?: news)?|alert|"
    r"refile|"
    r"recasts?|lead|kill|hold|exclusive|analysis|factbox|snap|wrapup(?: ?\d+)?|\d+(?:st|nd|rd|"
    r"th) lead)[ :\d-]*[:–—-]\s*)+",
    re.IGNORECASE,
)
_SAME = {
    "soldier": "troops",
    "soldiers": "troops",
    "servicemen": "troops",
    "coach": "bus",
    "programs": "programme",
}
_WHOLE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PLAIN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COUNTED = re.compile(r"\b(?:million|billion|trillion|bn|mn) ([^\W\d_]+)")
_OPENS = re.compile(r"^$|[“\"‘(]$|[.!?:]\s++$|(?<!\s)[^\S\n]*+\n\s*+$")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ers",
    "er",
    "ors",
    "or",
    "ies",
    "es",
    "ed",
    "s",
    "e",
    "y",
)
_IDLE = frozenset(
    """
    about above after again against agency ahead almost along also although among another around article
    asked away back because become been before began being below between billion both bring called came
    city come coming could country country's crown crowns currently daily days dead death deaths despite
    died dollar dollars down during each earlier early eight eighteen eighty either eleven euro euros even
    evening ever every expected fact few fifteen fifty figure figures first five following former forty
    found four fourteen from further gave given going government gone group half have having hours house
    hundred including into issue itself just kill killed killing know known large last late later latest
    least leave less like little local long lost made main make many matter mean meanwhile might million
    minister ministry minute minutes missing month monthly months more morning most much must named near
    nearly never news next night nine nineteen ninety noon number official officials older once only other
    others over part people percent person place point police public quarter quote reached released report
    reported reporter reporters reports right said same says second set seven seventeen seventy several
    should show showed shows since sixteen sixty small some source spoke spokesman spokeswoman state
    statement still story such taken take talk tell telephone tens than that their them then there these
    they thing think thirteen thirty this those thousand thousands three through time today told tomorrow
    took town toward towards twelve twenty under unnamed until used very village want were what when where
    which while whole whom whose will with within without women word words work world would wounded year
    years yearly yesterday left seen puts come comes went gets giving gone used using wrote written held hold
    stand stood spent spend paid pays lead leads rose risen rise rises fell fall falls fallen twice third
    alone already early higher largest second single singles first full high well start started begin
    according accord exact exactly times week weeks weekend side sides east west north south eastern western
    northern southern centre center bring brings seek seeks plan plans says sends send sent open opens opened
    """.split()
)
_SHORT = frozenset("aid war tax oil gas bus".split())  # short words that say what it is about
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_ON_THE_EDGE = re.compile(
    r"\b(?:night|overnight|evening|dawn|midnight|daybreak|late|early|small hours|before sunrise)\b",
    re.IGNORECASE,
)
_HOW_MANY = {"a": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS_AFTER = re.compile(rf"\b({'|'.join(_HOW_MANY)}) days? after\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    r"[^.\n]{0,60}\b(?:the (?:day|night|evening) before|a day earlier|the previous day)\b"
)
_ACT = re.compile(
    r"\b(?:detain|arrest|charg|question|suspend|sack|mourn|buri|visit|search|recover|investigat|jail)"
    r"(?:ed|es|s|ing|y|e)?\b[^.\n]{0,80}$",
    re.IGNORECASE,
)  # what is done when it is over
_AFTER = re.compile(r"[^.\n]{0,60}\b(?:after|over|following|whose|in which)\b", re.IGNORECASE)
_AROUND = 40  # characters beside a weekday in which "night" is of it


@dataclass(frozen=True)
class Head:
    """What the grouping reads of a story."""

    story: Story

    @cached_property
    def headline(self) -> str:
        return _FLAGS.sub("", self.story.headline.strip())

    @cached_property
    def _copy(self) -> str:
        """The body as the rules read it, from its first whole sentence on: what comes before is no prose."""
        text = MatchCopy(self.story.body[:_READ]).text
        whole = (span.start for span in split(text).spans if _WHOLE.search(span.of(text)))
        return text[next(whole, 0) :]

    @cached_property
    def _dated(self) -> re.Match[str] | None:
        return _DATELINE.match(self._copy)

    @cached_property
    def dateline(self) -> str:
        """Where it was written: from its own field, or from the first line."""
        told = self.story.dateline or (self._dated["town"] if self._dated else "")
        return told.partition("(")[0].strip(" ,-–—").title()

    @cached_property
    def body(self) -> str:
        return self._copy[self._dated.end() :] if self._dated else self._copy

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return split(self.body).spans

    @cached_property
    def lead(self) -> str:
        return self.sentences[0].of(self.body) if self.sentences else ""

    @cached_property
    def first(self) -> str:
        """The first sentences, as they stand."""
        return self.body[: self.sentences[:_HEAD][-1].end] if self.sentences else ""

    @cached_property
    def named(self) -> list[Mention]:
        """The names of the body."""
        also = "" if is_headed(self.headline) else self.headline
        return mentions(self.body, self.sentences, source=self.story.source, also=f"{also} {self.dateline}")

    @cached_property
    def in_headline(self) -> list[Mention]:
        """Its names: those of the body in a headline that is all capitals, else those that it spells so."""
        text = self.headline
        if is_headed(text) or text.isupper():
            small = text.lower()
            return [name for name in self.named if re.search(rf"\b{re.escape(name.form)}\b", small)]
        known = {name.form: name for name in self.named}
        found = mentions(text, (Span(0, len(text)),), source=self.story.source)
        return [known.get(name.form, name) for name in found if name.start or name.form in known]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Of the plain words of headline and first sentences, in their order; no names, no currencies."""
        return self._stems_in(f"{self.headline}\n{self.first}")

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The same of headline and first sentence alone, and the names there that are no people."""
        names = [each for each in self.named if each.start < len(self.lead)]
        forms = [each.form for each in [*self.in_headline, *names] if not each.is_person]
        return tuple(dict.fromkeys([*forms, *self._stems_in(f"{self.headline}\n{self.lead}")]))

    def _stems_in(self, told: str) -> tuple[str, ...]:
        text = plainly(told)
        named = {word for name in [*self.named, *self.in_headline] for word in name.form.split()}
        named |= {hit[1].lower() for hit in _COUNTED.finditer(text)}
        words = (hit[0] for hit in _PLAIN.finditer(text) if _is_plain(hit))
        return tuple(dict.fromkeys(s for w in words if w.lower() not in named and (s := stem(w))))

    def days(self, at: int, text: str) -> tuple[str, ...]:
        """The day told nearest to `at` as an ISO date, with its neighbour where it was night; () for none."""
        hits = [hit for hit in _WEEKDAY.finditer(text) if not _is_of_an_act(text, hit)]
        if not hits:
            return ()
        hit = min(hits, key=lambda each: abs(each.start() - at))
        day = _latest(hit[1].lower(), self.story.at) - _days_before(text, at)
        around = text[max(0, hit.start() - _AROUND) : hit.end() + _AROUND]
        other = _neighbour(around) if _ON_THE_EDGE.search(around) else 0
        return tuple(sorted({day.isoformat(), (day + timedelta(days=other)).isoformat()}))


def _is_plain(hit: re.Match[str]) -> bool:
    """Not a capital within a sentence."""
    return hit[0][0].islower() or bool(_OPENS.search(hit.string[max(0, hit.start() - 4) : hit.start()]))


def stem(word: str) -> str:
    """What forms of a word have in common; "" for a word that stands in any story."""
    word = re.sub(r"[’']s$", "", word.lower())
    word = _SAME.get(word, word)
    if word in _SHORT:
        return word
    if len(word) < _SHORTEST or word in _IDLE or word in _WEEKDAYS:
        return ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _is_of_an_act(text: str, day: re.Match[str]) -> bool:
    """Whether a day is that of what came of it: "police arrested five on Saturday after a crush"."""
    return bool(_AFTER.match(text, day.end())) and bool(
        _ACT.search(text[max(0, day.start() - 120) : day.start()])
    )


def _days_before(text: str, at: int) -> timedelta:
    """How long before the day that is told: "freed on Thursday, two days after the collapse"."""
    after = _DAYS_AFTER.search(text, 0, at)
    if after:
        return timedelta(days=_HOW_MANY[after[1].lower()])
    return timedelta(days=1) if _DAY_BEFORE.match(text, at) else timedelta()


def _neighbour(around: str) -> int:
    """A night belongs to the day after, what is early to the day before."""
    return (
        1
        if re.search(r"\b(?:evening|late|midnight)\b|day night\b|night (?:of|on)\b", around, re.IGNORECASE)
        else -1
    )


def _latest(weekday: str, sent: datetime) -> date:
    """The latest such day up to the sending; "on Friday" sent on Thursday night elsewhere is tomorrow's."""
    today = sent.date()
    back = (today.weekday() - _WEEKDAYS.index(weekday)) % 7
    return today + timedelta(days=1) if back == 6 and sent.hour >= 20 else today - timedelta(days=back)
