"""The desk's words for what the rows hold: figures, units, times, history. Plain functions."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone

from claims.actions.history import done, to_whom
from claims.actions.story_history import TOLD
from claims.models import ClaimEvent, Figure, StoryEvent
from claims.ratings import SHIPPED
from claims.statuses import DismissReason, Status

TYPE_LABELS = {
    "casualties": "Casualties",
    "troops": "Troops and arms",
    "displacement": "People displaced",
    "spending": "Spending",
    "economy": "Economy",
    "election": "Elections",
    "crime": "Crime",
    "health": "Health",
    "environment": "Environment",
    "quantity": "Other figures",
    "event": "No figure",
}
SIGNS = {
    "about": "≈",
    "nearly": "≈",
    "at_least": "≥",
    "more_than": ">",
    "at_most": "≤",
    "less_than": "<",
    "dozens": "≥",
}
MEANINGS = {
    "exact": "as stated",
    "nearly": "nearly, a little under",
    "dozens": "a vague plural, read as at least",
}
CURRENCIES = {
    "USD": "US dollars",
    "EUR": "euros",
    "GBP": "pounds sterling",
    "JPY": "yen",
    "CNY": "yuan",
    "INR": "rupees",
    "RUB": "roubles",
    "CHF": "Swiss francs",
}
_QUOTED = re.compile(r'"([^"]*)"')
KEPT_BY_THE_DESK = {"lapse", "overdue", "part"}  # what the service does without reading anything
UNITS = {"%": "per cent", "pp": "percentage points"}


def number(value: float) -> str:
    """Grouped by thousands, without idle decimals: 50000000000.0 is 50,000,000,000."""
    if abs(value) >= 1e21:
        return f"{value:.3g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")


def value(figure: Figure) -> str:
    """The figure with its sign: ≥ 37, 12–15, ≈ 50,000,000,000."""
    if figure.high is not None:
        return f"{number(figure.low)}–{number(figure.high)}"
    sign = SIGNS.get(figure.qualifier, "")
    return f"{sign} {number(figure.low)}".strip()


def unit(figure: Figure) -> str:
    return CURRENCIES.get(figure.unit) or UNITS.get(figure.unit, figure.unit)


def qualifier(figure: Figure) -> str:
    """What the words around the number do to it."""
    return MEANINGS.get(figure.qualifier, figure.qualifier.replace("_", " "))


def length(span: timedelta) -> str:
    """How long, as the desk says it: 14 min, 2 h 37, 3 d 4 h."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours < 48 else f"{hours // 24} d {hours % 24} h"


def clock(at: datetime) -> str:
    """Local 24-hour time, with the day where it is not today's."""
    local, today = timezone.localtime(at), timezone.localtime()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {local:%b}{year}, {local:%H:%M}"


def actor(event: ClaimEvent) -> str:
    if event.actor is not None:
        return event.actor.name
    return "Extractor" if event.model and event.action not in KEPT_BY_THE_DESK else "The desk"


def deed(event: ClaimEvent) -> str:
    return f"{done(event.action)} it{to_whom(event)}"


def story_deed(event: StoryEvent) -> str:
    """What happened to a story, in words."""
    return TOLD.get(event.action, event.action.replace("_", " "))


def move(event: ClaimEvent) -> str:
    """From where to where, for the small print; empty where the event moved nothing."""
    if not event.from_status or event.from_status == event.to_status:
        return ""
    return f"{_status(event.from_status)} to {_status(event.to_status)}".lower()


def reason(event: ClaimEvent) -> str:
    """Why, in words: a dismissal's code by its label, anything else as it was typed."""
    try:
        return DismissReason(event.reason).label
    except ValueError:
        return event.reason


def quoted(words: str) -> str:
    """How a claimant was found, its straight quotation marks set as the desk prints them."""
    return _QUOTED.sub(r"“\1”", str(words)).replace("'", "’")


def rating_label(code: str) -> str:
    """The word for a rating in a line of history that does not hold it: those are of the shipped scales."""
    found = filter(None, (scale.rating(code) for scale in SHIPPED))
    return next((rating.label for rating in found), code)


def _status(value: str) -> str:
    try:
        return Status(value).label
    except ValueError:
        return value
