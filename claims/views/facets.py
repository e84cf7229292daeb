"""The filters beside the queue, in words: what can be chosen with its count, and what is chosen as chips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from claims.extraction.types import TYPES
from claims.forms.narrowing import AGES, HANDS, NARROWINGS, URGENCIES
from claims.forms.queue import QueueFilter
from claims.models import Desk, Source, User
from claims.priorities import CONFLICT
from claims.templatetags.wording import TYPE_LABELS

SAMPLE = 1000  # rows behind the counts beside the filters
COMMON = {"flags", "types", "sources"}  # sections that are always open
ANY = "Any"
CHIPS = {"conflict": "Agencies disagree", "recheck": "Changed by the wire"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its words, how many of the sample have it, whether it is on."""

    key: str
    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A legend and its choices, of which one (`is_single`) or several can be on."""

    name: str
    legend: str
    choices: list[Choice]
    is_single: bool = False

    @property
    def is_open(self) -> bool:
        return self.name in COMMON or any(choice.is_on for choice in self.choices if choice.value)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A choice before it is counted: the filter, its value, its words, and what of the sample it counts."""

    section: str
    name: str
    value: Any
    label: str
    counts: Q


def facets(wanted: QueueFilter, person: User, sources: list[Source], desks: list[Desk]) -> dict[str, Any]:
    """The sections of the rail, counted over the view's first SAMPLE claims in one query."""
    offers = [*_flags(), *_many(wanted, person, sources, desks), *_single(person)]
    asked = {f"n{place}": Count("pk", filter=offer.counts) for place, offer in enumerate(offers)}
    sample = wanted.in_view(person).by_priority()[:SAMPLE]
    found = sample.aggregate(sampled=Count("pk"), **asked)
    counted = [(offer, found[f"n{place}"]) for place, offer in enumerate(offers)]
    return {
        "sections": [section for section in _sections(wanted, counted) if len(section.choices) > 1],
        "is_sample": found["sampled"] == SAMPLE,
        "sample": SAMPLE,
    }


def chips(
    wanted: QueueFilter, sources: Iterable[Source], desks: Iterable[Desk]
) -> list[tuple[str, QueueFilter]]:
    """Each filter that is on, in words, and the view without it."""
    named = {
        "sources": {each.pk: each.name for each in sources},
        "desks": {each.pk: each.name for each in desks},
    }
    return [
        (_label(name, value, named), wanted.without(name, value))
        for name, values in wanted.on.items()
        for value in (values if isinstance(values, tuple) else (values,))
    ]


def _label(name: str, value: Any, named: dict[str, dict[int, str]]) -> str:
    if name in named:
        return named[name].get(value, f"{name.removesuffix('s')} {value}")
    words = {
        "types": TYPE_LABELS.get(str(value), ""),
        "urgencies": f"Urgency {value}",
        "age": AGES.get(str(value), ""),
        "hands": HANDS.get(str(value), ""),
        "at_least": f"Priority {value} or more",
        "claimant": f"Said by {value}",
        "place": f"In {value}",
        "q": f"“{value}”",
    }
    return CHIPS.get(name) or words[name]


def _flags() -> Iterator[_Offer]:
    disputed = Q(reasons__contains=[{"name": CONFLICT}])
    yield _Offer("flags", "conflict", True, CHIPS["conflict"], disputed)
    yield _Offer("flags", "recheck", True, CHIPS["recheck"], Q(needs_recheck=True))


def _many(wanted: QueueFilter, person: User, sources: list[Source], desks: list[Desk]) -> Iterator[_Offer]:
    for name in TYPES:
        yield _Offer("types", "types", name, TYPE_LABELS[name], Q(type=name))
    for source in sources:
        yield _Offer("sources", "sources", source.pk, source.name, Q(article__source=source.pk))
    for number in URGENCIES:
        yield _Offer("urgencies", "urgencies", number, f"Urgency {number}", Q(revision__urgency=number))
    for desk in desks if len(desks) > 1 else ():
        none = Q(desk=None) if desk.is_default else Q()
        yield _Offer("desks", "desks", desk.pk, desk.name, Q(desk=desk.pk) | none)


def _single(person: User) -> Iterator[_Offer]:
    for name, labels in (("age", AGES), ("hands", HANDS)):
        yield _Offer(name, name, "", ANY, Q())
        for value, label in labels.items():
            yield _Offer(name, name, value, label, NARROWINGS[name].passes(value, person))


LEGENDS = {
    "flags": "What happened to it",
    "types": "Kind of figure",
    "sources": "Source",
    "urgencies": "Urgency",
    "desks": "Desk",
    "age": "Age",
    "hands": "In whose hands",
}


def _sections(wanted: QueueFilter, counted: list[tuple[_Offer, int]]) -> Iterator[Section]:
    for name, legend in LEGENDS.items():
        choices = [_choice(wanted, offer, count) for offer, count in counted if offer.section == name]
        if name == "urgencies":
            choices = [choice for choice in choices if choice.count or choice.is_on]
        yield Section(name, legend, choices, is_single=name in ("age", "hands"))


def _choice(wanted: QueueFilter, offer: _Offer, count: int) -> Choice:
    held = getattr(wanted, offer.name)
    is_on = offer.value in held if isinstance(held, tuple) else held == offer.value
    value = "1" if offer.value is True else str(offer.value)
    return Choice(NARROWINGS[offer.name].key, value, offer.label, count, is_on)
