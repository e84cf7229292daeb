"""Money told on: which currency and period a bare "1.9 billion" has, by the sums told before it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.figures import measures
from claims.extraction.figures.tokens import Tokens

LASTING = 3  # sentences after the one that told a sum
OWN_TIME = frozenset({"decade", "century", "quarter"})  # say for when, as units of time do
COSTS = frozenset(
    "aid bill bills budget budgets contribution contributions cost costs damages debt debts duties earnings "
    "expenses fees fines grants income incomes loans losses outlays payments pensions premiums prices "
    "profits rents revenues salaries sales savings spending subsidies sum sums taxes wages".split()
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as far as a later one may lean on it: its currency, and the period it was told for."""

    unit: str
    per: str | None


class Told:
    """The sum of money told last, forgotten some sentences on."""

    def __init__(self) -> None:
        self._last: Sum | None = None
        self._age = 0

    def next_sentence(self) -> None:
        self._age += 1

    def hear(self, unit: str, per: str | None) -> None:
        self._last, self._age = Sum(unit, per), 0

    @property
    def lately(self) -> Sum | None:
        """The last sum, where it was told in this sentence or one of the few before."""
        return self._last if self._age <= LASTING else None


def has_own_time(tokens: Tokens) -> bool:
    """Does the sentence say for when its sums are ("in the first year of the pact")?"""
    return any(
        token.low in OWN_TIME or measures.singular(token.low) in measures.TIME_UNITS for token in tokens
    )
