"""Why one claim comes before another: a sum of named reasons that the desk can show. Plain Python.

What a story tells is worth at most 100 points as shipped: 25 for the type, 30 for the size of the figure, 30
for check-worthiness, 15 for the story's urgency. On top comes how it stands at the desk: who says it, who
else tells it, whether it is new, contradicted or changed, and how long it has waited. A desk may weigh each
term otherwise; the terms always add up to the priority.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log10
from typing import NotRequired, TypedDict


class Reason(TypedDict):
    """One term of the sum. `term` says which one; rows of before have the `name` alone."""

    name: str
    points: int
    term: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a claim is weighed by. `size` is the figure's lower value in `unit`; None has no figure.

    `agencies`: independent sources that tell the same, its own among them; `told_before`: another claim told
    it earlier; `waited`: whole hours since it came in; `is_listed`: the desk has its speaker on the list.
    """

    type: str
    check_worthiness: float
    size: float | None = None
    unit: str = ""
    urgency: int | None = None
    agencies: int = 1
    told_before: bool = False
    is_disputed: bool = False
    needs_recheck: bool = False
    waited: float = 0.0
    is_listed: bool = False


TYPE_POINTS = {
    "casualties": 25,
    "displacement": 21,
    "troops": 21,
    "health": 19,
    "spending": 18,
    "crime": 16,
    "election": 16,
    "economy": 14,
    "environment": 12,
    "event": 10,
    "quantity": 6,
}
TYPE, SIZE, WORTH, URGENCY, SPEAKER = "type", "size", "check-worthiness", "urgency", "speaker"
AGENCIES, NOVELTY, CONFLICT, RECHECK, AGE = "agencies", "novelty", "conflict", "recheck", "age"
READ = (TYPE, SIZE, WORTH, URGENCY, SPEAKER)  # terms that its own newest version gives
STANDING = (AGENCIES, NOVELTY, CONFLICT, RECHECK, AGE)  # terms that change while it waits
SHIPPED: Mapping[str, int] = TYPE_POINTS | {
    SIZE: 30,
    WORTH: 30,
    URGENCY: 15,
    SPEAKER: 15,
    AGENCIES: 10,
    NOVELTY: 6,
    CONFLICT: 10,  # another report of it can't be true as well
    RECHECK: 20,  # the wire changed it: it comes before its equals
    AGE: 10,
}
MOST = 100  # points that a desk may give to one term
URGENCY_FIFTHS = {1: 5, 2: 4, 3: 3, 4: 2, 5: 1}
PEOPLE_A_DIGIT, OTHERS_A_DIGIT = 7, 3  # thirtieths for each power of ten
SHARE = 10  # thirtieths: a percentage has no size of its own
ENOUGH_AGENCIES = 4  # from which on more of them say no more
REPEATED = 3  # a figure told before has a third of what a new one has
STEPS = ((1, 2), (2, 4), (4, 6), (8, 8), (24, 10))  # hours that it waited, and tenths of the points
SCALE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points of each term at one desk; a term left out has its shipped points."""

    given: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, term: str) -> int:
        return self.given.get(term, SHIPPED[term])

    @property
    def most(self) -> int:
        """The highest priority that is possible by them."""
        return max(self[name] for name in TYPE_POINTS) + sum(self[term] for term in (*READ[1:], *STANDING))


AS_SHIPPED = Weights()


def priority(facts: Facts, weights: Weights = AS_SHIPPED) -> tuple[int, list[Reason]]:
    """The sum, 0 to `weights.most`, and its terms, the heaviest first; a term without points is left out."""
    return summed([*read(facts, weights), *standing(facts, weights)])


def read(facts: Facts, weights: Weights = AS_SHIPPED) -> list[Reason]:
    """The terms that the claim's own words give."""
    return [
        Reason(term=TYPE, name=facts.type, points=weights[facts.type]),
        Reason(term=SIZE, name=_size_name(facts), points=weights[SIZE] * _size(facts) // 30),
        Reason(
            term=WORTH,
            name=f"{WORTH} {facts.check_worthiness:.2f}",
            points=round(weights[WORTH] * facts.check_worthiness),
        ),
        Reason(
            term=URGENCY,
            name=f"{URGENCY} {facts.urgency}",
            points=weights[URGENCY] * URGENCY_FIFTHS.get(facts.urgency or 0, 0) // 5,
        ),
        Reason(term=SPEAKER, name="a speaker on the desk’s list", points=weights[SPEAKER] * facts.is_listed),
    ]


def standing(facts: Facts, weights: Weights = AS_SHIPPED) -> list[Reason]:
    """The terms that the world around it gives."""
    return [
        agencies(facts.agencies, weights),
        novelty(facts.told_before, weights),
        conflict(facts.is_disputed, weights),
        recheck(facts.needs_recheck, weights),
        age(facts.waited, weights),
    ]


def agencies(count: int, weights: Weights = AS_SHIPPED) -> Reason:
    """For `count` independent sources that tell it; one alone has no points."""
    others, enough = min(count, ENOUGH_AGENCIES) - 1, ENOUGH_AGENCIES - 1
    return Reason(
        term=AGENCIES, name=f"{count} agencies tell it", points=weights[AGENCIES] * others // enough
    )


def novelty(told_before: bool, weights: Weights = AS_SHIPPED) -> Reason:
    """For a figure that nobody told before; a repeat gets less."""
    if told_before:
        return Reason(term=NOVELTY, name="told before", points=weights[NOVELTY] // REPEATED)
    return Reason(term=NOVELTY, name="not told before", points=weights[NOVELTY])


def conflict(is_disputed: bool, weights: Weights = AS_SHIPPED) -> Reason:
    """For a claim that another report contradicts."""
    return Reason(term=CONFLICT, name=CONFLICT, points=weights[CONFLICT] * is_disputed)


def recheck(needs_recheck: bool, weights: Weights = AS_SHIPPED) -> Reason:
    """For a claim that changed under those who looked at it."""
    return Reason(term=RECHECK, name=RECHECK, points=weights[RECHECK] * needs_recheck)


def age(waited: float, weights: Weights = AS_SHIPPED) -> Reason:
    """For the hours that it has waited, by steps; less than an hour has no points."""
    hours, tenths = max((step for step in STEPS if step[0] <= waited), default=(0, 0))
    return Reason(term=AGE, name=f"waiting {hours} h", points=weights[AGE] * tenths // 10)


def exchanged(reasons: Iterable[Reason], *anew: Reason) -> tuple[int, list[Reason]]:
    """The same sum with these terms in place of what it had of them."""
    others = [each for each in reasons if term_of(each) not in {term_of(one) for one in anew}]
    return summed([*others, *anew])


def reread(reasons: Iterable[Reason], anew: Iterable[Reason]) -> tuple[int, list[Reason]]:
    """The same sum with other `read` terms; those of how it stands are kept."""
    return summed([*anew, *(each for each in reasons if term_of(each) in STANDING)])


def summed(terms: Iterable[Reason]) -> tuple[int, list[Reason]]:
    """The priority and the terms that count, the heaviest first."""
    counted = sorted((term for term in terms if term["points"] > 0), key=lambda term: -term["points"])
    return sum(term["points"] for term in counted), counted


def term_of(reason: Reason) -> str:
    """Which term it is; of rows of before, by the first word of the name."""
    return reason.get("term") or reason["name"].partition(" ")[0]


def has(reasons: Iterable[Reason], term: str) -> bool:
    """Whether the sum has this term."""
    return any(term_of(each) == term for each in reasons)


def _size(facts: Facts) -> int:
    """Of thirty."""
    if facts.size is None:
        return 0
    if facts.unit in ("%", "pp"):
        return SHARE
    return min(30, (PEOPLE_A_DIGIT if facts.unit == "people" else OTHERS_A_DIGIT) * _digits(facts.size))


def _size_name(facts: Facts) -> str:
    if facts.unit in ("%", "pp"):
        return "a percentage"
    power = 10 ** _digits(facts.size or 0.0)
    for size, word in SCALE:
        if power >= size:
            return f"{power / size:,.0f} {word} or more"
    return f"{power:,.0f} or more"


def _digits(size: float) -> int:
    """Whole powers of ten in it: 4 for 14,000."""
    return int(log10(abs(size)) + 1e-9) if abs(size) >= 1 else 0
