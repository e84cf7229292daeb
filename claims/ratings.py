"""The rating scales and policies that are shipped, the findings about a figure, what evidence may say.

Plain Python. Every rating has a word and a glyph of its own: colour never carries the meaning alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.words import said


@dataclass(frozen=True, slots=True)
class Rating:
    """A value on a scale. `number` rises with the truth; None is not rated by number.

    `glyph` names the drawing of the desk's stylesheet that carries the meaning without colour.
    """

    code: str
    label: str
    number: int | None
    glyph: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as a verdict pins it: by name and version."""

    name: str
    version: int
    label: str
    ratings: tuple[Rating, ...]

    def rating(self, code: str) -> Rating | None:
        return next((rating for rating in self.ratings if rating.code == code), None)

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The worst and the best number; None twice where nothing is rated by number."""
        numbers = [rating.number for rating in self.ratings if rating.number is not None]
        return min(numbers, default=None), max(numbers, default=None)


FEWEST, MOST = 2, 10  # ratings of a scale: a digit picks each

UNPROVEN = Rating("unproven", said("Unproven"), None, "unproven")
NOT_RATED = Rating("none", said("Not rated"), None, "none")
SIX_POINT = Scale(
    "six-point",
    1,
    said("Six steps, from true to fabricated"),
    (
        Rating("true", said("True"), 6, "true"),
        Rating("mostly-true", said("Mostly true"), 5, "mostly-true"),
        Rating("half", said("Half true"), 4, "half"),
        Rating("mostly-false", said("Mostly false"), 3, "mostly-false"),
        Rating("false", said("False"), 2, "false"),
        Rating("fabricated", said("Fabricated"), 1, "fabricated"),
        UNPROVEN,
        NOT_RATED,
    ),
)
EIGHT_POINT = Scale(
    "eight-point",
    1,
    said("Eight words, from correct to incorrect"),
    (
        Rating("correct", said("Correct"), 5, "true"),
        Rating("mostly-correct", said("Mostly correct"), 4, "mostly-true"),
        Rating("exaggerated", said("Exaggerated"), 3, "over"),
        Rating("understated", said("Understated"), 3, "under"),
        Rating("misleading", said("Misleading"), 2, "mostly-false"),
        Rating("incorrect", said("Incorrect"), 1, "false"),
        UNPROVEN,
        NOT_RATED,
    ),
)
SUPPORT = Scale(
    "support",
    1,
    said("Supported, refuted or conflicting"),
    (
        Rating("supported", said("Supported"), 3, "true"),
        Rating("conflicting", said("Conflicting evidence"), 2, "half"),
        Rating("refuted", said("Refuted"), 1, "false"),
        UNPROVEN,
        NOT_RATED,
    ),
)
NO_SCALE = Scale("no-scale", 1, said("No scale: the explanation says it"), (NOT_RATED, UNPROVEN))
SHIPPED = (SIX_POINT, EIGHT_POINT, SUPPORT, NO_SCALE)


class Stance(StrEnum):
    """What a piece of evidence says of the claim."""

    FOR = said("for")
    AGAINST = said("against")
    CONTEXT = said("context")


class Finding(StrEnum):
    """What the check found of the figure."""

    RIGHT = "right"
    ROUNDED = "rounded"
    WRONG = "wrong"
    PERIOD = "period"
    UNIT = "unit"
    POPULATION = "population"
    SUPERSEDED = "superseded"
    UNKNOWABLE = "unknowable"

    @property
    def label(self) -> str:
        return _FINDING_LABELS[self]


_FINDING_LABELS = {
    Finding.RIGHT: said("right"),
    Finding.ROUNDED: said("rounded fairly"),
    Finding.WRONG: said("wrong"),
    Finding.PERIOD: said("of another period"),
    Finding.UNIT: said("of another unit"),
    Finding.POPULATION: said("of another group"),
    Finding.SUPERSEDED: said("overtaken by a newer one"),
    Finding.UNKNOWABLE: said("beyond knowing"),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What a verdict needs before it can be proposed, and how many votes carry it.

    `independent`: that many pieces of different publishers, or one primary source; 0 asks for neither.
    """

    name: str
    evidence: int = 1
    independent: int = 0
    full_evidence: bool = False
    contact: bool = False
    votes: int = 1
    voters: int = 1


LIGHT = Policy(said("light"))
FULL = Policy(said("full"), independent=2, full_evidence=True, contact=True)
TWO_OF_THREE = Policy(
    said("two of three"), independent=2, full_evidence=True, contact=True, votes=2, voters=3
)
POLICIES = (LIGHT, FULL, TWO_OF_THREE)


@dataclass(frozen=True, slots=True)
class Rules:
    """How a desk judges: what it rates on, what it asks for before, how many votes it takes."""

    scale: Scale
    policy: Policy
