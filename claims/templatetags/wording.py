"""The desk's words for what the rows hold: figures, units, times, history. Plain functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims.actions.story_history import TOLD
from claims.models import ClaimEvent, Figure, StoryEvent
from claims.models.hushed import reason_as_shown
from claims.ratings import SHIPPED
from claims.statuses import DismissReason, Status
from claims.templatetags import dates, deeds
from claims.words import said

TYPE_LABELS = {
    "casualties": said("Casualties"),
    "troops": said("Troops and arms"),
    "displacement": said("People displaced"),
    "spending": said("Spending"),
    "economy": said("Economy"),
    "election": said("Elections"),
    "crime": said("Crime"),
    "health": said("Health"),
    "environment": said("Environment"),
    "quantity": said("Other figures"),
    "event": said("No figure"),
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
    "exact": said("as stated"),
    "about": said("about"),
    "nearly": said("nearly, a little under"),
    "at_least": said("at least"),
    "more_than": said("more than"),
    "at_most": said("at most"),
    "less_than": said("less than"),
    "dozens": said("a vague plural, read as at least"),
    "range": said("range"),
}
CURRENCIES = {
    "USD": said("US dollars"),
    "EUR": said("euros"),
    "GBP": said("pounds sterling"),
    "JPY": said("yen"),
    "CNY": said("yuan"),
    "INR": said("rupees"),
    "RUB": said("roubles"),
    "CHF": said("Swiss francs"),
}
_QUOTED = re.compile(r'"([^"]*)"')
KEPT_BY_THE_DESK = {"lapse", "overdue", "part"}  # what the service does without reading anything
UNITS = {"%": said("per cent"), "pp": said("percentage points")}
MEASURES = {  # what the grammar reads, by its own names; any other unit is a noun of the story
    "people": said("people"), "year": said("year"), "month": said("month"), "week": said("week"),
    "day": said("day"), "hour": said("hour"), "minute": said("minute"), "second": said("second"),
    "kilometer": said("kilometer"), "mile": said("mile"), "meter": said("meter"), "foot": said("foot"),
    "centimeter": said("centimeter"), "millimeter": said("millimeter"), "inch": said("inch"),
    "yard": said("yard"), "acre": said("acre"), "hectare": said("hectare"), "ton": said("ton"),
    "tonne": said("tonne"), "kilogram": said("kilogram"), "gram": said("gram"), "pound": said("pound"),
    "ounce": said("ounce"), "liter": said("liter"), "gallon": said("gallon"), "barrel": said("barrel"),
    "degree": said("degree"), "kilowatt": said("kilowatt"), "megawatt": said("megawatt"),
    "gigawatt": said("gigawatt"), "square kilometer": said("square kilometer"),
    "square mile": said("square mile"), "square meter": said("square meter"),
    "square foot": said("square foot"), "cubic meter": said("cubic meter"),
}  # fmt: skip


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
    """In words where the desk has some; any other unit is a noun of the story."""
    known = CURRENCIES.get(figure.unit) or UNITS.get(figure.unit) or MEASURES.get(figure.unit)
    return _(known) if known else figure.unit


def qualifier(figure: Figure) -> str:
    """What the words around the number do to it."""
    known = MEANINGS.get(figure.qualifier)
    return _(known) if known else figure.qualifier.replace("_", " ")


def length(span: timedelta) -> str:
    """How long, as the desk says it: 14 min, 2 h 37, 3 d 4 h."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": minutes}
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02}"}
    return _("%(days)s d %(hours)s h") % {"days": hours // 24, "hours": hours % 24}


def clock(at: datetime) -> str:
    """Local 24-hour time, with the day where it is not today's."""
    return dates.near(at)


def in_a_row(words: Iterable[str]) -> str:
    """Words one after another, as a list without an end is written."""
    return pgettext("between the words of a list", ", ").join(words)


def actor(event: ClaimEvent) -> str:
    if event.actor is not None:
        return event.actor.name
    return _("Extractor") if event.model and event.action not in KEPT_BY_THE_DESK else _("The desk")


def deed(event: ClaimEvent) -> str:
    """What was done to the claim, and to whom it went."""
    return deeds.deed(event)


def story_deed(event: StoryEvent) -> str:
    """What happened to a story, in words."""
    known = TOLD.get(event.action)
    return _(known) if known else event.action.replace("_", " ")


def move(event: ClaimEvent) -> str:
    """From where to where, for the small print; empty where the event moved nothing."""
    if not event.from_status or event.from_status == event.to_status:
        return ""
    before, after = _status(event.from_status).lower(), _status(event.to_status).lower()
    # Translators: from one state of a claim to another: queued to in progress
    return pgettext("states", "%(before)s to %(after)s") % {"before": before, "after": after}


def reason(event: ClaimEvent) -> str:
    """Why, in words: a dismissal's code by its label, anything else as it was typed."""
    try:
        return _(DismissReason(event.reason).label)
    except ValueError:
        return reason_as_shown(event.reason, event.detail)


def quoted(words: str) -> str:
    """How a claimant was found, its straight quotation marks set as the desk prints them."""
    return _QUOTED.sub(r"“\1”", str(words)).replace("'", "’")


def rating_label(code: str) -> str:
    """The word for a rating in a line of history that does not hold it: those are of the shipped scales."""
    found = filter(None, (scale.rating(code) for scale in SHIPPED))
    return next((_(rating.label) for rating in found), code)


def _status(value: str) -> str:
    try:
        return _(Status(value).label)
    except ValueError:
        return value
