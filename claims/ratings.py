"""The newsroom's rating scale, the findings about a figure, and what evidence may say.

Plain Python. Every rating has a word and a glyph of its own: colour never carries the meaning alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rating:
    """A value on a scale. `number` runs from 1 (fabricated) to 6 (true); None is not rated by number."""

    code: str
    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as a verdict pins it: by name and version."""

    name: str
    version: int
    ratings: tuple[Rating, ...]

    def rating(self, code: str) -> Rating | None:
        return next((rating for rating in self.ratings if rating.code == code), None)


SIX_POINT = Scale(
    "six-point",
    1,
    (
        Rating("true", "True", 6),
        Rating("mostly-true", "Mostly true", 5),
        Rating("half", "Half true", 4),
        Rating("mostly-false", "Mostly false", 3),
        Rating("false", "False", 2),
        Rating("fabricated", "Fabricated", 1),
        Rating("unproven", "Unproven", None),
        Rating("none", "Not rated", None),
    ),
)
ACTIVE_SCALE = SIX_POINT
ALL_SCALES = (SIX_POINT,)  # every version that a verdict may pin, for ever
SCALES = {(scale.name, scale.version): scale for scale in ALL_SCALES}


class Stance(StrEnum):
    """What a piece of evidence says of the claim."""

    FOR = "for"
    AGAINST = "against"
    CONTEXT = "context"


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
    Finding.RIGHT: "right",
    Finding.ROUNDED: "rounded fairly",
    Finding.WRONG: "wrong",
    Finding.PERIOD: "of another period",
    Finding.UNIT: "of another unit",
    Finding.POPULATION: "of another group",
    Finding.SUPERSEDED: "overtaken by a newer one",
    Finding.UNKNOWABLE: "beyond knowing",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What a verdict needs before it can be proposed, and how many votes carry it."""

    name: str
    evidence: int
    votes: int


LIGHT = Policy("light", evidence=1, votes=1)
