"""What a sum is told as: plain sentences with numbers as a newsroom writes them."""

from __future__ import annotations

from claims.extraction.types import Figure
from claims.tolls.arithmetic.sheet import Term

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
CODE = 3
MONEY = {"EUR": "euros", "USD": "dollars", "GBP": "pounds"}
HEDGES = {
    "about": "about ",
    "nearly": "nearly ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}


def number(value: float) -> str:
    """As in "1.44 billion", "12,400", "33.3"."""
    for scale, name in SCALES:
        if abs(value) >= scale:
            return f"{_short(value / scale)} {name}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return _short(value)


def told(term: Term) -> str:
    """A figure as the text has it, hedge and all, without the noun."""
    return HEDGES.get(term.figure.qualifier, "") + (
        percent(term.value) if term.is_share else number(term.value)
    )


def percent(value: float) -> str:
    return f"{_short(value)} percent"


def sum_of(value: float, unit: str) -> str:
    """Money or a measure with its unit: "448 million EUR", "25 miles"."""
    if len(unit) == CODE and unit.isupper():
        return f"{number(value)} {MONEY.get(unit, unit)}"
    plural = unit if value == 1 else "feet" if unit == "foot" else f"{unit}s"
    return f"{number(value)} {plural}"


def whole(figure: Figure) -> str:
    """The figure's own words."""
    return " ".join(figure.text.split())


def _short(value: float) -> str:
    """At most three places that say something, no zeros at the end."""
    text = f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
