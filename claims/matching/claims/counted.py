"""A claim with a figure, as the rules compare it: what it counts, in which unit and period, as what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from claims.extraction.alignment import measures
from claims.extraction.figures import currencies
from claims.extraction.types import Figure
from claims.matching.claims import topics, values
from claims.matching.claims.happenings import Bond
from claims.matching.claims.times import periods, to_come
from claims.matching.claims.topics import KEPT, Topic, meaning, topic
from claims.matching.claims.vocabulary import concept
from claims.matching.types import Claim
from claims.tolls import subjects
from claims.tolls.measures import NAMED
from claims.tolls.types import Role
from claims.tolls.vocabulary import CARRYING

SUDDEN = frozenset(
    "killed wounded missing trapped rescued hostages arrested evacuated homeless crowd".split()
)
OF_PEOPLE = SUDDEN | {"displaced", "cases", "troops"}
HARMED = frozenset(
    {"killed", "wounded", "missing", "arrested", "hostages"}
)  # what becomes of soldiers says more than that they are some
UPROOTED = frozenset({"displaced", "evacuated", "homeless"})  # told in similar words, and never the same
SHARES = frozenset({"%", "pp"})
SHARED = 0.5  # of the meanings that two claims of money or things have to have in common
ONE_THING = "one thing"


@dataclass(frozen=True, eq=False)
class Counted:
    """Read as its topic is: what is asked for."""

    claim: Claim
    figure: Figure

    @cached_property
    def topic(self) -> Topic:
        return topic(self.claim)

    @cached_property
    def measure(self) -> str:
        return measure(self.claim)

    @property
    def unit(self) -> str:
        """As its story was read."""
        reading = self.claim.reading
        return (reading.unit if reading else "") or self.figure.unit

    @property
    def per(self) -> str | None:
        """The period of a rate, the figure's own or its sentence's."""
        reading = self.claim.reading
        return self.figure.per or (reading.per if reading else None)

    @cached_property
    def role(self) -> Role:
        role = self.claim.reading.role if self.claim.reading else Role.OTHER
        return (Role.PLANNED if to_come(self.claim.sentence) else Role.POINT) if role is Role.OTHER else role

    @cached_property
    def periods(self) -> frozenset[str]:
        return periods(self.claim)

    @property
    def is_money(self) -> bool:
        return self.measure == "money" or currencies.is_code(self.unit) or self.unit == "crown"

    @property
    def is_countable(self) -> bool:
        """People and things, which go by many words."""
        return not self.is_money and self.unit not in SHARES

    @property
    def is_toll(self) -> bool:
        """Whether its measure says all of it: "nine of them" and "twice" are told apart by their words."""
        reading = self.claim.reading
        return self.role is not Role.PART and (reading is None or reading.role is not Role.OTHER)

    @property
    def nouns(self) -> set[str]:
        """What is counted, by the unit and by the word behind the number."""
        words = (self.unit, *self.figure.text.lower().split()[-1:])
        return {concept(word) for word in words if word.isalpha()}

    @property
    def is_aboard(self) -> bool:
        """Whether it counts who was there, whatever became of them: "a bus carrying 40 people"."""
        words, place = self.topic.words, self.topic.place
        return bool(place) and words[place - 1] in CARRYING  # type: ignore[operator]

    @property
    def is_untold(self) -> bool:
        """Whether nothing says more of the people than that they are some, or who they are."""
        if self.is_aboard:
            return False
        noun = self.figure.text.lower().split()[-1]
        return self.measure in ("", "people", noun) and self.measure not in OF_PEOPLE

    def says_as(self, other: Counted) -> bool:
        """One number, in one unit."""
        return self.unit == other.unit and values.agree(self.figure, other.figure)

    def numbers_as(self, other: Counted) -> bool:
        """Of people and things: one number, whatever they are called (houses and homes)."""
        countable = self.is_countable and other.is_countable
        return countable and self.per == other.per and values.agree(self.figure, other.figure)


@lru_cache(maxsize=KEPT)
def counted(claim: Claim, figure: Figure) -> Counted:
    return Counted(claim, figure)


def forget() -> None:
    """Let go of what was read of the claims of a batch: the next has others.

    Kept on among what comes and goes, it would hold whole pages of memory that could be used again, and the
    process would grow with every batch.
    """
    counted.cache_clear()
    topics.forget()


def measure(claim: Claim) -> str:
    """What the claim's figure counts: as its story was read, else by the words around it; "" if unknown."""
    read = claim.reading.measure if claim.reading else ""
    named = measures.FAMILY.get(read, read)
    told = NAMED.get(named, named)
    if told and told != "troops":
        return told
    words, place = topic(claim).words, topic(claim).place
    found = measures.measure(words, place) if place is not None else ""
    family = NAMED.get(found, found)
    return family if not told or family in HARMED else told


def both(one: Counted, other: Counted, tie: Bond) -> str:
    """The measure that two figures have, as a word for people; "" where they count different things."""
    is_one = one.measure == other.measure
    if is_one and one.measure in OF_PEOPLE and one.is_toll and other.is_toll:
        return one.measure
    if is_one and tie.is_event and (_are_of_one_subject(one, other) or _is_recalled(one, other)):
        return one.measure
    is_told = {one.measure, other.measure} & OF_PEOPLE and not (one.is_untold or other.is_untold)
    if (is_told and not is_one) or not _units_fit(one, other):
        return ""
    if meaning(one.topic, other.topic) < SHARED:
        return ""
    return one.measure if is_one else ONE_THING


def _are_of_one_subject(one: Counted, other: Counted) -> bool:
    """Sums within one event: of one kind (a loss, a fine), or for things that mostly have the same words."""
    readings = (one.claim.reading, other.claim.reading)
    if not readings[0] or not readings[1] or not subjects.alike(readings[0], readings[1]):
        return False
    kind, *_ = readings[0].subject or ("",)
    left, right = (
        set(each.claim.reading.subject[1:]) - each.topic.names - each.topic.places
        if each.claim.reading
        else set()
        for each in (one, other)
    )
    if kind != subjects.COST or not left or not right:
        return True
    return len(left & right) >= SHARED * len(left | right)


def _is_recalled(one: Counted, other: Counted) -> bool:
    """Who recalls a figure of their own leaves out what it is of: "in March he had put it at 1.1 billion"."""
    roles = {one.role, other.role}
    is_own = bool(one.topic.tellers & other.topic.tellers)
    return (
        len(roles) == 2
        and Role.RECALLED in roles
        and is_own
        and (one.unit, one.per) == (other.unit, other.per)
    )


def _units_fit(one: Counted, other: Counted) -> bool:
    """Whether two figures can count one thing; sums in two currencies can, and percent and points."""
    if one.unit == other.unit or (one.is_money and other.is_money) or {one.unit, other.unit} == SHARES:
        return True
    return bool(one.nouns & other.nouns)
