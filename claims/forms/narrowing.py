"""The filters of the queue: how each is read from the address, and which claims pass it.

One row of the table a filter: the rail, the chips and the address all go by it. Reading is lenient: what
is not known is left out, so that an address of any age shows a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db import connection
from django.db.models import Exists, Q
from django.db.models.functions import Now

from claims.extraction.types import TYPES
from claims.models import ClaimWords, Conflict, Desk, User
from claims.models.search import SEARCH_CONFIG
from claims.priorities import CONFLICT
from claims.words import said

LARGEST_ID = 2**63 - 1
LONGEST_SEARCH = 200  # characters
WORDS_KEPT = 1024  # searches of which a process remembers whether they look for any word
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
_BEGUN = re.compile(r"(?P<before>(?:.*\s)?)(?P<last>[^\W_]{3,})")  # fewer letters begin too many words
_SPANS = {"1h": HOUR, "4h": 4 * HOUR, "24h": 24 * HOUR}
URGENCIES = tuple(range(1, 10))
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
    """The claim or its headline tells the words ("a phrase", or, -not), or goes by the number.

    The last word may be the beginning of one. Where all are stop words, such as WHO, no index knows them: the
    names are looked through.
    """
    if any(map(str.isalnum, words)) and _is_idle(words):
        return Q(claimant__icontains=words) | Q(place__icontains=words)
    query, number = _query(words), claim_number(words)
    told = ClaimWords.objects.filter(Q(words=query) | Q(pk=number) if number else Q(words=query))
    return Q(pk__in=told.values("pk"))


def _query(words: str) -> CombinedSearchQuery | SearchQuery:
    """The words as PostgreSQL looks for them, and as they may go on: "port selw" is a port Selwick, too."""
    query = _typed(words)
    begun = _BEGUN.fullmatch(words)
    if begun is None or begun["before"].count('"') % 2:
        return query
    going_on = SearchQuery(f"{begun['last']}:*", config=SEARCH_CONFIG, search_type="raw")
    return query | (_typed(begun["before"]) & going_on if begun["before"] else going_on)


def _typed(words: str) -> SearchQuery:
    return SearchQuery(words, config=SEARCH_CONFIG, search_type="websearch")


@lru_cache(maxsize=WORDS_KEPT)
def _is_idle(words: str) -> bool:
    """Whether PostgreSQL would look for no word of them; asked once, or the planner could not see through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s, %s)) = 0", [SEARCH_CONFIG, words])
        return bool(cursor.fetchone()[0])


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
    "claimant": Narrowing("claimant", _words, lambda words, _: Q(claimant__icontains=words)),
    "place": Narrowing("place", _words, lambda words, _: Q(place__icontains=words)),
    "q": Narrowing("q", _words, lambda words, _: says(words)),
}


def texts(value: Any) -> list[str]:
    """A filter's value as the address holds it."""
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return ["1"] if value is True else [str(value)] if value else []
