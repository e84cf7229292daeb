"""The filters of the queue: how each is read from the address, and which claims pass it.

One row of the table a filter: the rail, the chips and the address all go by it. Reading is lenient: what
is not known is left out, so that an address of any age shows a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorExact
from django.db.models import Exists, Func, IntegerField, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from claims.extraction.types import TYPES
from claims.models import Conflict, Desk, User
from claims.models.claim_rules import SEARCH_CONFIG
from claims.priorities import CONFLICT
from claims.words import said

LARGEST_ID = 2**63 - 1
LONGEST_SEARCH = 200  # characters
HIGHEST = 999  # points that somebody may ask for
HOUR = timedelta(hours=1)
NOBODY, ME, OTHERS = "nobody", "me", "others"
HANDS = {NOBODY: said("In nobody’s hands"), ME: said("In my hands"), OTHERS: said("In others’ hands")}
AGES = {
    "1h": said("Came in within 1 hour"),
    "4h": said("Within 4 hours"),
    "24h": said("Within 24 hours"),
    "older": said("Older"),
}
_SPANS = {"1h": HOUR, "4h": 4 * HOUR, "24h": 24 * HOUR}
URGENCIES = tuple(range(1, 10))
# Literally what the index claim_words is made of: with any other expression PostgreSQL would not use it.
WORDS = SearchVector("sentence", "claimant", "place", "standalone", config=SEARCH_CONFIG)
# Its event has a conflict that is open, and it tells one of the two figures: the reason says so to all.
DISPUTED = Q(event__in=Conflict.objects.open().values("event"), reasons__contains=[{"name": CONFLICT}])


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter: the name of its values in the address, how they are read there, what passes."""

    key: str
    read: Callable[[Sequence[str]], Any]
    passes: Callable[[Any, User], Q]


def whole(text: str) -> int | None:
    """A row's number; None for anything that cannot be one."""
    is_number = text.isascii() and text.isdigit() and len(text) < 20
    return int(text) if is_number and int(text) <= LARGEST_ID else None


def claim_number(words: str) -> int | None:
    """The claim that somebody names: C-123, #123 or 123."""
    return whole(words.upper().removeprefix("C-").removeprefix("#"))


def _rows(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({pk for text in texts if (pk := whole(text))}))


def _one_of(known: Sequence[str] | dict[str, str]) -> Callable[[Sequence[str]], str]:
    return lambda texts: next((text for text in texts if text in known), "")


def _words(texts: Sequence[str]) -> str:
    """What was typed in one line, without what no text of ours holds and PostgreSQL refuses."""
    text = (texts[0] if texts else "").replace("\x00", " ")
    return " ".join(text.split())[:LONGEST_SEARCH].rstrip()


def _points(texts: Sequence[str]) -> int | None:
    return min(whole(texts[0]) or 0, HIGHEST) or None if texts else None


def _is_on(texts: Sequence[str]) -> bool:
    return "1" in texts


def _urgencies(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(number for number in URGENCIES if str(number) in texts)


def _types(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in TYPES if name in texts)


def _came(age: str, _: User) -> Q:
    """By when the desk first had the claim, whatever versions of its story came since."""
    return (
        Q(created_at__lt=Now() - _SPANS["24h"]) if age == "older" else Q(created_at__gte=Now() - _SPANS[age])
    )


def _in_hands(whose: str, person: User) -> Q:
    """Held (by a hold that still runs) or assigned."""
    is_held = Q(holder__isnull=False, lease_until__gt=Now())
    mine = Q(assignee=person) | (is_held & Q(holder=person))
    if whose == ME:
        return mine
    nobodys = Q(assignee=None) & (Q(holder=None) | Q(lease_until__lte=Now()))
    if whose == NOBODY:
        return nobodys
    others = (is_held & ~Q(holder=person)) | (Q(assignee__isnull=False) & ~Q(assignee=person))
    return others & ~mine


def _at_desks(desks: tuple[int, ...], _: User) -> Q:
    """A claim without a desk is the default one's."""
    is_default = Exists(Desk.objects.filter(pk__in=desks, is_default=True))
    return Q(desk__in=desks) | (Q(desk=None) & Q(is_default))


def says(words: str) -> Q:
    """The claim tells the words (websearch syntax: "a phrase", or, -not), or goes by the number.

    Where they are stop words alone, such as WHO, no index knows them: the names are looked through.
    """
    query = SearchQuery(words, config=SEARCH_CONFIG, search_type="websearch")
    named = Q(claimant__icontains=words) | Q(place__icontains=words)
    found = (~_is_idle(query) & Q(SearchVectorExact(WORDS, query))) | (_is_idle(query) & named)
    number = claim_number(words)
    return found | Q(pk=number) if number else found


def _named(field: str) -> Callable[[str, User], Q]:
    """Whole words of one field: the index of all words finds the rows, the field decides."""

    def passes(words: str, _: User) -> Q:
        query = SearchQuery(words, config=SEARCH_CONFIG, search_type="plain")
        indexed = ~_is_idle(query) & Q(SearchVectorExact(WORDS, query))
        return (indexed | _is_idle(query)) & Q(**{f"{field}__icontains": words})

    return passes


def _is_idle(query: SearchQuery) -> Q:
    """Whether it looks for no word: PostgreSQL knows it while it plans, and drops the half that is idle."""
    return Q(Exact(Func(query, function="numnode", output_field=IntegerField()), 0))


NARROWINGS = {
    "types": Narrowing("type", _types, lambda names, _: Q(type__in=names)),
    "sources": Narrowing("source", _rows, lambda pks, _: Q(article__source__in=pks)),
    "desks": Narrowing("desk", _rows, _at_desks),
    "urgencies": Narrowing("urgency", _urgencies, lambda numbers, _: Q(revision__urgency__in=numbers)),
    "age": Narrowing("age", _one_of(AGES), _came),
    "hands": Narrowing("hands", _one_of(HANDS), _in_hands),
    "at_least": Narrowing("min", _points, lambda points, _: Q(priority__gte=points)),
    "conflict": Narrowing("conflict", _is_on, lambda *_: DISPUTED),
    "recheck": Narrowing("recheck", _is_on, lambda *_: Q(needs_recheck=True)),
    "claimant": Narrowing("claimant", _words, _named("claimant")),
    "place": Narrowing("place", _words, _named("place")),
    "q": Narrowing("q", _words, lambda words, _: says(words)),
}


def texts(value: Any) -> list[str]:
    """A filter's value as the address holds it."""
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return ["1"] if value is True else [str(value)] if value else []
