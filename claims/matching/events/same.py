"""Whether two accounts tell of one event: a symmetric rule, with the reason in words.

What happened suddenly is one event at one place in one time; what lasts is one by what it is about. Names
that stand in any story join nothing (`named.is_generic`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from claims.matching.events.heads import stem
from claims.matching.events.kinds import MARKET, OUTBREAK, PLIGHTS, SPORT, SUDDEN, related
from claims.matching.events.named import spelt
from claims.matching.types import Account

DAYS_APART = 120  # between two accounts of a lasting matter
_LASTING_DAYS = 12  # between two accounts of a flood or a storm
_EPIDEMIC_DAYS = 60  # and of an epidemic, which is counted by the month
_UNDATED = timedelta(days=2)  # between two of a moment, where neither tells the day
_FRESH = timedelta(days=3)  # in which little in common says enough
_LATE = timedelta(days=7)  # after which a story tells of something sudden as of the past
_ONE_DAY = timedelta(days=1)
_OF_A_DAY = frozenset((SPORT, MARKET))
_LASTING = frozenset(
    map(
        stem,
        """
        campaign warfare operation mission force deployment troops soldiers peacekeepers programme budget
        subsidy loan contract project strike siege blockade drought famine inquiry offensive occupation
        withdrawal refugees funding reform payments spending expedition expeditionary ceasefire truce harvest
        aid war
        """.split(),
    )
)  # what goes on for months
_SUBJECTS = 2  # stems in common that make a subject


def same_event(one: Account, other: Account) -> str:
    """Why both are of one event, for people; "" where they are not, or nothing says so."""
    sudden = (one.kind in SUDDEN) + (other.kind in SUDDEN)
    if sudden == 2:
        return _same_happening(one, other)
    if sudden == 1:
        return _same_aftermath(one, other)
    return _same_matter(one, other)


def _same_happening(one: Account, other: Account) -> str:
    if not _is_one_time(one, other):
        return ""
    places = _shared(one.places, other.places)
    areas = _shared((*one.places, *one.areas), (*other.places, *other.areas))
    spreads = SUDDEN[one.kind].spreads and SUDDEN[other.kind].spreads
    where = places or (areas if spreads or not (one.places and other.places) else ())
    if not where or not _is_one_site(one, other):
        return ""
    if related(one.kind, other.kind) or _shared(one.sites, other.sites):
        kind = " or ".join(sorted({one.kind, other.kind}))
        return f"both tell of {kind} at {_and(where)}{_on(one, other)}"
    return ""


def _same_aftermath(one: Account, other: Account) -> str:
    """A story that has no word for what happened, within hours: by place and subject."""
    if (one.kind and other.kind) or _apart(one, other) > _UNDATED:
        return ""
    where, subjects = _shared(_where(one), _where(other)), _shared(one.subjects, other.subjects)
    if not _is_at_heart(where, subjects, one, other):
        return ""
    if len(subjects) >= _SUBJECTS and _is_one_site(one, other):
        return f"both tell of {_and(subjects[:3])} at {_and(where)}"
    return ""


def _same_matter(one: Account, other: Account) -> str:
    """By place and subject; of both something must stand where a story says what it is about."""
    if one.kind != other.kind or _apart(one, other) > timedelta(days=DAYS_APART):
        return ""
    where = _shared(_where(one), _where(other)) or _both_ends(one, other)
    subjects = _shared(_shared(one.subjects, other.subjects), {*one.core, *other.core})
    if not _is_at_heart(where, subjects, one, other):
        return _same_plight(one, other)
    if one.kind in _OF_A_DAY and not _is_one_day(one, other):
        return ""
    return _and_what(where, subjects) if _is_enough(subjects, one, other) else ""


def _both_ends(one: Account, other: Account) -> tuple[str, ...]:
    """Two names at the heart of both, whichever a story calls its place: who gave, and who was given."""
    names = _shared(_shared(one.names, other.names), _shared(one.core, other.core))
    return names if len(names) > 1 else ()


def _same_plight(one: Account, other: Account) -> str:
    """What became of people in one town, told on one day in other words."""
    places = _shared(one.places, other.places)
    measures = _shared(one.measures, other.measures) if _apart(one, other) <= _ONE_DAY else ()
    plights = [measure for measure in measures if measure in PLIGHTS]
    is_at_heart = bool(_shared(_shared(one.core, other.core), places))
    return f"both tell of {_and(plights)} at {_and(places)}" if plights and is_at_heart else ""


def _is_enough(subjects: Collection[str], one: Account, other: Account) -> bool:
    """Enough in common: more where they are of one name alone, and more for months than for days."""
    weight = len(subjects) + 2 * bool(_shared(one.figures, other.figures))
    weight += bool(_shared(one.measures, other.measures))
    has_names = len(_shared(one.names, other.names)) > 1
    is_of_money = "money" in _shared(one.measures, other.measures) and len(subjects) >= _SUBJECTS
    lasts = not one.kind and (is_of_money or not _LASTING.isdisjoint(subjects))
    if _apart(one, other) > _FRESH:
        return lasts and has_names and weight >= _SUBJECTS
    at_heart = {*one.core} & {*other.core}.intersection(subjects)
    alone = 0 if has_names or len(at_heart) >= _SUBJECTS else 1
    return weight >= _SUBJECTS + alone - lasts


def _and_what(where: Collection[str], subjects: Collection[str]) -> str:
    return f"both tell of {_and(list(subjects)[:3])} and {_and(where)}"


def _is_at_heart(where: Collection[str], subjects: Collection[str], one: Account, other: Account) -> bool:
    """Whether a shared place stands in the core of one, and a shared subject in that of both."""
    return not (
        {*one.core, *other.core}.isdisjoint(where) or {*subjects}.isdisjoint({*one.core} & {*other.core})
    )


def _is_one_time(one: Account, other: Account) -> bool:
    if SUDDEN[one.kind].lasts and SUDDEN[other.kind].lasts:
        days = _EPIDEMIC_DAYS if one.kind == other.kind == OUTBREAK else _LASTING_DAYS
        return _apart(one, other) <= timedelta(days=days)
    return _apart(one, other) <= _LATE and _is_one_day(one, other)


def _is_one_day(one: Account, other: Account) -> bool:
    """The days told have one in common; an account that tells none is of the days before it was sent."""
    if one.days and other.days:
        return bool(_shared(one.days, other.days))
    if not one.days and not other.days:
        return _apart(one, other) <= _UNDATED
    told, sent = (one.days, other.span[0]) if one.days else (other.days, one.span[0])
    return timedelta(days=-1) <= sent.date() - date.fromisoformat(told[-1]) <= _UNDATED


def _apart(one: Account, other: Account) -> timedelta:
    """Between the times in which their stories were told; none where these overlap."""
    (one_began, one_at), (other_began, other_at) = one.span, other.span
    return max(one_began - other_at, other_began - one_at, timedelta())


def _is_one_site(one: Account, other: Account) -> bool:
    """Not struck in two kinds of places, where both tell."""
    return not (one.sites and other.sites) or bool(_shared(one.sites, other.sites))


def _where(account: Account) -> tuple[str, ...]:
    return (*account.places, *account.areas)


def _shared(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    """What both hold, however they spell it, sorted, so that the reason is the same from both sides."""
    left, right = ({spelt(word): word for word in sorted(words)} for words in (one, other))
    return tuple(sorted(min(left[word], right[word]) for word in left.keys() & right.keys()))


def _and(words: Collection[str]) -> str:
    return ", ".join(words)


def _on(one: Account, other: Account) -> str:
    days = _shared(one.days, other.days)
    return f" on {days[0]}" if days else ""
