"""Amounts for sentences that agree with them: a count that stops somewhere ("500+"), a rate by its period."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from claims.words import said

register = template.Library()
PERIODS = {
    "hour": said("per hour"),
    "day": said("per day"),
    "week": said("per week"),
    "month": said("per month"),
    "year": said("per year"),
}


@register.filter
def least(count: str | int) -> int:
    """How many there are at least, which chooses the form of the words: 500 for "500+"."""
    return int(str(count).removesuffix("+"))


@register.filter
def per(period: str) -> str:
    """The period of a rate: "per day"; one that the desk has no word for stays as it was read."""
    known = PERIODS.get(period)
    return gettext(known) if known else f"per {period}"
