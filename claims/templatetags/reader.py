"""The public pages: an edition's payload in words, its markup for machines, dates as readers read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, pgettext

from claims.claimreview import Outlet, claim_review
from claims.models import Check, Edition, Kind
from claims.statuses import Role
from claims.templatetags import dates
from claims.templatetags.reasons import reason
from claims.templatetags.wording import in_a_row
from claims.words import said

register = template.Library()

Absolute = Callable[[str], str]  # a path of ours to its whole address
_COUNTS = {1: said("one"), 2: said("two"), 3: said("three")}
_ROLES = {
    Role.CHECKER: ngettext_lazy("%(number)s checker", "%(number)s checkers", "count"),
    Role.REVIEWER: ngettext_lazy("%(number)s reviewer", "%(number)s reviewers", "count"),
    Role.EDITOR: ngettext_lazy("%(number)s editor", "%(number)s editors", "count"),
    Role.STANDARDS: ngettext_lazy("%(number)s standards", "%(number)s standards", "count"),
    Role.ADMIN: ngettext_lazy("%(number)s admin", "%(number)s admins", "count"),
}
_PARAGRAPHS = re.compile(r"(?<!\s)[^\S\n]*+\n\s*+")
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


@register.filter
def dated(at: datetime | str) -> SafeString:
    """A moment with its day and year, whatever day it is read: 23 November 2026, 11:05."""
    local = timezone.localtime(moment(at))
    words = dates.day_and_hour(local)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def day(at: datetime | str) -> SafeString:
    """The day alone: 23 November 2026."""
    local = timezone.localtime(moment(at))
    words = dates.day(local)
    return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%d}", words)


@register.filter
def paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in _PARAGRAPHS.split(text.strip()) if paragraph]


@register.filter
def chosen_for(names: list[str]) -> str:
    """Why a claim was chosen: the terms of its priority."""
    return in_a_row(map(reason, names))


@register.filter
def reviewed(review: dict[str, Any]) -> str:
    """Who reviewed it, in one sentence: how many, as what, and how many of them agreed."""
    count, agreed = len(review["roles"]), review["agreed"]
    so_many = (_so_many(number, role) for role, number in Counter(review["roles"]).items())
    told = {"roles": pgettext("between roles", " and ").join(so_many), "agreed": agreed, "count": count}
    if count == 1:
        words = _("Another person (%(roles)s), who took no part in the research, agreed to the rating.")
    elif agreed == count:
        words = _(
            "Others, who took no part in the research, voted on the rating (%(roles)s): all of them agreed."
        )
    else:
        words = _(
            "Others, who took no part in the research, voted on the rating (%(roles)s): "
            "%(agreed)s of %(count)s agreed."
        )
    return words % told


def _so_many(number: int, role: str) -> str:
    """One reviewer, two editors, 4 checkers."""
    told = _(_COUNTS[number]) if number in _COUNTS else str(number)
    return _ROLES[Role(role)] % {"number": told, "count": number}


@register.simple_tag
def markup(review: dict[str, Any]) -> SafeString:
    """ClaimReview as a block of data: no script, so that the policy on scripts has nothing to refuse."""
    text = json.dumps(review, ensure_ascii=False).translate(_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def moment(at: datetime | str) -> datetime:
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def review(check: Check, absolute: Absolute) -> dict[str, Any]:
    """The check's newest edition as ClaimReview. Whether it may be given out is for the caller to know."""
    editions = list(check.editions.order_by("number"))
    newest, checks = editions[-1], absolute(reverse("checks"))
    return claim_review(
        newest.payload,
        url=absolute(reverse("check", args=[check.pk])),
        outlet=Outlet(settings.OUTLET, checks, f"{checks}#corrections"),
        published=_date(check.published_at),
        modified=_date(newest.at) if len(editions) > 1 else "",
        corrections=[(_date(e.at), put_right(e)) for e in editions if e.kind == Kind.CORRECTED],
    )


def put_right(edition: Edition) -> str:
    """A correction in one line of plain text."""
    changed = _("It said “%(was)s” and now says “%(now)s”.") % {"was": edition.was, "now": edition.now}
    return f"{edition.note} {changed}".strip()


def _date(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d}"
