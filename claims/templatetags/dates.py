"""Moments by the desk's clock, as the reader's language writes them (factcheck.formats)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext


def hour(at: datetime) -> str:
    """A local time of day: 21:10."""
    return date_format(timezone.localtime(at), "TIME_FORMAT")


def day(at: datetime) -> str:
    """The day alone: 23 November 2026."""
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def day_and_hour(at: datetime) -> str:
    """A moment whole: 23 November 2026, 21:10."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def brief_day(at: datetime) -> str:
    """A day of this year where room is short: 23 Nov."""
    return date_format(at, pgettext("date format", "j M"))


def brief_month(at: datetime) -> str:
    """A month where room is short: Nov."""
    return date_format(at, "M")


def near(at: datetime) -> str:
    """The hour alone of a moment of today; else its day before it, with a year that is not this one."""
    local, today = timezone.localtime(at), timezone.localtime()
    if local.date() == today.date():
        return hour(at)
    if local.year == today.year:
        return date_format(local, pgettext("date format", "j M, H:i"))
    return date_format(local, "SHORT_DATETIME_FORMAT")
