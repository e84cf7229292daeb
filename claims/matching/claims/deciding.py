"""The decision: same, variant or other, with what agrees and what does not in words for people.

"Same" asks that nothing differs and that something says it is one happening or one subject; where the rules
cannot say so, what is near is a variant, which shares no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable

from claims.matching.claims import differences, values
from claims.matching.claims.counted import OF_PEOPLE, SUDDEN, UPROOTED, Counted, both, counted
from claims.matching.claims.happenings import Bond, bond
from claims.matching.claims.times import periods
from claims.matching.claims.topics import Topic, meaning, topic, wording
from claims.matching.types import COPIED, Claim, Comparison

OTHER = Comparison("other")
ALIKE = 0.5  # of the words, from which on another figure is a variant
DEED = 0.6  # of the meanings of two claims without a figure
PROSE = 8  # words that two sentences hardly share by chance, one by one
ROOM = 300  # characters that a link has for each of its two sentences
UNSURE = "nothing says that it is one event"


def compare(one: Claim, other: Claim) -> Comparison:
    """What two claims are to each other; the other way round it is the same, `turned`."""
    if one.figure and other.figure:
        return _figures(counted(one, one.figure), counted(other, other.figure))
    return OTHER if one.figure or other.figure else _deeds(one, other)


def _figures(one: Counted, other: Counted) -> Comparison:
    tie = bond(one.claim, other.claim, sudden=bool({one.measure, other.measure} & SUDDEN))
    alike = round(wording(one.topic, other.topic), 3)
    if not _is_near(one, other, alike, tie):
        return OTHER
    measure = both(one, other, tie)
    if not (measure or _is_akin(one, other, alike, tie)):
        return OTHER
    found = list(differences.between(one, other, measure, tie))
    because = _because(one, other, measure, tie)
    if measure and tie.holds and not found:
        return Comparison("same", _score(alike, tie), because)
    return Comparison("variant", alike / 2, because, _joined(found or [UNSURE]))


def _is_near(one: Counted, other: Counted, alike: float, tie: Bond) -> bool:
    """One happening, or words or a figure of another that may be taken for it."""
    if tie.holds or alike >= ALIKE:
        return True
    return bool(tie.against) and (one.says_as(other) or bool(one.topic.happenings & other.topic.happenings))


def _is_akin(one: Counted, other: Counted, alike: float, tie: Bond) -> bool:
    """Two measures that are easily taken for each other."""
    pair = {one.measure, other.measure}
    if pair <= UPROOTED or alike >= differences.CLOSE:
        return True
    return pair <= OF_PEOPLE and tie.holds and (alike >= ALIKE or one.says_as(other))


def _deeds(one: Claim, other: Claim) -> Comparison:
    """Two claims without a figure: by what they name and what they say of it."""
    left, right = topic(one), topic(other)
    tie = bond(one, other, sudden=True)
    if meaning(left, right) < DEED or not tie.holds or not _names(left) & _names(right):
        return OTHER
    period = differences.of_period(one, other, periods(one), periods(other))
    told = (period, differences.opposite(left, right))
    difference = _joined([*told, differences.contrast(left, right)])
    kind = "variant" if difference else "same"
    score = _score(round(wording(left, right), 3), tie)
    return Comparison(kind, score, f"the same deed; {tie.known}", difference)


def _names(told: Topic) -> frozenset[str]:
    return told.names | told.places


def _because(one: Counted, other: Counted, measure: str, tie: Bond) -> str:
    """What the two have in common."""
    copied = COPIED if len(one.topic.words) >= PROSE and one.topic.words == other.topic.words else ""
    words = (copied, f"both of {measure}" if measure else "", _same_figure(one, other), tie.known)
    return _joined(words) or "nearly the same words"


def _joined(parts: Iterable[str]) -> str:
    """As many of the parts, whole, as a link has room for."""
    text = ""
    for part in filter(None, parts):
        longer = f"{text}; {part}" if text else part
        text = longer if len(longer) <= ROOM else text or longer[:ROOM]
    return text


def _same_figure(one: Counted, other: Counted) -> str:
    if not one.says_as(other):
        return ""
    left, right = sorted({values.shown(one.figure), values.shown(other.figure)} | {""})[-2:]
    return f"both {right}" if not left else f"{left} and {right} are one figure"


def _score(alike: float, tie: Bond) -> float:
    """0.5 to 1: the nearer the words, and what rests on a known event before what rests on words."""
    return round(0.5 + alike / 4 + (0.25 if tie.is_event else 0), 3)
