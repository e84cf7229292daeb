"""What time it is for receipt, embargo and publishing, and how a sentence names a moment."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def clock() -> datetime:
    """Now, or the moment that development and tests replay (FACTCHECK_NOW)."""
    replayed: datetime | None = settings.FACTCHECK_NOW
    return replayed or timezone.now()


def moment(at: datetime) -> str:
    """ "at 14:32", with the day where it was another one; in the desk's time zone, the reader's language."""
    local, today = timezone.localtime(at), timezone.localdate()
    if local.date() == today:
        return _("at %(time)s") % {"time": hour(at)}
    day = date_format(local, pgettext("date format", "j F"))
    return _("on %(day)s at %(time)s") % {"day": day, "time": hour(at)}


def hour(at: datetime) -> str:
    """A local time of day: 21:10."""
    return date_format(timezone.localtime(at), pgettext("date format", "H:i"))
