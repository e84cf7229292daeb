"""Words of the night report."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from claims.templatetags import wording

register = template.Library()
IN_SECONDS = timedelta(minutes=2)  # below it, minutes would say too little


@register.filter
def took(span: timedelta | None) -> str:
    """How long something took: 14 s, 3.2 s, 12 min, 2 h 05."""
    if span is None:
        return ""
    seconds = span.total_seconds()
    if span >= IN_SECONDS:
        return wording.length(span)
    told = number_format(seconds, 1 if seconds < 10 else 0)
    return gettext("%(seconds)s s") % {"seconds": told}
