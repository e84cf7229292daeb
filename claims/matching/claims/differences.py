"""What tells two claims apart, spelt out for people: "X here, Y there", here being the first of the two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from difflib import SequenceMatcher

from claims.extraction.alignment.words import STOP, is_number
from claims.matching.claims import values
from claims.matching.claims.counted import OF_PEOPLE, SUDDEN, Counted
from claims.matching.claims.happenings import Bond
from claims.matching.claims.times import are_long, one_day
from claims.matching.claims.topics import Topic, wording
from claims.matching.claims.vocabulary import IDLE, OPPOSITE, TURNED, Sides, are_others, concept
from claims.matching.types import Claim, turned
from claims.tolls import sides, subjects
from claims.tolls.periods import agree
from claims.tolls.types import Role

CLOSE = 0.7  # of the words: so close that a word that was changed is what the claim turns on
TURN = 3  # words that may stand in the place of others as one turn
ONE_COUNT = timedelta(hours=12)  # within which "six more" may be the same six
NOW = "the state of things"
ROLES = {
    Role.NEW: "so many more",
    Role.PART: "a part",
    Role.OLDER: "long ago",
    Role.SUM: "several happenings together",
    Role.PLANNED: "planned",
    Role.RECALLED: "an earlier figure",
}


def between(one: Counted, other: Counted, measure: str, tie: Bond) -> Iterator[str]:
    """All that tells two claims with figures apart, the weightiest first; `measure` "" where it differs."""
    if not measure and one.measure != other.measure:
        yield f"{one.measure or one.unit} here, {other.measure or other.unit} there"
    if not (measure and one.numbers_as(other)):
        yield from filter(None, [values.difference(one.figure, other.figure, one.per, other.per)])
    rest = (
        _of_period(one, other, is_toll=measure in SUDDEN),
        _of_role(one, other),
        tie.against,
        _of_people(one, other),
        _of_sides(one, other),
        _of_words(one, other, measure, tie),
    )
    yield from filter(None, rest)


def of_period(one: Claim, other: Claim, left: frozenset[str], right: frozenset[str]) -> str:
    """Two periods of which no two agree; beside a long one, a single day is a period, too."""
    if left and not right:
        right = one_day(other.sentence) if are_long(left) else right
    elif right and not left:
        left = one_day(one.sentence) if are_long(right) else left
    if not left or not right or any(agree(ours, theirs) for ours in left for theirs in right):
        return ""
    return f"{listed(left)} here, {listed(right)} there"


def opposite(one: Topic, other: Topic, sides: Sides = OPPOSITE) -> str:
    """A rise here, a fall there."""
    left, right = set(one.words), set(other.words)
    for first, second in sides:
        for ours, theirs in ((first, second), (second, first)):
            if left & ours and right & theirs and not left & theirs and not right & ours:
                return f"{listed(left & ours)} here, {listed(right & theirs)} there"
    return ""


def contrast(one: Topic, other: Topic) -> str:
    """In sentences that are otherwise the same: words in each other’s place that mean other things."""
    if wording(one, other) < CLOSE:
        return ""
    if one.words > other.words:  # the matcher does not find the same edits both ways round
        return turned(contrast(other, one))
    for tag, i, j, k, m in SequenceMatcher(None, one.words, other.words, autojunk=False).get_opcodes():
        left, right = _telling(one, (i, j)), _telling(other, (k, m))
        is_turn = tag == "replace" and max(j - i, m - k) <= TURN and left and right
        if is_turn and not {*map(concept, left)} & {*map(concept, right)}:
            return f"{' '.join(left)} here, {' '.join(right)} there"
    return ""


def listed(words: frozenset[str] | set[str]) -> str:
    return " and ".join(sorted(words))


def _of_period(one: Counted, other: Counted, *, is_toll: bool) -> str:
    """Of a toll, how far back a sentence looks ("the worst in ten years") is no period."""
    left, right = (
        frozenset(period for period in each.periods if not (is_toll and period.endswith("s")))
        for each in (one, other)
    )
    return of_period(one.claim, other.claim, left, right)


def _of_role(one: Counted, other: Counted) -> str:
    if one.role == other.role:
        return _added(one.claim, other.claim) if one.role is Role.NEW else ""
    if Role.RECALLED in (one.role, other.role) and _is_recalled(one, other):
        return ""
    return f"{ROLES.get(one.role, NOW)} here, {ROLES.get(other.role, NOW)} there"


def _is_recalled(one: Counted, other: Counted) -> bool:
    """A speaker's figure, and the same speaker's own words of it before."""
    recalled, told = (one, other) if one.role is Role.RECALLED else (other, one)
    times = (told.claim.at, recalled.claim.at)
    before = times[0] is None or times[1] is None or times[0] <= times[1]
    return before and told.role is Role.POINT and bool(recalled.topic.tellers & told.topic.tellers)


def _added(one: Claim, other: Claim) -> str:
    """Six more today and six more yesterday are twelve."""
    if one.at is None or other.at is None or abs(one.at - other.at) <= ONE_COUNT:
        return ""
    return "told at other times"


def _of_people(one: Counted, other: Counted) -> str:
    if not are_others(one.topic.population, other.topic.population):
        return ""
    return f"{values.shown(one.figure)} here, {values.shown(other.figure)} there"


def _of_sides(one: Counted, other: Counted) -> str:
    """The dead of one army are not those of another, and police are no soldiers."""
    left, right = one.claim.reading, other.claim.reading
    if not left or not right or left.measure != right.measure or one.measure not in OF_PEOPLE:
        return ""
    forces = left.subject[:1], right.subject[:1]
    is_one = forces[0] == forces[1] if one.measure == "troops" else subjects.alike(left, right)
    return "" if is_one else f"{_side(left.subject)} here, {_side(right.subject)} there"


def _side(subject: tuple[str, ...]) -> str:
    return "the speaker’s own" if subject[:1] == (sides.OWN,) else " ".join(subject) or "people"


def _of_words(one: Counted, other: Counted, measure: str, tie: Bond) -> str:
    """What says the opposite, or stands in a sentence that is otherwise the same."""
    if found := opposite(one.topic, other.topic, TURNED if measure in OF_PEOPLE else OPPOSITE):
        return found
    return "" if tie.is_event and measure in OF_PEOPLE else contrast(one.topic, other.topic)


def _telling(told: Topic, part: tuple[int, int]) -> list[str]:
    """The words of a passage that mean something, but for the claimant's."""
    idle = IDLE | told.tellers | {STOP, "#"}
    return [word for word in told.words[slice(*part)] if word not in idle and not is_number(word)]
