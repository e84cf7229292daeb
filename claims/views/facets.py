"""The filters beside the queue, in words: what can be chosen with its count, and what is chosen as chips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from claims.extraction.types import TYPES
from claims.forms.narrowing import AGES, HANDS, NARROWINGS, URGENCIES
from claims.forms.queue import QueueFilter
from claims.models import Desk, Source, User
from claims.priorities import CONFLICT
from claims.templatetags.wording import TYPE_LABELS
from claims.words import said

SAMPLE = 500  # rows behind the counts beside the filters
COMMON = {"flags", "types", "sources"}  # sections that are always open
ANY = said("Any")
UNNAMED = {"sources": said("source %(number)s"), "desks": said("desk %(number)s")}
CHOSEN = {"types": TYPE_LABELS, "age": AGES, "hands": HANDS}
CHIPS = {
    "conflict": said("Agencies disagree"),
    "recheck": said("To look at again"),
    "urgencies": said("Urgency %(value)s"),
    "at_least": said("Priority %(value)s or more"),
    "claimant": said("Said by %(value)s"),
    "place": said("In %(value)s"),
    "q": said("“%(value)s”"),
}


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
    """The sections of the rail, counted in one query over the first SAMPLE claims of view and search."""
    offers = [*_flags(), *_many(wanted, person, sources, desks), *_single(person)]
    asked = {f"n{place}": Count("pk", filter=offer.counts) for place, offer in enumerate(offers)}
    found = wanted.searched.claims(person)[:SAMPLE].aggregate(sampled=Count("pk"), **asked)
    counted = [(offer, found[f"n{place}"]) for place, offer in enumerate(offers)]
    return {
        "sections": [section for section in _sections(wanted, counted) if len(section.choices) > 1],
        "is_sample": found["sampled"] == SAMPLE,
        "sample": found["sampled"],
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
        return named[name].get(value) or _(UNNAMED[name]) % {"number": value}
    if name in CHOSEN:
        return _(CHOSEN[name][str(value)])
    return _(CHIPS[name]) % {"value": value}


def _flags() -> Iterator[_Offer]:
    disputed = Q(reasons__contains=[{"name": CONFLICT}])
    yield _Offer("flags", "conflict", True, _(CHIPS["conflict"]), disputed)
    yield _Offer("flags", "recheck", True, _(CHIPS["recheck"]), Q(needs_recheck=True))


def _many(wanted: QueueFilter, person: User, sources: list[Source], desks: list[Desk]) -> Iterator[_Offer]:
    for name in TYPES:
        yield _Offer("types", "types", name, _(TYPE_LABELS[name]), Q(type=name))
    for source in sources:
        yield _Offer("sources", "sources", source.pk, source.name, Q(article__source=source.pk))
    for number in URGENCIES:
        yield _Offer(
            "urgencies",
            "urgencies",
            number,
            _(CHIPS["urgencies"]) % {"value": number},
            Q(revision__urgency=number),
        )
    for desk in desks if len(desks) > 1 else ():
        none = Q(desk=None) if desk.is_default else Q()
        yield _Offer("desks", "desks", desk.pk, desk.name, Q(desk=desk.pk) | none)


def _single(person: User) -> Iterator[_Offer]:
    for name, labels in (("age", AGES), ("hands", HANDS)):
        yield _Offer(name, name, "", _(ANY), Q())
        for value, label in labels.items():
            yield _Offer(name, name, value, _(label), NARROWINGS[name].passes(value, person))


LEGENDS = {
    "flags": said("What happened to it"),
    "types": said("Kind of figure"),
    "sources": said("Source"),
    "urgencies": said("Urgency"),
    "desks": said("Desk"),
    "age": said("Age"),
    "hands": said("In whose hands"),
}


def _sections(wanted: QueueFilter, counted: list[tuple[_Offer, int]]) -> Iterator[Section]:
    for name, legend in LEGENDS.items():
        choices = [_choice(wanted, offer, count) for offer, count in counted if offer.section == name]
        if name == "urgencies":
            choices = [choice for choice in choices if choice.count or choice.is_on]
        yield Section(name, _(legend), choices, is_single=name in ("age", "hands"))


def _choice(wanted: QueueFilter, offer: _Offer, count: int) -> Choice:
    held = getattr(wanted, offer.name)
    is_on = offer.value in held if isinstance(held, tuple) else held == offer.value
    value = "1" if offer.value is True else str(offer.value)
    return Choice(NARROWINGS[offer.name].key, value, offer.label, count, is_on)
