"""A figure's type in the company of the story's other figures.

The scorer reads a figure with its sentence; what the story is about shows in the figures round it. Each lends
its leaning to its neighbours, the near ones most, so that a doubtful figure amid tolls or prices is read as
one of them. Only a bounded number of neighbours is asked: the time is linear in the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from claims.extraction.types import FIGURE_TYPES

LENT = 0.2  # how much the neighbours' leaning weighs beside the figure's own; 0.1 does about the same
NEAR = 500  # characters over which a neighbour's word falls to about a third
ALONE = 1.0  # what stands against few or far neighbours: those lend less
ASKED = 10  # neighbours on either side
LEAST = 1e-6  # of a probability, before its logarithm

Told = tuple[int, Sequence[float]]  # where a figure stands, and its probabilities over FIGURE_TYPES


def types(figures: Sequence[Told]) -> list[str]:
    """The type of each of a story's claimed figures, given in the order of the text."""
    told = [(at, [log(max(share, LEAST)) for share in shares]) for at, shares in figures]
    return [_type(told, i) for i in range(len(told))]


def _type(told: Sequence[tuple[int, list[float]]], i: int) -> str:
    at, own = told[i]
    leaning, weights = [0.0] * len(own), ALONE
    for other, theirs in (*told[max(0, i - ASKED) : i], *told[i + 1 : i + 1 + ASKED]):
        weight = exp(-abs(other - at) / NEAR)
        weights += weight
        leaning = [sum_ + weight * one for sum_, one in zip(leaning, theirs, strict=True)]
    joined = [mine + LENT * sum_ / weights for mine, sum_ in zip(own, leaning, strict=True)]
    return FIGURE_TYPES[max(range(len(joined)), key=joined.__getitem__)]
