"""What a story tells of which happening: one account, or one for each place of a round-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from claims.matching.events import kinds
from claims.matching.events.heads import Head
from claims.matching.events.named import Mention, form_of, is_generic, spelt
from claims.matching.events.sites import sites_in
from claims.matching.events.titles import title
from claims.matching.types import Account, Claim, Story
from claims.tolls.types import Role

HARMED = frozenset("killed wounded missing trapped rescued hostages evacuated homeless displaced".split())
_FIGURED = frozenset("money troops weapons displaced".split())
_KEYED_NAMES, _KEYED_STEMS, _NAMES, _STEMS = 4, 10, 24, 24  # how many are kept
_KEY = 80  # characters, as the column has
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|both|twin|several|series of|string of|wave of|separate|co-?ordinated|"
    r"simultaneous|another|"
    r"(?:and|,) \d[\d,]* in|bombs|bombings|blasts|explosions|fires|attacks|crashes|shootings|"
    r"derailments|collapses)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:after|since|following|than|like|unlike|recalls?|recalling|reminiscent of|days before|"
    r"hours before)\s+"
    r"(?:a|an|another|one|the|similar|last)\b",
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(
    r",[^,]{3,80}\b(?:said|told|reported|according)\b[^,\n]*$| - [^-\n]{3,40}$", re.MULTILINE
)
_AFTERMATH = re.compile(
    r"\btoll\b|\b(?:number|count) of (?:the )?(?:dead|deaths|victims|casualties)\b|\bstill\b|"
    r"\b(?:last|remaining) (?!week|month|year|night|winter|spring|summer|autumn|minute|century)\w+|"
    r"\b(?:more|further) (?:bodies|victims|deaths|survivors)\b|"
    r"\bdied (?:in hospital|of (?:his|her|their) (?:wounds|injuries|burns))\b",
    re.IGNORECASE,
)
_GOES_ON = timedelta(days=3)  # for so long a rescue goes on
_AND = re.compile(r"\b(?:and|while|as well as)\b|;|,")


def accounts(story: Story) -> list[Account]:
    """What the story tells, part by part; never empty. Claims of no part belong to the first."""
    head = Head(story)
    has_harm = any(_harms(claim) for claim in story.claims)
    found = kinds.kind_of(head.headline, head.lead, year=story.at.year, has_harm=has_harm)
    whole = _Part.of(head, found)
    several = _towns(head, whole) if found.name in kinds.SUDDEN else []
    if len(several) < 2:
        return [_account(head, whole, story.claims)]
    return [_account(head, whole.at_place(town), _told_at(town, several, story.claims)) for town in several]


@dataclass(frozen=True, slots=True)
class _Part:
    """What an account is made of, before its claims are known."""

    kind: str
    places: tuple[str, ...]
    areas: tuple[str, ...]
    sites: tuple[str, ...]
    days: tuple[str, ...]
    name: str
    is_whole: bool = True

    @classmethod
    def of(cls, head: Head, found: kinds.Found) -> _Part:
        said = _said_where(head, found)
        places, areas = (
            _forms(each for each in said if not each.is_area),
            _forms(each for each in said if each.is_area),
        )
        if not places and not areas and head.dateline:
            places = tuple(form for form in [form_of(head.dateline)] if not is_generic(form))
        text = f"{head.headline}\n{head.lead}"
        return cls(
            kind=found.name,
            places=places,
            areas=areas,
            sites=() if _spreads(found) else sites_in(_WHO_SAYS.sub("", text)),
            days=_by_then(head.days(max(found.at, 0), text), head.story, text),
            name=title(head.headline or head.lead),
        )

    def at_place(self, town: Mention) -> _Part:
        name = f"{self.kind.capitalize()} in {town.form.title()}"
        return _Part(self.kind, (town.form,), (), (), self.days, name, is_whole=False)


def _account(head: Head, part: _Part, claims: Sequence[Claim]) -> Account:
    people = _forms(each for each in head.named if each.is_person)
    others = _forms(each for each in [*head.in_headline, *head.named] if not each.is_person)
    where = (*part.places, *part.areas)
    measures = tuple(sorted({claim.reading.measure for claim in claims if claim.reading} - {""}))
    return Account(
        at=head.story.at,
        kind=part.kind,
        places=part.places,
        areas=part.areas,
        names=tuple(dict.fromkeys([*where, *others, *people]))[:_NAMES] if part.is_whole else where,
        subjects=head.stems[:_STEMS],
        measures=measures,
        figures=tuple(dict.fromkeys(filter(None, map(_figure, claims)))),
        keys=_keys(part, head, measures),
        claims=tuple(claim.key for claim in claims),
        name=part.name,
        sites=part.sites,
        days=part.days,
        core=head.core[:_STEMS],
        began=head.story.began.isoformat() if head.story.began else "",
    )


def _by_then(days: tuple[str, ...], story: Story, text: str) -> tuple[str, ...]:
    """The days told, and those before on which it may have happened.

    What a story tells happened before its first version was sent, whatever day its newest one names; and a
    toll that rises, or the last who are found, may be of some days ago.
    """
    if not days:
        return ()
    first = date.fromisoformat(days[0])
    began = story.began.date() if story.began else first
    back = _GOES_ON if _AFTERMATH.search(text) else timedelta(days=1) if began < first else timedelta()
    since = min(began, first) - back
    return tuple((since + timedelta(days=k)).isoformat() for k in range((first - since).days)) + days


def _keys(part: _Part, head: Head, measures: Sequence[str]) -> tuple[str, ...]:
    """Sudden things are found by their place, whatever else is said; lasting ones by place and subject.

    Also by a place and what became of people there, and by two names at the heart of the story.
    """
    names = list(dict.fromkeys([*part.places, *part.areas]))[:_KEYED_NAMES]
    if not names:
        names = [each.form for each in head.named if not each.is_person][:1]
    keys = [f"{name}!" for name in names] if part.kind in kinds.SUDDEN else []
    keys += [f"{name} {stem}" for name in names for stem in head.stems[:_KEYED_STEMS]]
    keys += [
        f"{name} {measure}!"
        for name in part.places[:_KEYED_NAMES]
        for measure in measures
        if measure in kinds.PLIGHTS
    ]
    told = [each.form for each in [*head.in_headline, *head.named] if not each.is_person]
    at_heart = sorted(dict.fromkeys(form for form in told if form in head.core))[:_KEYED_NAMES]
    keys += [f"{one} & {other}" for one, other in combinations(at_heart, 2)]
    return tuple(dict.fromkeys(spelt(key)[:_KEY] for key in keys))


def _said_where(head: Head, found: kinds.Found) -> list[Mention]:
    """The names of headline and first sentence that may be its place, or what it is about.

    Where something happened, what the sentence compares it with is left out: "a day after one in Ostrel".
    Where the first sentence names nothing, the next ones do.
    """
    end = _end_of_telling(head, found)
    within = [each for each in head.named if each.start < end]
    if found.name not in kinds.SUDDEN:
        within = [each for each in head.named if each.start < len(head.first)]
    told = [each for each in [*head.in_headline, *within] if not (each.is_person or each.speaks)]
    if found.name not in kinds.SUDDEN:
        told = _set_somewhere(told)
    return told or [each for each in head.named if not each.is_person and each.is_set][:1]


def _set_somewhere(told: list[Mention]) -> list[Mention]:
    """Those that are a place to the story, as the subject of a sentence need not be; all where none is."""
    places = {each.form for each in told if each.is_set or each.is_area}
    return [each for each in told if each.form in places] or told


def _end_of_telling(head: Head, found: kinds.Found) -> int:
    """Where the first sentence begins to tell of something else, or where it ends."""
    told = max(found.at - len(head.headline) - 1, 0)
    other = _EARLIER.search(head.lead, told) if found.name in kinds.SUDDEN else None
    return other.start() if other else len(head.lead)


def _towns(head: Head, part: _Part) -> list[Mention]:
    """The towns of a round-up, set beside each other in its first sentence; none of a kind that spreads."""
    kind = kinds.SUDDEN[part.kind]
    if kind.spreads or not _SEVERAL.search(f"{head.headline} {head.lead}"):
        return []
    within = _end_of_telling(head, kinds.Found(part.kind))
    towns = [each for each in head.named if each.start < within and _is_town(each)]
    first = list({each.form: each for each in reversed(towns)}.values())[::-1]
    beside = [_AND.search(head.lead, one.end, other.start) for one, other in pairwise(first)]
    return first if len(first) > 1 and all(beside) else []


def _is_town(each: Mention) -> bool:
    return not (each.is_person or each.is_area or each.is_ship or each.speaks)


def _told_at(town: Mention, towns: Sequence[Mention], claims: Sequence[Claim]) -> list[Claim]:
    """The claims of that town, by their place or by the town their sentence names next to the figure."""
    return [claim for claim in claims if _town_of(claim, towns) == town.form]


def _town_of(claim: Claim, towns: Sequence[Mention]) -> str:
    if claim.reading and claim.reading.role == Role.SUM:
        return ""
    beside = _beside(claim, [town.form for town in towns])
    return beside or form_of(claim.place)


def _beside(claim: Claim, forms: Sequence[str]) -> str:
    """The town that its sentence names first behind the figure, else the last one before it."""
    text, figure = claim.sentence.lower(), claim.figure
    at = text.find(figure.text.lower()) if figure else 0
    found = sorted(
        (hit.start(), form) for form in forms for hit in re.finditer(rf"\b{re.escape(form)}\b", text)
    )
    behind = [form for start, form in found if start > at]
    return behind[0] if behind else found[-1][1] if found else ""


def _harms(claim: Claim) -> bool:
    return bool(claim.reading and claim.reading.measure in HARMED and claim.reading.role == Role.POINT)


def _figure(claim: Claim) -> str:
    """A sum or a strength with its unit, which two stories hardly share by chance."""
    reading, figure = claim.reading, claim.figure
    if reading is None or figure is None or reading.measure not in _FIGURED or figure.low < 100:
        return ""
    return f"{reading.measure} {figure.low:.0f} {figure.unit}"


def _spreads(found: kinds.Found) -> bool:
    return found.name in kinds.SUDDEN and kinds.SUDDEN[found.name].spreads


def _forms(found: Iterator[Mention] | Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.form for each in found))
