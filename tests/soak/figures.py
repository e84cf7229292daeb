"""What a long run measured, each figure beside its bound: told for the report, and held to it.

Tests of `make test` share their code with the soak and tell their figures in the same way; without a soak
nobody writes them down.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path

FILE = "FACTCHECK_SOAK_FIGURES"  # where a soak wants them written, one JSON object a line
SHARE = "FACTCHECK_SOAK_SHARE"  # of the full sizes: 1, or less for a trial


@dataclass(frozen=True, slots=True)
class Figure:
    """`found` in `unit`, of a promise of ../shared/reliability.md; `bound` as people read it, "" for none."""

    promise: str
    what: str
    found: float
    unit: str = ""
    bound: str = ""
    holds: bool = True


def tell(promise: str, what: str, found: float, unit: str = "") -> None:
    """A figure that has no bound: how much was tried."""
    _write(Figure(promise, what, round(found, 3), unit))


def hold(
    promise: str,
    what: str,
    found: float,
    unit: str = "",
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> None:
    """Tell the figure, and fail the test where it lies beyond its bound."""
    low, high = at_least is None or found >= at_least, at_most is None or found <= at_most
    bounds = [
        f"≥ {at_least:g}" if at_least is not None else "",
        f"≤ {at_most:g}" if at_most is not None else "",
    ]
    bound = ", ".join(filter(None, bounds))
    _write(Figure(promise, what, round(found, 3), unit, bound, low and high))
    assert low, f"{promise}: {what}: {found} {unit}, and not {bound}"
    assert high, f"{promise}: {what}: {found} {unit}, and not {bound}"


def share_of(full: int, least: int = 1) -> int:
    """How much of the full size this run takes."""
    return max(least, round(full * float(os.environ.get(SHARE) or 1)))


def percentile(values: list[float], share: int) -> float:
    """The value that `share` in a hundred do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share / 100) - 1)] if ordered else 0.0


def _write(figure: Figure) -> None:
    if place := os.environ.get(FILE):
        with Path(place).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(figure)) + "\n")
