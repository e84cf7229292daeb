"""Whether two claims tell of one happening, or of one subject, and what speaks for it and against it.

Numbers of events decide where both are known; else places, names, kinds of happening and times do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from claims.matching.claims.topics import Topic, topic, wording
from claims.matching.claims.vocabulary import TOGETHER
from claims.matching.types import Claim
from claims.tolls.types import Role

APART = timedelta(days=4)  # that two stories of one night's happening may lie from each other
LONG_APART = timedelta(days=120)  # that two tellings of what goes on for months may
ALIKE = 0.6  # of the words: enough to go by where nothing is named


@dataclass(frozen=True, slots=True)
class Bond:
    """`known` says what speaks for one happening, `against` what speaks against it; "" for nothing."""

    known: str = ""
    against: str = ""
    is_event: bool = False  # both are known to be of one

    @property
    def holds(self) -> bool:
        return bool(self.known) and not self.against


def bond(one: Claim, other: Claim, *, sudden: bool) -> Bond:
    """`sudden`: the figures are of a happening of some hours, and not of what goes on for years."""
    if one.event is not None and other.event is not None:
        if one.event == other.event:
            return Bond(known="same event", is_event=True)
        if sudden or not _is_one_subject(one, other):
            return Bond(against=_where(one, other) or "another event")
    left, right = topic(one), topic(other)
    against = _what(left, right) or _where(one, other) or _when(one, other, sudden) or _who(left, right)
    return Bond(known=_shared(left, right), against=against)


def _is_one_subject(one: Claim, other: Claim) -> bool:
    """Money and the like is told in many stories; its subject says more than the grouping of the stories."""
    left, right = (frozenset(claim.reading.subject if claim.reading else ()) for claim in (one, other))
    return bool(left & right)


def _what(one: Topic, other: Topic) -> str:
    """A fire here, a crash there."""
    left, right = one.hinted, other.hinted
    if not left or not right or left & right or any(left | right <= group for group in TOGETHER):
        return ""
    return f"{_words(left)} here, {_words(right)} there"


def _where(one: Claim, other: Claim) -> str:
    """Two places, neither of which the other story has a word of."""
    left, right = topic(one), topic(other)
    if not left.places or not right.places:
        return ""
    if left.places & right.vocabulary or right.places & left.vocabulary:
        return ""
    return f"{one.place} here, {other.place} there"


def _who(one: Topic, other: Topic) -> str:
    """Each names something that the other has no word of, and they name nothing that both have."""
    left, right = one.names - other.vocabulary, other.names - one.vocabulary
    if not left or not right or (one.names | one.places) & (other.names | other.places) - _common(one, other):
        return ""
    return f"{_told(left, one)} here, {_told(right, other)} there"


def _common(one: Topic, other: Topic) -> frozenset[str]:
    """The place that two claims are of: it tells nothing apart where they name other things in it."""
    return one.places & other.places


def _when(one: Claim, other: Claim, sudden: bool) -> str:
    if one.at is None or other.at is None or _looks_back(one) or _looks_back(other):
        return ""
    apart = abs(one.at - other.at)
    if apart <= (APART if sudden else LONG_APART):
        return ""
    return f"told {apart.days} days apart"


def _looks_back(claim: Claim) -> bool:
    return claim.reading is not None and claim.reading.role in (Role.OLDER, Role.RECALLED)


def _shared(one: Topic, other: Topic) -> str:
    places = (one.places & other.vocabulary) | (other.places & one.vocabulary)
    if places:
        return f"both of {_told(places, one, other)}"
    names = (one.names | one.hints) & (other.names | other.hints)
    if names:
        return f"both name {_told(names, one, other)}"
    return "nearly the same words" if wording(one, other) >= ALIKE else ""


def _told(words: frozenset[str], one: Topic, other: Topic | None = None) -> str:
    """As names, in the order in which a sentence has them; the same whichever comes first."""
    order = min(one.words, other.words) if other else one.words
    places = {word: order.index(word) for word in words if word in order}
    return " ".join(word.capitalize() for word in sorted(words, key=lambda w: (places.get(w, len(order)), w)))


def _words(kinds: frozenset[str]) -> str:
    return " and ".join(sorted(kinds))
